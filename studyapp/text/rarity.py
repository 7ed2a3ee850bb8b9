"""How rare a word is in English: the model's vocabulary lists words by how often they occur."""

from __future__ import annotations

import math
from functools import lru_cache

from studyapp.text.resources import resource_folder

_COMMON = 1000  # words that anybody says: none of them tells what a text is about


def rarity(word: str) -> float:
    """Return 0 for one of the commonest words up to 1 for one that the vocabulary lacks."""
    ranks = _ranks()
    rank = ranks.get(word.casefold())
    if rank is None:
        return 1.0
    return max(0.0, math.log(max(rank, 1) / _COMMON) / math.log(max(len(ranks), _COMMON + 1) / _COMMON))


@lru_cache(maxsize=1)
def _ranks() -> dict[str, int]:
    """Return the whole words of the vocabulary, by their order; none where the model is missing."""
    file = resource_folder("language") / "vocabulary.txt"
    lines = file.read_text(encoding="utf-8").splitlines() if file.is_file() else []
    whole = (line for line in lines if len(line) > 1 and line[0].isalpha())
    return {word: rank for rank, word in enumerate(whole)}
