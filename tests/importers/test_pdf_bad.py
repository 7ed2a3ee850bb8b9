"""PDF files that cannot be read, or not wholly: a sentence, never a crash."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest

from studyapp.domain.errors import PasswordNeededError, UnreadableDocumentError
from studyapp.importers.pdf.furniture import remove_furniture
from studyapp.importers.pdf.layout import Page, Word
from tests.importers.pdf_texts import clauses, page_of, prose, read, wanted
from tests.importers.pdf_writer import PdfPage, write_pdf

CASES = Path(__file__).parent / "pdf_cases"
WHOLE = write_pdf([page_of(prose(n), prose(n + 10)) for n in range(1, 4)])


def read_or_refuse(data: bytes) -> set[str]:
    """Return the sentences that are read, none where the file is refused; any other error is a failure."""
    with contextlib.suppress(UnreadableDocumentError):
        return set(clauses(read(data)))
    return set()


def test_what_is_no_pdf_says_so() -> None:
    with pytest.raises(UnreadableDocumentError, match="is damaged or is not a PDF"):
        read(b"This is a letter to the pilot of the harbour.")


@pytest.mark.parametrize("part", [0.01, 0.1, 0.3, 0.5, 0.7, 0.9, 0.97, 0.999])
def test_a_truncated_file_is_read_or_refused_with_a_sentence(part: float) -> None:
    assert read_or_refuse(WHOLE[: int(len(WHOLE) * part)]) <= set(clauses(read(WHOLE)))


def test_a_broken_table_of_objects_is_mended() -> None:
    broken = WHOLE.replace(b"startxref\n", b"startxref\n9")
    assert clauses(read(broken)) == clauses(read(WHOLE))


def test_every_byte_of_a_stretch_may_be_wrong() -> None:
    for start in range(0, len(WHOLE), 997):
        spoiled = WHOLE[:start] + b"\xff" * 40 + WHOLE[start + 40 :]
        read_or_refuse(spoiled)


def test_a_scan_is_said_to_be_one() -> None:
    with pytest.raises(UnreadableDocumentError, match="is a scan: its pages are pictures without text"):
        read(write_pdf([PdfPage(picture=True), PdfPage(picture=True)]))


def test_empty_pages_are_no_scan() -> None:
    with pytest.raises(UnreadableDocumentError, match="contains no text"):
        read(write_pdf([PdfPage()]))


def test_pages_without_text_are_named() -> None:
    pages = [page_of(prose(1)), PdfPage(picture=True), page_of(prose(2))]
    assert read(write_pdf(pages)).warnings == ("Page 2 has no text.",)
    pages.append(PdfPage(picture=True))
    document = read(write_pdf(pages))
    assert document.warnings == ("Pages 2, 4 have no text.",)
    assert clauses(document) == wanted(1, 2)


def test_the_password_is_asked_for_and_tried() -> None:
    data = (CASES / "locked.pdf").read_bytes()
    with pytest.raises(PasswordNeededError) as missing:
        read(data)
    with pytest.raises(PasswordNeededError) as wrong:
        read(data, password="anchor")
    assert missing.value.sentence == "“test.pdf” is protected by a password."
    assert wrong.value.sentence == "The password does not open “test.pdf”."
    assert clauses(read(data, password="häfen")) == wanted(1)


@pytest.mark.timeout(10)  # comparing every two pages takes a minute
def test_the_heads_of_very_many_pages_are_found_in_time() -> None:
    head = Word("Harbours", 72, 120, 30, 10)
    text = [Word(f"pilot{line}", 72, 120, 100 + 14 * line, 10) for line in range(20)]
    pages = [
        Page(n, "", 595, 842, [head, *(w._replace(text=f"{w.text}x{n}") for w in text)]) for n in range(8_000)
    ]
    assert {len(page.words) for page in remove_furniture(pages)} == {len(text)}


def test_a_number_of_pages_that_lies_is_no_matter() -> None:
    assert read_or_refuse(WHOLE.replace(b"/Count 3", b"/Count 9")) == set(clauses(read(WHOLE)))
