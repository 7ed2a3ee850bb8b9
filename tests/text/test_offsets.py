import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyapp.text.offsets import from_utf16, to_utf16

TRICKY = st.text(
    alphabet=st.one_of(
        st.sampled_from(list("ab \n😀👩‍💻é\u0301\u200dשלוםمرحبا漢字𠀀𝒳🇮🇷\u2028")),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=60,
)


@given(TRICKY, st.data())
def test_code_points_to_utf16_and_back(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    units = to_utf16(text, offset)
    assert units == len(text[:offset].encode("utf-16-le")) // 2
    assert from_utf16(text, units) == offset


@given(TRICKY, st.data())
def test_units_inside_a_surrogate_pair_count_the_whole_character(text: str, data: st.DataObject) -> None:
    total = len(text.encode("utf-16-le")) // 2
    units = data.draw(st.integers(0, total))
    offset = from_utf16(text, units)
    assert units <= to_utf16(text, offset) <= units + 1


@pytest.mark.parametrize("offset", [-1, 3])
def test_offsets_outside_the_text_are_refused(offset: int) -> None:
    with pytest.raises(ValueError, match=r"outside|units"):
        to_utf16("ab", offset)
    with pytest.raises(ValueError, match=r"outside|units"):
        from_utf16("ab", offset)
