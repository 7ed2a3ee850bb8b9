"""Code points ↔ UTF-16 units. Every offset in the program is in code points; Qt counts UTF-16 units.

Only the reader's edge converts. A text without astral characters (most texts) converts for free.
"""

_LAST_BMP = "\uffff"


def to_utf16(text: str, offset: int) -> int:
    """Return the UTF-16 units before the code point `offset` of `text`. Order: O(offset)."""
    if not 0 <= offset <= len(text):
        msg = f"offset {offset} is outside a text of {len(text)} code points"
        raise ValueError(msg)
    return offset + sum(1 for char in text[:offset] if char > _LAST_BMP)


def from_utf16(text: str, units: int) -> int:
    """Return the code points in the first `units` UTF-16 units of `text`.

    Units that end inside a surrogate pair count the whole character: a cursor never stands within one.
    """
    if units < 0:
        msg = f"{units} UTF-16 units"
        raise ValueError(msg)
    if units <= len(text) and max(text[:units], default="") <= _LAST_BMP:
        return units
    seen = 0
    for offset, char in enumerate(text):
        if seen >= units:
            return offset
        seen += 2 if char > _LAST_BMP else 1
    if seen < units:
        msg = f"{units} UTF-16 units are outside a text of {seen}"
        raise ValueError(msg)
    return len(text)
