import contextlib
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyapp.domain.errors import QueryError
from studyapp.domain.hits import HitKind
from studyapp.search.parser import LENGTH_LIMIT, parse_query
from studyapp.search.query import (
    And,
    Field,
    Kinds,
    Near,
    Not,
    Or,
    Phrase,
    Prefix,
    Query,
    Titled,
    Word,
    is_positive,
    sought_words,
)

COLD = Prefix("cold", exact=True)


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("Russia", Word("russia")),
        ("russia iran", And((Word("russia"), Word("iran")))),
        ("russia AND iran", And((Word("russia"), Word("iran")))),
        ("a b OR c", Or((And((Word("a"), Word("b"))), Word("c")))),
        ("a (b OR c)", And((Word("a"), Or((Word("b"), Word("c")))))),
        ("a -b", And((Word("a"), Not(Word("b"))))),
        ("a NOT (b c)", And((Word("a"), Not(And((Word("b"), Word("c"))))))),
        ("a NOT NOT b", And((Word("a"), Word("b")))),
        ('"Cold War"', Phrase(("cold", "war"))),
        ("“Cold War”", Phrase(("cold", "war"))),
        ('"cold wa*"', Phrase(("cold", "wa"), open_ended=True)),
        ("north-south", Phrase(("north", "south"))),
        ("don’t", Phrase(("don", "t"))),
        ("pre*", Prefix("pre", exact=True)),
        ("Zür*", Prefix("zur", exact=True)),
        ("=signed a", And((Word("signed", exact=True), Word("a")))),
        ('"oil drones"~5', Near(("oil", "drones"), 5)),
        ('"oil"~5', Word("oil", exact=True)),
        ("title:Pact", Titled(Word("pact"))),
        ('title:"the pact" -title:cold*', And((Titled(Phrase(("the", "pact"))), Not(Titled(COLD))))),
        ('person:"Vladimir Putin"', Field("person", "Vladimir Putin", 7)),
        ("a -ORG:nato", And((Word("a"), Not(Field("org", "nato", 7))))),
        ("date:1979..1991", Field("date", "1979..1991", 5)),
        ("in:notes,cards a", And((Kinds(frozenset({HitKind.NOTE, HitKind.CARD})), Word("a")))),
        ("3:16 work: all", And((Phrase(("3", "16")), Word("work"), Word("all")))),
        ("or not", And((Word("or"), Word("not")))),
        ("北京", Phrase(("北", "京"))),
        ("a — b", And((Word("a"), Word("b")))),
        ("() a", Word("a")),
    ],
)
def test_the_query_language(text: str, tree: Query) -> None:
    assert parse_query(text) == tree


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("rus", Prefix("rus", typed=True)),
        ("russia ", Word("russia")),
        ("russia ir", And((Word("russia"), Prefix("ir", typed=True)))),
        ('"cold wa', Phrase(("cold", "wa"), open_ended=True)),
        ('"cold war"', Phrase(("cold", "war"))),
        ("(russia ira", And((Word("russia"), Prefix("ira", typed=True)))),
        ("russia OR", Word("russia")),
        ("russia NOT", Word("russia")),
        ("russia -", Word("russia")),
        ("russia -ir", And((Word("russia"), Not(Word("ir"))))),
        ("rus*", Prefix("rus", exact=True)),
        ("=rus", Prefix("rus", typed=True, exact=True)),
        ("a person:", Word("a")),
        ("person:put", Field("person", "put", 7, open_ended=True)),
        ('person:"Vladimir Pu', Field("person", "Vladimir Pu", 7, open_ended=True)),
        ('person:"Vladimir Putin"', Field("person", "Vladimir Putin", 7)),
        ("title:pa", Titled(Prefix("pa", typed=True))),
        ('"oil drones"~', Near(("oil", "drones"), 0)),
    ],
)
def test_while_typing_the_last_word_is_a_beginning_and_what_is_unfinished_is_forgiven(
    text: str, tree: Query
) -> None:
    assert parse_query(text, last_is_prefix=True) == tree


def test_what_is_not_closed_ends_with_the_query() -> None:
    assert parse_query('"cold war') == Phrase(("cold", "war"))
    assert parse_query("(a OR b") == Or((Word("a"), Word("b")))


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("", 0),
        ("   ", 0),
        ("— …", 0),
        ("()", 0),
        ("*", 0),
        ("a *b", 2),
        ("a b*c", 3),
        ("a)", 1),
        ("-a", 0),
        ("NOT a NOT b", 0),
        ("a OR -b", 0),
        ("a NOT", 2),
        ("a NOT OR b", 2),
        ("OR a", 0),
        ("a OR", 2),
        ("a OR OR b", 5),
        ('a "oil drones"~ b', 14),
        ("a person:", 2),
        ("a person:-", 9),
        ("a in:books", 5),
        ("a peson:putin", 2),
        ("a re:sign", 5),
        ("a re:/si(gn/", 11),
        (f"a re:/{'x' * 501}/", 506),
    ],
)
def test_a_query_that_cannot_be_understood_says_where(text: str, position: int) -> None:
    with pytest.raises(QueryError) as caught:
        parse_query(text)
    assert caught.value.position == position
    assert caught.value.sentence[-1] in ".?"


@pytest.mark.parametrize(
    "piece",
    [
        "word ",
        "w-",
        "(",
        "NOT ",
        "-",
        '"',
        "a OR ",
        "北",
        "x",
        "*",
        "(a ",
        ")",
        "in:",
        "re:/",
        "re:/(a*)*",
        "person:x ",
        "=",
        "~",
        '"a b"~9',
        "\0",
        "\u202e",
    ],
)
def test_a_query_of_ten_thousand_characters_is_answered_or_refused_at_once(piece: str) -> None:
    text = (piece * LENGTH_LIMIT)[:LENGTH_LIMIT]
    started = time.perf_counter()
    for typing in (False, True):
        with contextlib.suppress(QueryError):
            parse_query(text, last_is_prefix=typing)
    assert time.perf_counter() - started < 1


def test_a_longer_query_is_refused() -> None:
    with pytest.raises(QueryError, match="10,000 characters"):
        parse_query("a" * (LENGTH_LIMIT + 1))


@given(
    st.lists(
        st.sampled_from(
            [
                "a",
                "Ü",
                "b*",
                "*",
                "-",
                "(",
                ")",
                '"',
                "“",
                " ",
                "OR",
                "NOT",
                "AND",
                "'",
                "京",
                "é",
                "\n",
                "~5",
                "=",
                "title:",
                "in:",
                "in:text",
                "person:",
                "date:",
                "re:/a/",
                "re:/(",
                "\0",
                "\u202e",
                "א",
            ]
        ),
        max_size=14,
    ),
    st.booleans(),
)
def test_any_text_is_a_query_that_seeks_a_word_or_a_query_error(pieces: list[str], typing: bool) -> None:
    try:
        tree = parse_query(" ".join(pieces), last_is_prefix=typing)
    except QueryError:
        return
    assert is_positive(tree)


def test_the_words_sought_are_those_not_left_out() -> None:
    assert sought_words(parse_query('a (b* OR "c d") -e')) == ("a", "b", "c", "d")
