"""Whether a key can be given to an action, and what stands against it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from studyapp.ui.keys import is_reserved, native
from studyapp.ui.screen_keys import screen_key
from studyapp.ui.translation import tr

if TYPE_CHECKING:
    from studyapp.ui.keys import KeyMap


class Verdict(NamedTuple):
    """What to do with a key. `holder` is the action that would lose it."""

    free: bool
    sentence: str = ""
    holder: str | None = None


def judge(keys: KeyMap, action_id: str, key: str, names: dict[str, str]) -> Verdict:
    """Return whether a key is free for an action; `names` are the actions' names."""
    shown = native(key)
    if key in keys[action_id]:
        return Verdict(free=False, sentence=tr("{key} is its key already.", key=shown))
    if is_reserved(key):
        return Verdict(
            free=False, sentence=tr("{key} is needed in lists and texts. Take another.", key=shown)
        )
    holder = keys.holder(key)
    if holder is not None:
        sentence = tr("{key} is the key of “{name}”.", key=shown, name=names[holder])
        return Verdict(free=False, sentence=sentence, holder=holder)
    there = screen_key(key)
    if there is not None:
        sentence = tr(
            "{key} has a meaning of its own {screen}: {what}. Take another.",
            key=shown,
            screen=tr(there.screen).lower(),
            what=tr(there.text).lower(),
        )
        return Verdict(free=False, sentence=sentence)
    return Verdict(free=True)
