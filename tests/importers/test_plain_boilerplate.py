"""What is not the text is left out, and a warning says so; what only looks like it stays."""

from __future__ import annotations

from studyapp.importers.plain import parse_plain

PROSE = (
    "The river rises in the hills above Tavna, and for eighty miles nobody ever built a bridge across it. "
    "Carters had to wait at the ford until the water fell, which in a wet spring could take a month."
)

OTHER = (
    "In 1874 the parish of Lorn voted money for a ferry. It was a flat boat on a rope, and the ferryman was "
    "paid by the head: a penny for a person, twopence for a cow, and nothing at all for a priest."
)


def read(text: str) -> tuple[list[str], tuple[str, ...]]:
    document = parse_plain(text, name="text.txt")
    lines = [line for s in document.sections for line in ([s.title] if s.title else [])]
    return lines + [b.text for s in document.sections for b in s.blocks], document.warnings


def test_a_contents_list_without_contents_is_left_out() -> None:
    lines, warnings = read(f"{PROSE}\n\nContents:\n\nThe Ferry\n\n{OTHER}\n")
    assert lines == ["The Ferry", PROSE, OTHER]
    assert warnings == ("Left out: a contents list without contents (1 line, from “Contents:”).",)


def test_a_printed_contents_list_is_left_out() -> None:
    text = f"{OTHER}\n\nCONTENTS\n\nThe Ford\nThe Rope\n\nThe Ford\n\n{PROSE}\n\nThe Rope\n\n{PROSE}\n"
    lines, warnings = read(text)
    assert lines == ["The Ford", "The Rope", OTHER, PROSE, PROSE]
    assert warnings == ("Left out: a printed list of contents (3 lines, from “CONTENTS”).",)


def test_the_contents_of_a_box_stay() -> None:
    lines, warnings = read(f"{PROSE}\n\nContents\n\nfour knives\ntwo ropes\n\n{PROSE}\n")
    assert "Contents" in lines
    assert warnings == ()


def test_the_frame_of_a_web_page_is_left_out_at_the_end() -> None:
    text = (
        f"{PROSE}\n\nView of Tavna - Picture Store\n\nView of Tavna - Picture Store\n\nAbout the writer:\n\n"
        "* Name: Mirela Haug\n* Email: mirela@example.org\n* Phone: 555\n\nNetworks\n\ntoot:\n\n"
        "Share this:\n\nLeave a comment\n\nRelated posts\n\nTen bells\n"
    )
    lines, warnings = read(text)
    assert lines == [PROSE]
    assert [warning.split(" (")[0] for warning in warnings] == [
        "Left out: buttons of a web page",
        "Left out: an author card",
        "Left out: repeated captions",
        "Left out: invitations to share, comment or read on",
        "Left out: labels without text",
    ]


def test_key_value_lines_that_tell_about_no_person_stay() -> None:
    lines, warnings = read(f"{PROSE}\n\nLength: 12 m\nWidth: 3 m\nDepth: 1 m\n")
    assert lines == [PROSE, "Length: 12 m\nWidth: 3 m\nDepth: 1 m"]
    assert warnings == ()


def test_a_sentence_about_sharing_stays() -> None:
    text = f"{PROSE}\n\nShare this bread with those who have none, said the ferryman of Lorn.\n\n{PROSE}\n"
    assert len(read(text)[0]) == 3


def test_running_heads_and_page_numbers_are_left_out() -> None:
    pages = "".join(
        f"Rope Ferries\n\nThe boat went over {word}.\n\n{n}\n\f" for n, word in enumerate("abcde", 1)
    )
    lines, warnings = read(pages)
    assert lines == [f"The boat went over {word}." for word in "abcde"]
    assert warnings == ("Left out: running heads and page numbers (10 lines, from “Rope Ferries”).",)


def test_the_frame_of_project_gutenberg_is_left_out() -> None:
    text = (
        "The Project Gutenberg eBook of The Ferry\n\n"
        "Title: The Ferry\n        of Lorn\n\nAuthor: Mirela Haug\n\n"
        "*** START OF THE PROJECT GUTENBERG EBOOK THE FERRY ***\n\nProduced by volunteers\nof Tavna\n\n"
        f"THE FERRY\n\nCHAPTER I\n\n{PROSE}\n\nCHAPTER II\n\n{PROSE}\n\n"
        "End of the Project Gutenberg EBook of The Ferry\n\n"
        "*** END OF THE PROJECT GUTENBERG EBOOK THE FERRY ***\n\nLicence and conditions.\n"
    )
    document = parse_plain(text, name="pg1.txt")
    assert (document.title, document.authors) == ("The Ferry of Lorn", ("Mirela Haug",))
    assert [s.title for s in document.sections if s.title] == ["CHAPTER I", "CHAPTER II"]
    assert "volunteers" not in str(document.sections)
    assert "Licence" not in str(document.sections)
    (warning,) = document.warnings
    assert warning.startswith(
        "Left out: the licence frame of Project Gutenberg (10 lines, from “The Project Gut"
    )


def test_a_text_that_is_nothing_but_boilerplate_is_kept() -> None:
    lines, warnings = read("Contents")
    assert lines == ["Contents"]
    assert warnings == ()
