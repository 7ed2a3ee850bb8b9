"""English dates and periods: an own grammar, normalised to intervals with a precision.

tokens → parts (day, month, year, era, ordinal) → points ("3 May 1945", "early 1980s", "5th century BC") →
ranges (two points) and relative expressions ("the same year") → `finding`, the face: `find_dates` for a
single sentence, `find_times` for one sentence after another.

What the intervals mean:

- Both ends are days of the calendar that the text uses, inclusive, in ISO 8601 with astronomical years:
  44 BC is "-0043", 1 BC is "0000". An end that the text leaves open ("since 1991") is None.
- A century has the years 1801–1900 (nineteenth), 500–401 BC (fifth BC); "the 1800s" are 1800–1899.
- Early, mid and late are the first, second and last third of their unit, and narrow its interval; the
  precision stays the unit's. In a decade these are the years 0–3, 4–6, 7–9.
- Seasons are the northern ones, by month: spring is March to May. A winter of one year ("winter of 1941")
  may be either of two and covers both.
- "Since" counts from the first day, "until" and "by" up to the last; "after" and "before" leave the date out.
- "Circa" keeps the year itself as its interval; the precision says that it is not exact.
- Vague time ("recent years", "now", a relative expression without a sure anchor) has no interval.
"""
