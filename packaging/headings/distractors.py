"""Lines that look like headings and are none: speakers, signatures, captions, entries, keys, lists."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random


def _phrases(text: str) -> list[str]:
    return [phrase.strip() for phrase in text.split("|")]


NAMES = _phrases(
    """Anna|Boris|Clara|Mr. Dale|MRS. EVANS|Fritz|THE KING|Greta|Captain Holt|Ivan|Dr. Jansen|Kofi|LADY LORE|
    First Witness|A Pupil|The Editor|Interviewer|HOST|Q|A|Moderator|Sam|Chorus|user42|Support|PRINCE|
    Second Gentleman|Marta Nowak"""
)
SEPARATORS = _phrases("* * *|***|# # #|---|———|~~~|• • •|-o-o-|oOo|§")
SALUTATIONS = _phrases("Dear Sir,|Dear Ms. Alvarez,|Hi all,|My dear friend,|To whom it may concern:|Hello!")
CLOSINGS = _phrases("Yours faithfully,|Best regards,|Sincerely yours,|With love,|Cheers,|Thank you!")
DATES = _phrases("12 March 1911|March 3, 2019|2021-05-04|Monday, 7 June|LONDON, May 1st.|Paris, 1889")
CREDITS = _phrases(
    """Photo: J. Miller|By Sandra Kim|Image: Wikimedia Commons|Source: Eurostat|Figure 3. The pump|
    Table 2: Exports by year|[Illustration: The old mill]|Updated 4 hours ago|5 min read|
    Copyright 2014 by the author|All rights reserved.|Printed in Great Britain|THE END|FINIS|Reuters|
    (continued on next page)|[Music]|Photo by Lena Roth / Getty Images|Click to enlarge|
    Watch: The minister answers|MORE: How it began|Chart 4|Illustrated by K. Brandt"""
)
KEYS = _phrases(
    """Name: Karl Weber|E-mail: k.weber@example.org|Phone: 555 0123|Location: Oslo|Version: 1.4|Status: Final|
    Subject: Re: the meeting|From: Ada|To: Board|Date: 4 May 2009|Tags: food, spring|Serves 4|
    Prep time: 20 minutes|Price 65 cents|ISBN 0 14 044 0|Job title: Clerk"""
)
WORDS = _phrases(
    """Flour|Two eggs|Milk|Olive oil|A pinch of salt|Rope|Lamp oil|Blue paint|Nails|Tent|Sugar, 200 g|Bread|
    Matches|Apples|Wool socks|Soap|North America|Western Europe|GDP|Total|Male|Female|1990|2005|Yes|No|N/A|
    12.5%|€ 300|Rome|Berlin|Cairo"""
)
SPEAKER_STYLES = _phrases("{}|{}.|{}:|_{}._|[{}]|{} (aside)|<{}>|{} said:|- {}")
SHORT_WORDS = 12

_SENTENCES = re.compile(r"(?<=[.!?])\s+")


def speakers(random: Random) -> Callable[[], str]:
    """Return a maker of lines that name who speaks: a few names again and again, in one style."""
    names = random.sample(NAMES, random.choice((2, 2, 3, 4, 6)))
    style = random.choice(SPEAKER_STYLES)
    return lambda: style.format(random.choice(names))


def strewn(random: Random, paragraphs: list[str]) -> list[str]:
    """Return the lines, empty ones among them, of something that may stand between two blocks."""
    return random.choice(_STREWN)(random, _short(random, paragraphs))


def _short(random: Random, paragraphs: list[str]) -> list[str]:
    """Return three short sentences of the text, or fewer."""
    some = random.sample(paragraphs, min(6, len(paragraphs)))
    short = [s for text in some for s in _SENTENCES.split(text) if len(s.split()) <= SHORT_WORDS]
    return short[:3] or ["So it was."]


def _lines(*parts: str) -> list[str]:
    """Return the parts with an empty line after each."""
    return [line for part in parts for line in (part, "")]


_STREWN: tuple[Callable[[Random, list[str]], list[str]], ...] = (
    lambda random, _: [random.choice(SEPARATORS)],
    lambda random, _: [random.choice(CREDITS)],
    lambda random, _: random.sample(KEYS, random.choice((1, 2, 3, 4))),
    lambda random, _: ["You will need:", "", *random.sample(WORDS, random.choice((2, 4, 7)))],
    lambda random, _: _lines(*random.sample(WORDS, random.choice((3, 5)))),
    lambda random, _: [f"— {random.choice(NAMES)}"],
    lambda random, short: [f"{number}. {sentence}" for number, sentence in enumerate(short, 1)],
    lambda random, short: _lines(*(f"“{sentence}”" for sentence in short)),
    lambda random, _: [f"{number}. {word}." for number, word in enumerate(random.sample(WORDS, 4), 1)],
    lambda random, short: [line for s in short for line in (f"Q: {s[:-1]}?", f"A: {s}", "")],
    lambda random, short: _lines(*(line for s in short for line in (f"“{s}”", f"— {random.choice(NAMES)}"))),
    lambda random, short: _lines(*short[:2]),
)


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
    words = sorted({word for text in paragraphs[:60] for word in re.findall(r"\b[A-Z][a-z]{3,}\b", text)})
    chosen = words[: random.choice((8, 20, 40))]
    style = random.choice(("pages", "terms", "references", "pairs"))
    lines: list[str] = []
    for before, word in zip(["", *chosen], chosen, strict=False):
        if style == "pages":
            lines += ["", word[0], ""] if word[0] != before[:1] else []
            lines.append(f"{word}, {random.randrange(1, 300)}")
        elif style == "terms":
            lines += [word, f"  Something that is called {word.lower()} here.", ""]
        elif style == "references":
            lines += [f"{word.upper()}. See {random.choice(words)}.", ""]
        else:
            lines += [f"{word}: what the text says of it in a few words.", ""]
    return lines
