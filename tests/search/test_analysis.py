import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyapp.search.analysis import TOKEN_LIMIT, flat, fold, is_pair, pairs, placed_pairs, tokens, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tehran's oil-for-drones deal", ["tehran", "s", "oil", "for", "drones", "deal"]),
        ("Zürich Straße İstanbul Łódź Ørsted", ["zurich", "strasse", "istanbul", "lodz", "orsted"]),
        ("cafe\u0301 café CAFÉ", ["cafe", "cafe", "cafe"]),
        ("北京 and 東京", ["北", "京", "and", "東", "京"]),
        ("ёлка русский", ["елка", "русскии"]),
        ("كِتَابٌ كتاب", ["كتاب", "كتاب"]),
        ("שָׁלוֹם", ["שלום"]),
        ("हिन्दी भाषा", ["हिन्दी", "भाषा"]),
        ("co\u00adopera\u00adtion", ["cooperation"]),
        ("a 👩\u200d👩\u200d👧 b", ["a", "b"]),
        ("ﬁne", ["fine"]),
        ("— … !", []),
    ],
)
def test_a_text_is_taken_apart_into_folded_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_characters_of_unspaced_scripts_have_pairs() -> None:
    text = "在北京 2008年。a京"
    said = words(text)
    assert placed_pairs(text, said) == [(0, "在北"), (1, "北京")]
    assert pairs(words("北京大学")) == ["北京", "京大", "大学"]
    assert pairs(words("北京 a")) == []
    assert [is_pair(word) for word in ("北京", "北", "ab", "éa", "京a")] == [True, False, False, False, False]


def test_voiced_kana_stay_apart_from_unvoiced_ones() -> None:
    assert fold("が") == fold("か\u3099") != fold("か")


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(max_size=200))
def test_tokens_are_ordered_spans_of_the_text_without_white_space(text: str) -> None:
    end = 0
    for token in tokens(text):
        assert end <= token.start < token.end <= len(text)
        assert fold(text[token.start : token.end][:TOKEN_LIMIT]) == token.text
        assert token.text
        assert not any(c.isspace() for c in token.text)
        end = token.end


@given(
    st.text(alphabet=st.sampled_from("abÉñøİłſßæ_-’ \u200a\u200b\u00adx9°²ªº\u0301京Ǆǆᵃ"), max_size=30),
    st.sampled_from(["", "y" * 200]),
)
def test_the_quick_way_through_a_simple_text_gives_the_same_tokens(text: str, long: str) -> None:
    text += long
    slow = list(tokens(f"{text} 京"))[:-1]  # the last character makes any text one that is not simple
    assert list(tokens(text)) == slow
    assert words(text) == [token.text for token in slow]
    simple = flat(text)
    assert simple is None or len(simple) == len(text)


def test_a_very_long_run_of_letters_is_one_bounded_token() -> None:
    (token,) = tokens("x" * 100_000)
    assert (token.text, token.end) == ("x" * TOKEN_LIMIT, 100_000)
