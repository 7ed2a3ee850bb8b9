"""Which words are forms of one word: signs, signed and signing of sign.

The index holds words as they stand in the text; forms are found when a query is asked. So one index serves
both the search for forms and the exact one, and a library in several languages uses the stemmers of each.
"""

from __future__ import annotations

import threading
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

import snowballstemmer  # type: ignore[import-untyped]

if TYPE_CHECKING:
    from collections.abc import Iterable

_stemming = threading.Lock()  # a stemmer keeps the word that it works on
_DEFAULT: Final = "en"
_NAMES: Final = {
    "ar": "arabic", "ca": "catalan", "da": "danish", "de": "german", "el": "greek", "en": "english",
    "es": "spanish", "et": "estonian", "eu": "basque", "fi": "finnish", "fr": "french", "ga": "irish",
    "hi": "hindi", "hu": "hungarian", "hy": "armenian", "id": "indonesian", "it": "italian",
    "lt": "lithuanian", "ne": "nepali", "nl": "dutch", "no": "norwegian", "nb": "norwegian",
    "pt": "portuguese", "ro": "romanian", "ru": "russian", "sr": "serbian", "sv": "swedish", "ta": "tamil",
    "tr": "turkish", "yi": "yiddish",
}  # fmt: skip


class Stemmers:
    """The stemmers of some languages, by their codes (en, de-AT); a text without a code counts as English."""

    def __init__(self, languages: Iterable[str]) -> None:
        codes = {language.lower().partition("-")[0] or _DEFAULT for language in languages} or {_DEFAULT}
        self.codes = frozenset(code for code in codes if code in _NAMES)

    def stems(self, word: str) -> frozenset[str]:
        """Return what is left of a folded word without its endings, in each language."""
        return frozenset(_stem(code, word) for code in self.codes) or frozenset({word})


@lru_cache(maxsize=131_072)
def _stem(code: str, word: str) -> str:
    with _stemming:
        return str(_stemmer(code).stemWord(word))


@lru_cache(maxsize=32)
def _stemmer(code: str) -> Any:  # noqa: ANN401 - the package is untyped
    return snowballstemmer.stemmer(_NAMES[code])
