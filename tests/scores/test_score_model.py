"""The scorer of the model reads corpora rightly, and tells a perfect reading from a wrong one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from studyapp.language.model.reading import Reading
from studyapp.language.model.tagging import NameSpan
from tests.scores import score_model
from tests.scores.model_corpora import Name, put_together, read_names, read_trees

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

TREES = """# text = She didn't stop.
1	She	she	PRON	PRP	_	4	nsubj	_	_
2-3	didn't	_	_	_	_	_	_	_	_
2	did	do	AUX	VBD	_	4	aux	_	_
3	n't	not	PART	RB	_	4	advmod	_	_
3.1	to	to	PART	TO	_	_	_	_	_
4	stop	stop	VERB	VB	_	0	root	_	SpaceAfter=No
5	.	.	PUNCT	.	_	4	punct	_	_

# text = Birds sang.
1	Birds	bird	NOUN	NNS	_	2	nsubj	_	_
2	sang	sing	VERB	VBD	_	0	root	_	SpaceAfter=No
3	.	.	PUNCT	.	_	2	punct	_	_
"""


class Reader:
    """Stands for the model: reads the sentences above as they are, but for one word."""

    def __init__(self, wrong: str = "") -> None:
        self._wrong = wrong

    def read(self, sentences: Sequence[Sequence[str]]) -> list[Reading]:
        return [self._read(words) for words in sentences]

    def _read(self, words: Sequence[str]) -> Reading:
        verb = len(words) - 2
        heads = [-1 if index == verb else verb for index in range(len(words))]
        relations = {"She": "nsubj", "Birds": "nsubj:outer", "did": "aux", "n't": "advmod", ".": "punct"}
        lemmas = {"She": "she", "did": "do", "n't": "not", "Birds": "bird", "sang": "sing"}
        tags = {"She": "PRON", "did": "AUX", "n't": "PART", "Birds": "NOUN", ".": "PUNCT"}
        return Reading(
            [tags.get(word, "VERB") for word in words],
            ["X"] * len(words),
            [lemmas.get(word, word) for word in words],
            [-1 if word == self._wrong else head for word, head in zip(words, heads, strict=True)],
            [relations.get(word, "root") for word in words],
            [NameSpan(0, 1, "PERSON", ()), NameSpan(1, 2, "EVENT", ())],
        )


def reader(wrong: str = "") -> Any:
    return Reader(wrong)


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_ranges_and_empty_nodes_are_no_words(tmp_path: Path) -> None:
    first, second = read_trees(write(tmp_path / "a.conllu", TREES))
    assert [first.text[word.start : word.end] for word in first.words] == ["She", "did", "n't", "stop", "."]
    assert [word.head for word in first.words] == [3, 3, 3, -1, 3]
    assert second.text == "Birds sang."


def test_a_perfect_parse_is_perfect_but_for_its_subtypes(tmp_path: Path) -> None:
    trees = read_trees(write(tmp_path / "a.conllu", TREES))
    found = score_model.score_gold_words(trees, reader()) | score_model.score_raw_parse(trees, reader())
    assert {measure for measure, counted in found.items() if counted.f1 < 1} == {
        "LAS with subtypes, given words"
    }


def test_one_wrong_head_costs_one_word(tmp_path: Path) -> None:
    trees = read_trees(write(tmp_path / "a.conllu", TREES))
    assert score_model.score_gold_words(trees, reader("did"))["UAS, given words"].right_found == 7
    assert score_model.score_raw_parse(trees, reader("did"))["UAS, running text"].right_found == 7


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("a.iob2", ["1 Ann B-PER - x", "2 Lee I-PER - x", "3 left O - -", "4 Varn B-LOC - x", "5 . O - -"]),
        ("a.conll", ["Ann I-PER", "Lee I-PER", "left O", "Varn I-LOC", ". O"]),
        ("a.txt", ["Ann B-politician", "Lee I-politician", "left O", "Varn B-country", ". O"]),
        ("a.txt", ["Ann NNP B-PERSON", "Lee NNP I-PERSON", "left VBD B-MISC", "Varn NNP B-GPE", ". . O"]),
    ],
)
def test_names_are_read_from_all_kinds_of_columns(tmp_path: Path, name: str, lines: list[str]) -> None:
    columns = "\n".join(line.replace(" ", "\t" if name != "a.conll" else " ") for line in lines)
    (text,) = read_names(write(tmp_path / name, columns + "\n\n"))
    assert text.text == "Ann Lee left Varn."
    assert text.names == {Name(0, 7, "person"), Name(13, 17, "place")}


def test_names_that_touch_are_two(tmp_path: Path) -> None:
    (text,) = read_names(write(tmp_path / "a.conll", "Ann I-PER\nLee B-PER\nVarn I-LOC\n"))
    assert len(text.names) == 3


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ('He said , " no " .', 'He said, "no".'),
        ("Ann 's ( old ) hat", "Ann's (old) hat"),
        ("`` Go , '' he did n't say", "“Go,” he didn't say"),
        ("$ 5 - 6 % ...", "$5 - 6%..."),
    ],
)
def test_words_become_running_text_again(words: str, text: str) -> None:
    made, spans = put_together(words.split())
    assert made == text
    assert all(made[start:end].strip() for start, end in spans)


def test_names_count_by_span_and_class(tmp_path: Path) -> None:
    texts = read_names(write(tmp_path / "a.conll", "Ann I-PER\nleft O\n\nVarn I-LOC\nfell O\n"))
    found = score_model.score_names(texts, score_model.model_names(texts, reader()))
    assert {kind: (t.right_found, t.found, t.wanted) for kind, t in found.items()} == {
        "all": (1, 2, 2),
        "person": (1, 2, 1),
        "organisation": (0, 0, 0),
        "place": (0, 0, 1),
    }
