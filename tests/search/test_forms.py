"""Words in their other forms, and the search for them as they are written."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyapp.domain.hits import HitKind
from studyapp.search.forms import Stemmers
from studyapp.search.index import Entry, SearchIndex
from studyapp.search.lexicon import Lexicon
from studyapp.search.marks import Marker
from studyapp.search.parser import parse_query

TEXTS = (
    "He signs the treaty.",
    "The treaty was signed.",
    "Signing a treaty takes a signature.",
    "The sign on the door.",
    "Histories of a history.",
    "Die Häuser und das Haus.",
    "Hoping to hope.",
)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchIndex]:
    made = SearchIndex.create(tmp_path_factory.mktemp("forms") / "index", "library")
    made.apply([Entry(HitKind.TEXT, "1", text, 0, n) for n, text in enumerate(TEXTS)], [], [], 1, "token")
    yield made
    made.close()


@pytest.mark.parametrize(
    ("query", "blocks"),
    [
        ("sign", [0, 1, 2, 3]),
        ("signed", [0, 1, 2, 3]),
        ("signing treaties", [0, 1, 2]),
        ("=signed", [1]),
        ('"the sign"', [3]),
        ('"was signed"', [1]),
        ("history", [4]),
        ("histories -history", []),
        ("hoped", [6]),
        ("signature", [2]),
        ("haus", [5]),
        ("s", []),
    ],
)
def test_a_word_finds_its_forms_and_an_exact_one_itself(
    index: SearchIndex, query: str, blocks: list[int]
) -> None:
    found = index.search(parse_query(query), 20, languages=("en", "de-AT"))
    assert sorted(match.block or 0 for match in found.matches) == blocks
    for match in found.matches:
        assert Marker(found.query).marks(TEXTS[match.block or 0])


def test_the_switch_to_exact_is_an_equals_sign_on_every_word(index: SearchIndex) -> None:
    found = index.search(parse_query("signed treaty", exact=True), 20)
    assert [match.block for match in found.matches] == [1]


def test_the_word_being_typed_finds_its_forms_too_unless_it_is_exact(index: SearchIndex) -> None:
    typed = parse_query("signed", last_is_prefix=True)
    assert index.search(typed, 20).total == 4
    assert index.search(typed, 20, hurried=True).total == 4
    assert index.search(parse_query("=signed", last_is_prefix=True), 20).total == 1


def test_languages_without_a_stemmer_have_no_forms(index: SearchIndex) -> None:
    assert index.search(parse_query("sign"), 20, languages=("zh",)).total == 1
    assert index.search(parse_query("sign"), 20, languages=("",)).total == 4


@given(st.lists(st.sampled_from(["sign", "signs", "signed", "sigh", "hope", "hoping", "hop", "a", "ab"])))
def test_forms_are_the_words_of_one_stem(known: list[str]) -> None:
    stemmers, lexicon = Stemmers(["en"]), Lexicon((word, 1) for word in set(known))
    for word in ("signing", "hoped", "a", "hop"):
        forms = lexicon.forms(word, stemmers)
        assert word in forms
        assert forms - {word} <= set(known)
        if len(word) > 1:
            same = {other for other in known if stemmers.stems(other) == stemmers.stems(word)}
            assert forms == same | {word}
