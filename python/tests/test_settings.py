"""Every setting of the table is a trait that takes what its attribute takes, and says what would fit."""

import numpy as np
import pytest
from sgd_playground import Graph, Network, Playground
from sgd_playground.settings import TABLE
from sgd_playground.widget import Figure
from traitlets import TraitError

CLASSES = {"sgd-playground": Playground, "sgd-network": Network, "sgd-graph": Graph}
ENTRIES = [(tag, entry) for tag, entries in TABLE.items() for entry in entries]

# For each kind: values with the texts that they become, and what is refused.
KINDS = {
    "switch": ([(True, "true"), (np.bool_(False), "false"), ("", "true")], [1, "yes"]),
    "numbers": ([([1, 2.5], "1,2.5"), (np.array([1.0, -2.0]), "1,-2"), ("3,4", "3,4")], ["a,b", 3, [None]]),
    "rows": ([([[1, 2], [3, 4]], "1,2;3,4"), (np.eye(2), "1,0;0,1"), ("1,2\n3,4", "1,2;3,4")], ["a", 3, [1, 2]]),
    "text": ([("x^2", "x^2"), (["a", "b"], "a,b")], [3, [None]]),
}


def cases(entry):
    kind, choices = entry["kind"], entry.get("choices")
    if choices:
        first, last = choices[0], choices[-1]
        more = {
            "choice": [],
            "choices": [([first, last], f"{first},{last}"), (f"{first}, {last}", f"{first},{last}")],
            "data": [([[0, 1, 0]], "0,1,0")],
        }
        return [(first, first), *more[kind]], [f"{first}x", 3]
    if kind in KINDS:
        return KINDS[kind]
    low = entry.get("min", 0)
    outside = [] if low < -1e300 else [low - 1]
    if kind == "number":
        middle = 0.75 if low < 0.75 else 1.5 if low < 1.5 else 200.5
        return [(middle, str(middle)), (np.float64(middle), str(middle))], [*outside, "fast", True, np.nan]
    whole = [(int(low), str(low)), (np.int64(low + 1), str(low + 1)), (str(low), str(low))]
    full = [("full", "full")] if kind == "batch" else []
    return whole + full, [*outside, low + 0.5, "many", True]


def name_of(part):
    return part if isinstance(part, str) else part["name"]


@pytest.mark.parametrize(("tag", "entry"), ENTRIES, ids=name_of)
def test_a_setting_takes_what_fits_and_names_what_would(tag, entry):
    name = entry["name"].replace("-", "_")
    figure = CLASSES[tag]()
    assert getattr(figure, name) is None
    fitting, unfitting = cases(entry)
    for value, text in fitting:
        setattr(figure, name, value)
        assert figure.state == {entry["name"]: text}
        # What is read back means the same.
        setattr(figure, name, getattr(figure, name))
        assert figure.state == {entry["name"]: text}
    for value in unfitting:
        with pytest.raises(TraitError, match=f"^{name} takes "):
            setattr(figure, name, value)
    setattr(figure, name, None)
    assert figure.state == {}


@pytest.mark.parametrize("tag", TABLE)
def test_no_setting_hides_what_every_figure_has(tag):
    names = {entry["name"].replace("-", "_") for entry in TABLE[tag]}
    assert not [name for name in names if hasattr(Figure, name)]
    assert set(CLASSES[tag].SETTINGS) == names


def test_what_is_misspelt_is_named():
    with pytest.raises(TypeError, match="Playground has no setting 'learning_rat'. Did you mean 'learning_rate'?"):
        Playground(learning_rat=1)
    with pytest.raises(TraitError, match="'learning_rate'"):
        Playground().learningrate = 1
    with pytest.raises(TraitError, match="objective takes a name, not 'himelblau'. Did you mean 'himmelblau'?"):
        Playground(objective="himelblau")
    with pytest.raises(TraitError, match="'learning-rate'"):
        Playground().state = {"learning_rate": "1"}


def test_the_state_replaces_all_settings():
    figure = Network(data="xor", layers=(), l2=1e-7)
    assert figure.state == {"data": "xor", "layers": "none", "l2": "1e-07"}
    figure.state = {"layers": "4,2"}
    assert (figure.data, figure.layers, figure.l2) == (None, (4, 2), None)


def test_the_documentation_lists_the_settings():
    assert "\nlearning_rate: a number from 1e-06 to 10\n    How far a step goes" in Playground.__doc__
    assert repr(Graph(formula="x^2", start=[1])) == "Graph(formula='x^2', start=(1,))"
