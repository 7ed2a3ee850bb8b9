"""Questions read back: a draft whose own tree does not show what its template means is none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from studyapp.domain.cards import Draft

    class Tree(Protocol):
        """The tree of one text, one entry a word; `heads` are indices of words, -1 for the root."""

        @property
        def tags(self) -> Sequence[str]: ...  # noqa: D102
        @property
        def universal(self) -> Sequence[str]: ...  # noqa: D102
        @property
        def heads(self) -> Sequence[int]: ...  # noqa: D102
        @property
        def relations(self) -> Sequence[str]: ...  # noqa: D102

    Parse = Callable[[Sequence[str]], Sequence[Tree]]
    """Texts of one sentence each → their trees."""

_TURNED = ("when", "why")
_OF_CLAIMS = ("who", "cause", "cloze name", "cloze number", "cloze phrase", *_TURNED)
"""Templates that make a sentence of parts; the others keep their sentence, or have a frame of their own."""
_FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
_BASE = frozenset(("VB", "VBN", "VBP"))  # after "did", or "was": "did Varn fall", "was Orsk founded"
_SUBJECTS = frozenset(("nsubj", "nsubj:pass", "csubj"))
_HELPERS = frozenset(("aux", "aux:pass", "cop"))
_ASKING = frozenset(("WP", "WDT"))
_BLANK = re.compile(r"\[[^\]]*\]")


def sound(drafts: Iterable[Draft], parse: Parse) -> Iterator[Draft]:
    """Yield the drafts, in their order, without those that are no sentence when they are read back."""
    all_drafts = list(drafts)
    asked = [draft for draft in all_drafts if draft.template in _OF_CLAIMS]
    trees = parse([_filled(draft) for draft in asked])
    broken = {
        draft.id for draft, tree in zip(asked, trees, strict=True) if not _is_sound(draft.template, tree)
    }
    yield from (draft for draft in all_drafts if draft.id not in broken)


def _filled(draft: Draft) -> str:
    gap = _BLANK.search(draft.front)
    return f"{draft.front[: gap.start()]}{draft.answer}{draft.front[gap.end() :]}" if gap else draft.front


def _is_sound(template: str, tree: Tree) -> bool:
    """Tell whether a tree has one finite verb with its subject at its root, and the asking word as meant."""
    root = next((at for at, head in enumerate(tree.heads) if head < 0), None)
    if root is None:
        return False
    below = [at for at, head in enumerate(tree.heads) if head == root]
    helpers = [at for at in below if tree.relations[at] in _HELPERS]
    is_verb = tree.universal[root] in ("VERB", "AUX") or any(tree.relations[at] == "cop" for at in helpers)
    if not is_verb or not any(tree.tags[at] in _FINITE for at in (root, *helpers)):
        return False
    if not any(tree.relations[at] in _SUBJECTS for at in below):
        return False
    if template in _TURNED and helpers and tree.universal[root] == "VERB":
        return tree.tags[root] in _BASE
    return template != "who" or any(_asks_for_subject(tree, at) for at in below)


def _asks_for_subject(tree: Tree, at: int) -> bool:
    """Tell whether a branch of the root is its subject, and asks: "who", "which country"."""
    asks = tree.tags[at] in _ASKING or any(
        head == at and tree.tags[i] in _ASKING for i, head in enumerate(tree.heads)
    )
    return asks and tree.relations[at] in _SUBJECTS
