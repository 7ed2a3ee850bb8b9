"""Lines that look like headings and are none: speakers, signatures, captions, entries, keys, lists."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

NAMES = (
    "Anna", "Boris", "Clara", "Mr. Dale", "MRS. EVANS", "Fritz", "THE KING", "Greta", "Captain Holt", "Ivan",
    "Dr. Jansen", "Kofi", "LADY LORE", "First Witness", "A Pupil", "The Editor", "Interviewer", "HOST", "Q", "A",
    "Moderator", "Sam", "Chorus", "user42", "Support", "PRINCE", "Second Gentleman", "Marta Nowak",
)  # fmt: skip
SEPARATORS = ("* * *", "***", "# # #", "---", "———", "~~~", "• • •", "-o-o-", "oOo", "§")
SALUTATIONS = ("Dear Sir,", "Dear Ms. Alvarez,", "Hi all,", "My dear friend,", "To whom it may concern:", "Hello!")
CLOSINGS = ("Yours faithfully,", "Best regards,", "Sincerely yours,", "With love,", "Cheers,", "Thank you!")
DATES = ("12 March 1911", "March 3, 2019", "2021-05-04", "Monday, 7 June", "LONDON, May 1st.", "Paris, 1889")
CREDITS = (
    "Photo: J. Miller", "By Sandra Kim", "Image: Wikimedia Commons", "Source: Eurostat", "Figure 3. The pump",
    "Table 2: Exports by year", "[Illustration: The old mill]", "Updated 4 hours ago", "5 min read",
    "Copyright 2014 by the author", "All rights reserved.", "Printed in Great Britain", "THE END", "FINIS",
    "Reuters", "(continued on next page)", "[Music]", "Photo by Lena Roth / Getty Images", "Click to enlarge",
    "Watch: The minister answers", "MORE: How it began", "Chart 4", "Illustrated by K. Brandt",
)  # fmt: skip
KEYS = (
    "Name: Karl Weber", "E-mail: k.weber@example.org", "Phone: 555 0123", "Location: Oslo", "Version: 1.4",
    "Status: Final", "Subject: Re: the meeting", "From: Ada", "To: Board", "Date: 4 May 2009", "Tags: food, spring",
    "Serves 4", "Prep time: 20 minutes", "Price 65 cents", "ISBN 0 14 044 0", "Job title: Clerk",
)  # fmt: skip
WORDS = (
    "Flour", "Two eggs", "Milk", "Olive oil", "A pinch of salt", "Rope", "Lamp oil", "Blue paint", "Nails", "Tent",
    "Sugar, 200 g", "Bread", "Matches", "Apples", "Wool socks", "Soap", "North America", "Western Europe", "GDP",
    "Total", "Male", "Female", "1990", "2005", "Yes", "No", "N/A", "12.5%", "€ 300", "Rome", "Berlin", "Cairo",
)  # fmt: skip
_SENTENCES = re.compile(r"(?<=[.!?])\s+")


def _speaker(random: Random, names: list[str]) -> Callable[[], str]:
    style = random.choice(("{}", "{}.", "{}:", "_{}._", "[{}]", "{} (aside)", "<{}>", "{} said:", "- {}"))
    return lambda: style.format(random.choice(names))


def speakers(random: Random) -> Callable[[], str]:
    """Return a maker of lines that name who speaks, a few names again and again in one style."""
    return _speaker(random, random.sample(NAMES, random.choice((2, 2, 3, 4, 6))))


def strewn(random: Random, paragraphs: list[str]) -> list[str]:
    """Return the lines of one distractor that may stand between two blocks, an empty string for an empty line."""
    kind = random.randrange(12)
    if kind == 0:
        return [random.choice(SEPARATORS)]
    if kind == 1:
        return [random.choice(CREDITS)]
    if kind == 2:
        return random.sample(KEYS, random.choice((1, 2, 3, 4)))
    if kind == 3:
        return ["You will need:" if random.random() < 0.5 else "As follows:", "", *random.sample(WORDS, random.choice((2, 4, 7)))]
    if kind == 4:
        return [line for word in random.sample(WORDS, random.choice((3, 5))) for line in (word, "")]
    if kind == 5:
        return [f"— {random.choice(NAMES)}"]
    if kind == 6:
        return [f"{number}. {sentence}" for number, sentence in enumerate(_short(random, paragraphs, 3), 1)]
    if kind == 7:
        return [line for sentence in _short(random, paragraphs, 3) for line in (f"“{sentence}”", "")]
    if kind == 8:
        return [f"{number}. {word}." for number, word in enumerate(random.sample(WORDS, 4), 1)]
    if kind == 9:
        return [line for s in _short(random, paragraphs, 3) for line in (f"Q: {s[:-1]}?", f"A: {s}", "")]
    if kind == 10:
        sentences = _short(random, paragraphs, 3)
        return [line for s in sentences for line in (f"“{s}”", "", f"— {random.choice(NAMES)}", "")]
    return [line for sentence in _short(random, paragraphs, 2) for line in (sentence, "")]


def _short(random: Random, paragraphs: list[str], count: int) -> list[str]:
    sentences = [s for p in random.sample(paragraphs, min(6, len(paragraphs))) for s in _SENTENCES.split(p)]
    short = [s for s in sentences if 1 <= len(s.split()) <= 12]
    return short[:count] or ["So it was."]


def letter(random: Random) -> tuple[list[str], list[str]]:
    """Return the lines that begin and that end a letter."""
    head = [random.choice(DATES), "", random.choice(SALUTATIONS), ""]
    tail = ["", random.choice(CLOSINGS), "", random.choice(NAMES)]
    if random.random() < 0.4:
        tail += ["Chief of Something", "Town Hall, Room 4"]
    if random.random() < 0.3:
        tail += ["", "P.S. Bring the book."]
    return head, tail


def entries(random: Random, paragraphs: list[str]) -> list[str]:
    """Return the entries of an index or a glossary, made of the text's own words."""
    words = sorted({w for p in paragraphs[:60] for w in re.findall(r"\b[A-Z][a-z]{3,}\b", p)})
    chosen = words[: random.choice((8, 20, 40))]
    style = random.randrange(4)
    lines: list[str] = []
    initial = ""
    for word in chosen:
        if style == 0:
            if word[0] != initial:
                initial = word[0]
                lines += ["", initial, ""]
            lines.append(f"{word}, {random.randrange(1, 300)}")
        elif style == 1:
            lines += [word, f"  Something that is called {word.lower()} here.", ""]
        elif style == 2:
            lines += [f"{word.upper()}. See {random.choice(words)}.", ""]
        else:
            lines += [f"{word}: what the text says of it in a few words.", ""]
    return lines
