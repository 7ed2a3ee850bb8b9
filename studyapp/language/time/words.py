"""Words of the calendar."""

from __future__ import annotations

import calendar

from studyapp.language.lexicon import word_list, word_set

MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
SHORT_MONTHS = {name[:3]: number for name, number in MONTHS.items() if name != "may"} | {"sept": 9}
WEEKDAYS = frozenset(name.lower() for name in calendar.day_name)
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
"""Season → its first month."""

_ORDINALS = word_list(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
)
ORDINALS = {word: number for number, word in enumerate(_ORDINALS, start=1)} | {"thirtieth": 30}
_NUMBERS = word_list(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty"
)
NUMBERS = {word: number for number, word in enumerate(_NUMBERS, start=1)} | {"a": 1, "an": 1}
DECADES = {
    word: 10 * tens
    for tens, word in enumerate(
        word_list("twenties thirties forties fifties sixties seventies eighties nineties"), start=2
    )
}

DASHES = word_set("- – — ‐ ‑")
UNITS = {
    plural: singular
    for singular, plural in (
        *(("day", "days"), ("week", "weeks"), ("month", "months"), ("year", "years")),
        *(("decade", "decades"), ("century", "centuries")),
    )
} | {word: word for word in word_list("day week month year decade century")}
THIRDS = {"early": 0, "mid": 1, "middle": 1, "late": 2}
PARTS = {"beginning": (0, 3), "start": (0, 3), "middle": (1, 3), "end": (2, 3), "close": (2, 3)}
FRACTIONS = {"half": 2, "third": 3, "quarter": 4}
VAGUE_ADVERBS = word_set("now nowadays currently recently lately soon today formerly presently")
VAGUE_PHRASES = tuple(
    word_list(phrase)
    for phrase in ("these days", "at present", "in the past", "in the future", "recent times", "long ago",
                   "turn of the century", "at the time", "one day")
)  # fmt: skip
NEAR = word_set("recent past last next coming")
ABOUT = word_set("circa about around approximately roughly")

STARTERS = frozenset().union(
    *(MONTHS, SHORT_MONTHS, SEASONS, ORDINALS, NUMBERS, DECADES, THIRDS, PARTS, ABOUT, NEAR, VAGUE_ADVERBS),
    (phrase[0] for phrase in VAGUE_PHRASES),
    word_set(
        "c ca a ad ce q1 q2 q3 q4 the that this later earlier yesterday tomorrow turn fiscal financial ' ’ ‘"
    ),
)
"""All words, beside numbers, with which an expression may start; the readers look at no other token."""
