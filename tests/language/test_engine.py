from __future__ import annotations

import json
import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyapp.domain.analyses import Analysis
from studyapp.domain.documents import BlockKind
from studyapp.language.engine import analyse
from studyapp.language.english import NOT_ENGLISH
from studyapp.language.sentences import LONGEST_PIECE, split_sentences
from studyapp.language.version import ENGINE
from studyapp.language.wire import decode_analysis, encode_analysis
from tests.language.texts import HISTORY, POLITICS, analysed, made_sections

PIECES = (
    *(sentence for text in (*POLITICS, *HISTORY) for block in text for sentence in block.split(". ")),
    *[
        "of the",
        "(",
        ")",
        "“",
        '"',
        "’s",
        "-",
        "—",
        ";",
        "1848",
        "in 1999,",
        "no",
        "USA",
        "🙂",
        "é",
        "of",
        "al-",
        "\n",
        "\t",
    ],
)
MADE_RELATIONS = ("stands for", "holds", "belongs to", "took place", "was made", "is")
texts = st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=8).map(" ".join))


def check_spans(analysis: Analysis, text: str) -> None:
    """Every span is the literal text of its block; mentions do not overlap; ids are single."""
    spans = sorted((m.start, m.end) for actor in analysis.actors for m in actor.mentions)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    assert len({actor.id for actor in analysis.actors}) == len(analysis.actors)
    ids = {actor.id for actor in analysis.actors}
    for actor in analysis.actors:
        assert {text[m.start : m.end] for m in actor.mentions} <= {
            actor.name,
            *actor.aliases,
        } or " " in actor.name
        assert 0 <= actor.salience <= 1
        assert actor.stands_for is None or actor.stands_for in ids
    for fact in analysis.facts:
        parts = [fact.subject, fact.object, fact.time, fact.location, *fact.items]
        for part in parts:
            assert part is None or text[part.start : part.end] == part.text
        assert text[fact.place.start : fact.place.end] == fact.sentence
        assert fact.relation in (
            *fact.sentence.split(),
            "stands for",
            "holds",
            "belongs to",
            "took place",
            "was made",
            "is",
        ) or (fact.relation in fact.sentence)


@given(texts)
def test_any_text_is_analysed_and_every_span_is_literal(text: str) -> None:
    analysis = analyse(made_sections((f"{text} It is the end of the day, and it was as it is.",)), "en")
    check_spans(analysis, f"{text} It is the end of the day, and it was as it is.")


@given(texts)
def test_sentences_are_literal_in_order_and_lose_no_word(text: str) -> None:
    sentences = list(split_sentences(0, 0, text))
    assert all(text[s.start : s.end] == s.text for s in sentences)
    assert all(a.end <= b.start for a, b in pairwise(sentences))
    assert "".join("".join(s.text.split()) for s in sentences) == "".join(text.split())
    for sentence in sentences:
        assert [text[start:end] for start, end in sentence.spans] == sentence.words


@given(st.lists(texts, max_size=3))
def test_the_wire_gives_back_the_same(parts: list[str]) -> None:
    analysis = analysed(*((part,) for part in parts), POLITICS[0])
    assert decode_analysis(json.loads(json.dumps(encode_analysis(analysis)))) == analysis


def test_progress_ends_at_one() -> None:
    seen: list[float] = []
    analyse(made_sections(*POLITICS), "en", on_progress=seen.append)
    assert seen == sorted(seen)
    assert seen[-1] == 1.0


GERMAN = """Norwegen und Portugal haben sich in der letzten Zeit sehr angenähert, und das ist gut so, denn es
war Zeit, dass die beiden Länder sich an einen Tisch setzten und über ihre Zukunft sprachen."""


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (GERMAN, ""),
        (GERMAN, "en"),
        ("La Norvège et le Portugal se sont rapprochés, et c'est une bonne chose pour la paix.", ""),
        ("Norway and Portugal have drawn closer, and it is good for the peace of the world.", "de"),
        ("挪威和葡萄牙走得更近了。", ""),
    ],
)
def test_another_language_has_no_findings_and_says_so(text: str, language: str) -> None:
    assert analyse(made_sections((text,)), language) == Analysis(ENGINE, (), (), (), (NOT_ENGLISH,))


def test_an_empty_text_is_no_fault() -> None:
    assert analyse((), "").actors == ()
    assert analyse(made_sections(("",)), "en").facts == ()


@pytest.mark.parametrize(
    "kind", [BlockKind.CODE, BlockKind.TABLE, BlockKind.HEADING, BlockKind.VERSE, BlockKind.IMAGE]
)
def test_only_running_text_counts(kind: BlockKind) -> None:
    sections = made_sections(*POLITICS, kind=kind)
    analysis = analyse(sections, "en")
    assert (analysis.actors, analysis.facts) == ((), ())


ESSAY = """I have often thought that a morning walk is the best part of a day. The light is soft, and the
birds are not yet tired. Nothing has to be done, and so everything can be seen. When I come back
the house is awake, and the kettle is on. It is all that I want, and it is more than most give."""
CODE = """for (int i = 0; i < n; i++) { Node* next = list->Head; if (next == NULL) { return Map<Key, V>(); } }
// the end of it is in the list of the nodes"""


def test_capitals_alone_do_not_hide_who_acts() -> None:
    text = (
        "THE NORWEGIAN PRESIDENT ODILA VARNHOLT MET TOMAS PERRAULT IN OSLO IN 1987, AND IT WAS A DAY OF SUN."
    )
    names = {actor.name.title() for actor in analysed((text,)).actors}
    assert {"Norway", "Odila Varnholt", "Tomas Perrault"} <= names


@pytest.mark.parametrize("text", [ESSAY, CODE])
def test_a_text_without_facts_gives_none(text: str) -> None:
    analysis = analysed((text,))
    assert (analysis.actors, analysis.facts) == ((), ())


@pytest.mark.parametrize(
    "text",
    [
        "and the " * 20 + "Norway of the sea and " * 250 + "it is the end in 1987.",
        "a" * 1_000_000,
        "A" * 1_000_000,
        "It is the end of the day. " * 500,
        '" ( ' * 1_500,
        "Aa " * 3_000,
        "Varn, " * 1_500,
        "of Norway and " * 1_500,
    ],
    ids=["500 words", "one letter", "one capital", "sentences", "marks", "capitals", "commas", "names"],
)
def test_strange_texts_take_bounded_time(text: str) -> None:
    started = time.process_time()
    analysis = analyse(made_sections((text,)), "en")
    assert time.process_time() - started < 60  # of two cores
    assert isinstance(analysis, Analysis)


def test_a_longer_text_than_the_splitter_takes_keeps_its_places() -> None:
    text = "It is the end of the day in Norway. " * (2 * LONGEST_PIECE // 36)
    norway = analyse(made_sections((text,)), "en").actors[0]
    assert {text[m.start : m.end] for m in norway.mentions} == {"Norway"}
    assert len(norway.mentions) == text.count("Norway")
