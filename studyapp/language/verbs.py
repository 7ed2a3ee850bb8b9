"""English verbs: from a past form to the base form."""

from __future__ import annotations

from functools import lru_cache

from studyapp.language.lexicon import lexicon, read_verbs, word_list

_VOWELS = "aeiou"
# Endings of bases that lose an e before -ed: a word in -ened has the base -en, but intervened has -ene.
_SILENT_E_BEFORE = word_list("at iz is uc ut in ir ur iv ov ag ang arg erg ct us")


def base_form(past: str) -> str | None:
    """Return the base of a past form ("intervened" → "intervene"), or None when it is no known past form."""
    word = past.lower()
    return past_forms().get(word) or _from_class(word)


@lru_cache(maxsize=1)
def past_forms() -> dict[str, str]:
    """Return the base of every known past form; the first call makes them."""
    irregular, simple_past = read_verbs()
    irregular = dict.fromkeys(simple_past, "") | irregular
    base: dict[str, str] = {}
    for verb in irregular:
        for form in _regular_pasts(verb):
            base.setdefault(form, verb)
    for verb, forms in irregular.items():
        base |= {form: verb for form in forms.split() if "W" not in lexicon().classes.get(form, "")}
    return base | {past: verb for verb, past in simple_past.items()}


def _regular_pasts(verb: str) -> tuple[str, ...]:
    """Return the ways in which a regular past of a verb is written."""
    if verb.endswith("e"):
        return (f"{verb}d",)
    if verb.endswith("y") and verb[-2:-1] not in _VOWELS:
        return (f"{verb[:-1]}ied",)
    if len(verb) > 2 and verb[-1] not in "aeiouwxy" and verb[-2] in _VOWELS and verb[-3] not in _VOWELS:
        return (f"{verb}ed", f"{verb}{verb[-1]}ed")
    return (f"{verb}ed",)


def _from_class(word: str) -> str | None:
    """Return the base of a regular past that no list has, when the word lists know it as a verb form."""
    if not word.endswith("ed") or len(word) < 5 or lexicon().classes.get(word, "")[:1] not in ("D", "B"):
        return None
    stem = word[:-2]
    if stem.endswith("i"):
        return f"{stem[:-1]}y"
    return f"{stem}e" if stem.endswith(_SILENT_E_BEFORE) else stem
