import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from studyapp.domain.places import Place, QuoteSelector
from studyapp.text.selectors import CONTEXT, SectionText, describe, find_quote, resolve

BLOCK = st.text(alphabet=st.sampled_from(list("abc  😀é\u0301אב漢𠀀.")), min_size=1, max_size=80)
SECTION = st.lists(BLOCK, min_size=1, max_size=6)


def _draw_place(data: st.DataObject, blocks: list[str]) -> Place:
    block = data.draw(st.integers(0, len(blocks) - 1))
    end_block = data.draw(st.integers(block, len(blocks) - 1))
    start = data.draw(st.integers(0, len(blocks[block]) - 1))
    low = start + 1 if end_block == block else 1
    return Place(4, block, start, end_block, data.draw(st.integers(low, len(blocks[end_block]))))


@given(SECTION, st.data())
def test_a_described_passage_resolves_to_itself(blocks: list[str], data: st.DataObject) -> None:
    section = SectionText(4, blocks)
    place = _draw_place(data, blocks)
    quote = describe(section, place)
    start, end = section.span(place)
    assert quote.exact == section.text[start:end]
    assert len(quote.prefix) <= CONTEXT
    assert resolve(section, place, quote) == place


@given(SECTION, st.data())
def test_a_span_and_a_place_are_the_same_thing(blocks: list[str], data: st.DataObject) -> None:
    section = SectionText(4, blocks)
    place = _draw_place(data, blocks)
    assert section.place(*section.span(place)) == place


@given(SECTION, BLOCK, st.data())
def test_a_passage_moved_down_is_found_again_or_given_up_never_mistaken(
    blocks: list[str], added: str, data: st.DataObject
) -> None:
    before = SectionText(4, blocks)
    place = _draw_place(data, blocks)
    quote = describe(before, place)
    after = SectionText(4, [added, *blocks])
    found = resolve(after, place, quote)
    if found is not None:
        start, end = after.span(found)
        assert after.text[start:end] == quote.exact


def test_a_look_alike_in_another_context_is_refused() -> None:
    quote = QuoteSelector(exact="the pact", prefix="Both signed ", suffix=" in spring.")
    changed = SectionText(0, ["Nobody read the pact at all."])
    assert resolve(changed, Place(0, 0, 5, 0, 13), quote) is None


def test_a_passage_that_could_be_either_of_two_is_refused() -> None:
    quote = QuoteSelector(exact="aa", prefix="", suffix="")
    assert resolve(SectionText(0, ["x aa y aa z"]), None, quote) is None


@given(SECTION, st.data())
def test_every_quote_is_found_where_it_stands(blocks: list[str], data: st.DataObject) -> None:
    section = SectionText(4, blocks)
    place = _draw_place(data, blocks)
    start, end = section.span(place)
    exact = section.text[start:end]
    assume(exact.strip() == exact)
    assert place in find_quote(section, exact)


def test_a_quote_is_found_over_a_joint_and_after_its_prefix() -> None:
    section = SectionText(2, ["One  two", "three two"])
    assert find_quote(section, "two three") == [Place(2, 0, 5, 1, 5)]
    assert find_quote(section, "two", prefix="three") == [Place(2, 1, 6, 1, 9)]
    assert find_quote(section, " ") == []


def test_places_outside_a_section_are_refused() -> None:
    section = SectionText(0, ["abc"])
    with pytest.raises(ValueError, match="outside"):
        section.span(Place(0, 0, 0, 0, 4))
    with pytest.raises(ValueError, match="outside"):
        section.place(0, 9)
    with pytest.raises(ValueError, match="before it starts"):
        Place(0, 1, 0, 0, 4)
