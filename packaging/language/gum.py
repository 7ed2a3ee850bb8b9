"""The names in GUM: its nested mentions (`Entity=` in the last column) as flat runs of proper nouns."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from treebanks import Tree

_LABELS = {"person": "PERSON", "organization": "ORG", "place": "LOC", "event": "EVENT"}
_ENTITY = re.compile(r"Entity=([^|]*)")
_BRACKETS = re.compile(r"\([^()]*\)?|[^()]*\)")
_NUMBERS = re.compile(r"\d+(,\d+)*")
_LINKS = frozenset(["of", "the", "and", "for", "de", "la", "del", "von", "van", "bin", "al", "in", "on"])
_SIGNS = frozenset(("-", "&", "'s", "’s"))
_CAPITAL_CLASSES = ("ADJ", "NOUN", "NUM", "VERB", "X")


class _Mention(NamedTuple):
    start: int
    end: int
    fields: list[str]


def find_spans(tree: Tree) -> list[tuple[int, int, str]]:
    """Return the names of a sentence in order, without overlaps; of nested ones the longest run wins."""
    runs = []
    for mention in _mentions(tree):
        label = _LABELS.get(mention.fields[1]) if len(mention.fields) > 1 else None
        head = _proper_head(tree, mention)
        if label and head is not None:
            start, end = _run(tree, mention, head, label)
            runs.append((start, end, label, mention.end - mention.start))
    runs.sort(key=lambda run: (-(run[1] - run[0]), run[3]))
    taken: set[int] = set()
    kept = []
    for start, end, label, _ in runs:
        if taken.isdisjoint(range(start, end)):
            taken |= set(range(start, end))
            kept.append((start, end, label))
    return sorted(kept)


def _mentions(tree: Tree) -> Iterator[_Mention]:
    opened: list[_Mention] = []
    for index, misc in enumerate(tree.misc):
        found = _ENTITY.search(misc)
        for mark in _BRACKETS.findall(found[1]) if found else ():
            if mark.startswith("("):
                mention = _Mention(index, index + 1, mark[1:].rstrip(")").split("-"))
                if mark.endswith(")"):
                    yield mention
                else:
                    opened.append(mention)
                continue
            number = mark.rstrip(")")
            last = next((m for m in reversed(opened) if m.fields[0] == number), None)
            if last is not None:
                opened.remove(last)
                yield last._replace(end=index + 1)


def _proper_head(tree: Tree, mention: _Mention) -> int | None:
    """Return the last proper noun among the words that GUM gives as the mention's least span."""
    least = next((field for field in mention.fields[2:] if _NUMBERS.fullmatch(field)), "1")
    words = [mention.start + int(number) - 1 for number in least.split(",")]
    proper = [w for w in words if mention.start <= w < mention.end and tree.universal[w] == "PROPN"]
    return proper[-1] if proper else None


def _run(tree: Tree, mention: _Mention, head: int, label: str) -> tuple[int, int]:
    start = head
    while start > mention.start and (_belongs(tree, start - 1) or _links_back(tree, mention, start - 1)):
        start -= 1
    end = head + 1
    while end < mention.end and _goes_on(tree, mention, end, label):
        end += 1
    while end - 1 > start and tree.universal[end - 1] not in ("PROPN", "NUM"):
        end -= 1
    while start < end - 1 and _is_no_start(tree, start, label):
        start += 1
    return start, end


def _belongs(tree: Tree, index: int) -> bool:
    kind, word = tree.universal[index], tree.words[index]
    return kind in ("PROPN", "NUM") or (kind in _CAPITAL_CLASSES and word[0].isupper()) or word in _SIGNS


def _links_back(tree: Tree, mention: _Mention, index: int) -> bool:
    word = tree.words[index].lower()
    return (
        word in _LINKS
        and word not in ("and", "the")
        and index - 1 >= mention.start
        and tree.universal[index - 1] == "PROPN"
    )


def _goes_on(tree: Tree, mention: _Mention, index: int, label: str) -> bool:
    kinds = tree.universal
    if kinds[index] == "PROPN" or (kinds[index] == "NUM" and label == "EVENT"):
        return True
    if tree.words[index].lower() not in _LINKS or label not in ("ORG", "EVENT") or index + 1 >= mention.end:
        return False
    after_article = index + 2 < mention.end and tree.words[index + 1] == "the"
    return kinds[index + 1] == "PROPN" or (after_article and kinds[index + 2] == "PROPN")


def _is_no_start(tree: Tree, index: int, label: str) -> bool:
    word = tree.words[index]
    is_number = tree.universal[index] == "NUM" and label != "EVENT"
    return word in _SIGNS or word.lower() in ("the", "of") or is_number
