"""English verbs: from a past form to the base form, and which words are finite past forms."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from studyapp.language.lexicon import lexicon, read_verbs, word_list, word_set

_VOWELS = "aeiou"
_AUXILIARIES = word_set("be have do")
# Endings of bases that lose an e before -ed: a word in -ened has the base -en, but intervened has -ene.
_SILENT_E_BEFORE = word_list("at iz is uc ut in ir ur iv ov ag ang arg erg ct us")


class VerbForms(NamedTuple):
    """Forms of the known verbs: `base` of any past form, those that can be a finite past, third persons."""

    base: dict[str, str]
    simple: frozenset[str]
    present: frozenset[str]


def base_form(past: str) -> str | None:
    """Return the base of a past form ("intervened" → "intervene"), or None when it is no known past form."""
    word = past.lower()
    return verb_forms().base.get(word) or _from_class(word)


def is_simple_past(word: str) -> bool:
    """Tell whether a word can be the finite past form of a full verb."""
    return word in verb_forms().simple or (word.endswith("ed") and _from_class(word) is not None)


def is_third_person(word: str) -> bool:
    """Tell whether a word is the present form of a known verb for a third person ("carries")."""
    return word in verb_forms().present


def _third_person(base: str) -> str:
    if base.endswith(("s", "x", "z", "ch", "sh", "o")):
        return f"{base}es"
    return f"{base[:-1]}ies" if base.endswith("y") and base[-2:-1] not in _VOWELS else f"{base}s"


@lru_cache(maxsize=1)
def verb_forms() -> VerbForms:
    """Return all known past forms; the first call makes them."""
    irregular, simple_past = read_verbs()
    irregular = dict.fromkeys(simple_past, "") | irregular
    base: dict[str, str] = {}
    regular: set[str] = set()
    for verb in irregular:
        for form in _regular_pasts(verb):
            base.setdefault(form, verb)
            if not simple_past.get(verb):
                regular.add(form)
    for verb, forms in irregular.items():
        base |= {form: verb for form in forms.split() if "W" not in lexicon().classes.get(form, "")}
    base |= {past: verb for verb, past in simple_past.items()}
    simple = regular | set(simple_past.values())
    finite = frozenset(word for word in simple if base[word] not in _AUXILIARIES)
    return VerbForms(base, finite, frozenset(map(_third_person, irregular)))


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
