"""Notebooks that are written down: what is in them when no kernel runs any more."""

import nbformat
import pytest
from nbclient import NotebookClient
from nbconvert import HTMLExporter
from sgd_playground import Graph, Playground
from sgd_playground.widget import SCRIPT

WIDGET = "application/vnd.jupyter.widget-view+json"


def notebook_of(*cells):
    return nbformat.v4.new_notebook(cells=list(cells))


def page_of(notebook):
    page, _ = HTMLExporter().from_notebook_node(notebook)
    return page


def test_html_has_the_figure_and_its_script():
    html = Graph(formula='x < 2 & "y"').to_html()
    assert html.endswith('</script><sgd-graph formula="x &lt; 2 &amp; &quot;y&quot;"></sgd-graph>')
    # Nothing in the script ends it, or hides its end.
    assert not [text for text in ("</script", "<script", "<!--") if text in SCRIPT]


def test_a_front_end_gets_the_widget_and_the_html():
    data, _ = Playground(objective="beale")._repr_mimebundle_()
    assert set(data) == {"text/plain", "text/html", WIDGET}
    assert data["text/plain"] == "Playground(objective='beale')"


@pytest.fixture(scope="module")
def executed():
    cells = [
        "from sgd_playground import Playground\nfrom ipywidgets import VBox\nPlayground(objective='beale')",
        "VBox([Playground()])",
    ]
    notebook = notebook_of(*[nbformat.v4.new_code_cell(cell) for cell in cells])
    NotebookClient(notebook, kernel_name="python3").execute()
    return notebook


def test_where_nobody_answers_the_output_is_html(executed):
    alone, within = (cell.outputs[0]["data"] for cell in executed.cells)
    assert set(alone) == {"text/plain", "text/html"}
    # Another widget can have it within all the same.
    assert WIDGET in within


def test_nbconvert_writes_the_figure_that_it_has_executed(executed):
    assert '<sgd-playground objective="beale"></sgd-playground>' in page_of(executed)


def test_nbconvert_writes_the_figure_of_a_notebook_that_was_saved():
    data, _ = Playground(objective="beale")._repr_mimebundle_()
    output = nbformat.v4.new_output("display_data", data)
    notebook = notebook_of(nbformat.v4.new_code_cell("figure", outputs=[output]))
    assert '<sgd-playground objective="beale"></sgd-playground>' in page_of(notebook)
