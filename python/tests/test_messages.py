"""What goes to the figure, and what comes from it."""

import numpy as np
from sgd_playground import Graph, Network, Playground


def test_the_first_message_has_all_that_a_figure_needs():
    figure = Playground(objective="beale", compare=["sgd@0.1", "adam"])
    kind, data, _ = figure.comm.sent[0]
    state = data["state"]
    assert (kind, state["_tag"], state["objective"]) == ("comm_open", "sgd-playground", "beale")
    assert (state["compare"], state["momentum"]) == ("sgd@0.1,adam", None)
    assert state["_attributes"]["learning_rate"] == "learning-rate"
    assert "export default sgdPlayground" in state["_esm"]


def test_a_trait_that_is_set_is_sent_as_its_attribute():
    figure = Playground()
    figure.start = np.array([1.5, 2])
    figure.learning_rate = 0.1
    figure.learning_rate = None
    assert figure.comm.states() == [{"start": "1.5,2"}, {"learning_rate": "0.1"}, {"learning_rate": None}]


def test_what_a_reader_changes_changes_the_traits():
    figure = Playground(learning_rate=0.1)
    seen = []
    figure.observe(lambda change: seen.append((change.name, change.new)), ["learning_rate", "start", "optimizer"])
    figure.comm.set(learning_rate="0.2", start="1,-2.5", optimizer="adam")
    figure.comm.set(learning_rate=None)
    assert seen == [("learning_rate", 0.2), ("start", (1, -2.5)), ("optimizer", "adam"), ("learning_rate", None)]
    # What the figure has said is not said back to it.
    assert figure.comm.states() == []


def test_actions_wait_until_the_figure_is_seen():
    figure = Graph()
    figure.play()
    figure.back()
    assert figure.comm.actions() == []
    figure.comm.tell({"event": "shown"})
    figure.pause()
    assert figure.comm.actions() == ["play", "back", "pause"]
    # Another view of it begins with nothing.
    figure.comm.tell({"event": "shown"})
    assert figure.comm.actions() == ["play", "back", "pause"]


def test_the_record_comes_as_an_array():
    figure = Network()
    assert figure.trace.shape == (0, 0)
    columns = np.array([[0, 1, 2], [np.nan, 0.5, 0.25]])
    figure.comm.tell({"event": "trace", "columns": ["step", "batch_loss"]}, memoryview(columns.tobytes()))
    assert figure.trace_columns == ("step", "batch_loss")
    np.testing.assert_array_equal(figure.trace, columns.T)


def test_messages_of_no_known_kind_are_left_alone():
    figure = Network()
    figure.comm.tell({"event": "later"})
    figure.comm.tell({})
    assert figure.trace.shape == (0, 0)
