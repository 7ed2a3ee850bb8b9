"""Any text: no word is lost, nothing fails, and time grows with length alone."""

from __future__ import annotations

import re
import time
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyapp.domain.errors import UnreadableDocumentError
from studyapp.importers.plain import parse_plain
from studyapp.importers.plain.document import read_structure

LINES = st.sampled_from(
    [
        "",
        "",
        "",
        "\f",
        "CHAPTER I",
        "II",
        "2",
        "1. Ropes and Bells",
        "1.2 Fares",
        "Contents",
        "THE FERRY",
        "A River Without Bridges",
        "----",
        "======",
        "By Mirela Haug",
        "by the way",
        "- salt",
        "* Name: Dray",
        "* Email: dray@example.org",
        "* Phone: 12",
        "Share this:",
        "Related posts",
        "    the rope was cut that year and",
        "The boat went over the river, and nobody who stood on the bank said a word about it.",
        "The boat went over the river in the rain. " * 5,
        "Wool    12   14",
        "*** START OF THE PROJECT GUTENBERG EBOOK X ***",
        "*** END OF THE PROJECT GUTENBERG EBOOK X ***",
        "Page 3",
        "[Page 4]",
    ]
)


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text))


@given(st.lists(LINES, max_size=40).map("\n".join))
def test_every_word_is_in_the_output_or_left_out_by_name(text: str) -> None:
    found = read_structure(text)
    parts = [found.title, *found.authors]
    for section in found.sections:
        parts.append(section.title or "")
        parts.extend(block.text for block in section.blocks)
    parts.extend(line for part in found.left_out for line in part.lines)
    lost = words(text) - words(" ".join(parts))
    assert set(lost) <= {"By"}  # of the line that names the authors


@given(st.text(max_size=400))
def test_any_text_is_a_document_or_a_sentence(text: str) -> None:
    try:
        document = parse_plain(text, name="text.txt")
    except UnreadableDocumentError:
        return
    assert document.sections


@pytest.mark.parametrize(
    "piece",
    [
        "word ",
        "\n",
        " ",
        "X\n\n",
        "a\f\n",
        "Title\n====\n",
        "Contents\n\nAlpha\n\n",
        "1. Head\n\n",
        ".",
        "-",
        "Key: v\n",
    ],
)
def test_time_grows_with_length_alone(piece: str) -> None:
    def seconds(characters: int) -> float:
        text = "The ferry. " + piece * (characters // len(piece))
        start = time.process_time()
        parse_plain(text, name="text.txt")
        return time.process_time() - start

    small, large = seconds(50_000), seconds(400_000)
    # Eight times the text: less than four times eight, with room for a busy machine.
    assert large < 32 * small + 0.5
