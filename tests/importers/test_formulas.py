"""Formulas of MathML as a line of text, raised and lowered figures as characters."""

from __future__ import annotations

import pytest
from lxml import etree

from studyapp.importers.figures import lowered, raised
from studyapp.importers.markup.formulas import formula_text
from tests.importers.test_markup import blocks, kinds

FORMULAS = (
    (
        (
            "<mi>x</mi><mo>=</mo><mfrac><mrow><mo>-</mo><mi>b</mi><mo>±</mo><msqrt><msup><mi>b</mi><mn>2</mn></msup>"
            "<mo>-</mo><mn>4</mn><mi>a</mi><mi>c</mi></msqrt></mrow><mrow><mn>2</mn><mi>a</mi></mrow></mfrac>"
        ),
        "x = (−b ± √(b² − 4ac))/(2a)",
    ),
    (
        (
            "<munderover><mo>∑</mo><mrow><mi>i</mi><mo>=</mo><mn>1</mn></mrow><mi>n</mi></munderover>"
            "<msub><mi>x</mi><mi>i</mi></msub>"
        ),
        "∑_(i = 1)ⁿ xᵢ",
    ),
    ("<mi>sin</mi><mo>\u2061</mo><mi>x</mi><mo>+</mo><mi>a</mi><mi>b</mi>", "sin x + ab"),
    (
        (
            "<mo>[</mo><mtable><mtr><mtd><mn>1</mn></mtd><mtd><mn>2</mn></mtd></mtr>"
            "<mtr><mtd><mn>3</mn></mtd><mtd><mn>4</mn></mtd></mtr></mtable><mo>]</mo>"
        ),
        "[1, 2; 3, 4]",
    ),
    ("<msup><mi>e</mi><mrow><mi>i</mi><mi>π</mi></mrow></msup>", "e^(iπ)"),
    ("<msubsup><mi>a</mi><mi>k</mi><mn>2</mn></msubsup>", "aₖ²"),
    ("<mroot><mi>x</mi><mn>3</mn></mroot>", "³√x"),
    ("<mover><mi>x</mi><mo>¯</mo></mover><mo>,</mo><msup><mi>f</mi><mo>′</mo></msup>", "x\u0304, f′"),
    ("<mfenced><mi>a</mi><mi>b</mi></mfenced>", "(a, b)"),
    ("<semantics><mi>a</mi><annotation encoding='application/x-tex'>\\alpha</annotation></semantics>", "a"),
    ("<semantics><mrow/><annotation encoding='application/x-tex'>\\beta</annotation></semantics>", "\\beta"),
)


@pytest.mark.parametrize(("markup", "line"), FORMULAS)
def test_a_formula_is_written_in_a_line(markup: str, line: str) -> None:
    assert formula_text(etree.fromstring(f"<math>{markup}</math>")) == line


def test_a_formula_without_marks_is_its_description() -> None:
    assert formula_text(etree.fromstring("<math alttext='n!'/>")) == "n!"


def test_a_deep_formula_is_read_without_recursion() -> None:
    depth = 900
    nested = "<math>" + "<mrow>" * depth + "<mi>x</mi>" + "</mrow>" * depth + "</math>"
    root = etree.fromstring(nested, etree.XMLParser(huge_tree=True))
    assert formula_text(root) == "x"


def test_figures_are_raised_and_lowered_and_letters_stay() -> None:
    assert (raised("6"), raised("−2"), raised("st"), raised("")) == ("⁶", "⁻²", "st", "")
    assert (lowered("2"), lowered("max")) == ("₂", "max")


def test_raised_and_lowered_figures_in_a_text() -> None:
    text = "<p>10<sup>6</sup> m<sup>2</sup> of H<sub>2</sub>O on the 1<sup>st</sup></p>"
    assert kinds(text) == [("paragraph", "10⁶ m² of H₂O on the 1st")]


def test_a_formula_stands_in_its_sentence() -> None:
    (block,) = blocks("<p>Let <math><mi>x</mi><mo>></mo><mn>0</mn></math> hold.</p>")
    assert block.text == "Let x > 0 hold."


def test_the_raised_number_of_a_note_is_its_label() -> None:
    body = "<p>Said<sup><a href='#n'>1</a></sup>.</p><p id='n' class='footnote'><sup>1</sup> Who?</p>"
    assert [text for _, text in kinds(body)] == ["Said[1].", "[1] Who?"]
