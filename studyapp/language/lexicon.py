"""What the rules know of the world and of English: lists, read once from `resources/lexicons`."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from studyapp.domain.actors import ActorKind, MentionForm
from studyapp.text.resources import resource_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_LONGEST_ACRONYM = 7
_LEAST_SHOUTED = 5  # letters: below, capitals are an acronym


class Listed(NamedTuple):
    """A name of a list: the actor that it names, how, and the states for which it may stand."""

    name: str
    kind: ActorKind
    form: MentionForm
    stands_for: tuple[str, ...] = ()


class Cues(NamedTuple):
    """Words in small letters that tell what the name beside them is."""

    titles: frozenset[str]
    title_parts: frozenset[str]
    office_nouns: frozenset[str]
    person_nouns: frozenset[str]
    heads: Mapping[str, ActorKind]  # the last word of a name → what it names
    event_small: frozenset[str]
    event_modifiers: frozenset[str]
    agreement_small: frozenset[str]
    agreement_modifiers: frozenset[str]
    calendar: frozenset[str]
    function_words: frozenset[str]


class Lexicon(NamedTuple):
    """All lists. `listed` is by the name as it is written."""

    listed: Mapping[str, Listed]
    only_with_article: frozenset[str]  # names only after "the": the West
    cues: Cues
    classes: Mapping[str, str]  # word in small letters → its classes, commonest first


def word_list(text: str) -> tuple[str, ...]:
    """Return the words of a text in order: a short list, as it is read best."""
    return tuple(text.split())


def word_set(text: str) -> frozenset[str]:
    """Return the words of a text as a set."""
    return frozenset(text.split())


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """Return the lists; the first call reads them (some 15 ms)."""
    world = _read("world.json")
    listed = _listed_names(world, _read("countries.json"))
    classes = {word: key for key, words in _read("words.json").items() for word in words.split()}
    return Lexicon(
        listed=listed,
        only_with_article=frozenset(world["the_only"]),
        cues=_cues(_read("cues.json")),
        classes=classes,
    )


def look_up(name: str) -> Listed | None:
    """Return what the lists know of a name; one in capitals is looked up as it is usually written too."""
    name = " ".join(name.split())
    known = lexicon().listed.get(name)
    is_shouted = known is None and name.isupper() and len(name) >= _LEAST_SHOUTED
    return lexicon().listed.get(name.title()) if is_shouted else known


def read_verbs() -> tuple[dict[str, str], dict[str, str]]:
    """Return base → irregular past forms, and base → irregular simple past, in one word each."""
    return _read("verbs.json"), _read("irregular_verbs.json")


def _read(name: str) -> dict[str, Any]:
    values = json.loads((resource_folder("lexicons") / name).read_bytes())
    return values if isinstance(values, dict) else {"entries": values}


def _listed_names(world: dict[str, Any], countries: dict[str, Any]) -> dict[str, Listed]:
    """Return every listed name; where two lists have it, the one put later here wins."""
    found: dict[str, Listed] = {}
    for name, aliases in world["groups"].items():
        _put(found, (name, *aliases), name, ActorKind.GROUP)
    for name, aliases in world["organisations"].items():
        _put(found, (name, *aliases), name, ActorKind.ORGANISATION)
    for name, aliases in world["events"].items():
        _put(found, (name, *aliases), name, ActorKind.EVENT)
    for name in (*world["cities"], *world["waters"], *world["the_only"]):
        _put(found, (name,), name, ActorKind.PLACE)
    for name, demonyms in world["regions"].items():
        _put(found, (name,), name, ActorKind.PLACE)
        _put(found, demonyms, name, ActorKind.PLACE, MentionForm.DEMONYM)
    states = [*countries["entries"], *world["states"]]
    _put_seats(found, states)
    for seat, name in world["seats"].items():
        found[seat] = Listed(seat, ActorKind.PLACE, MentionForm.METONYM, (name,))
    for state in states:
        _put(found, (state["name"], *state["aliases"]), state["name"], ActorKind.COUNTRY)
        _put(found, state["demonyms"], state["name"], ActorKind.COUNTRY, MentionForm.DEMONYM)
    return found


def _put(
    found: dict[str, Listed],
    names: Iterable[str],
    name: str,
    kind: ActorKind,
    form: MentionForm | None = None,
) -> None:
    for alias in names:
        found[alias] = Listed(name, kind, form or _form(alias))


def _put_seats(found: dict[str, Listed], states: Iterable[dict[str, Any]]) -> None:
    """Add the capitals, each with all states whose seat it is or was."""
    for state in states:
        capitals = state.get("capitals", ())
        for seat in capitals:
            found[seat] = Listed(capitals[0], ActorKind.PLACE, MentionForm.NAME, (state["name"],))
        for seat in state.get("seats", ()):
            known = found.get(seat)
            owners = known.stands_for if known is not None and known.kind is ActorKind.PLACE else ()
            found[seat] = Listed(seat, ActorKind.PLACE, MentionForm.NAME, (*owners, state["name"]))


def _form(name: str) -> MentionForm:
    letters = name.replace(".", "")
    short = len(letters) <= _LONGEST_ACRONYM and letters.isupper()
    return MentionForm.ACRONYM if short else MentionForm.NAME


def _cues(lists: dict[str, str]) -> Cues:
    words = {name: frozenset(text.split()) for name, text in lists.items()}
    heads = {
        word: kind
        for name, kind in (
            ("organisation", ActorKind.ORGANISATION),
            ("place", ActorKind.PLACE),
            ("group", ActorKind.GROUP),
            ("state", ActorKind.COUNTRY),
            ("event", ActorKind.EVENT),
            ("agreement", ActorKind.AGREEMENT),
        )
        for word in words[name]
    }
    return Cues(heads=heads, **{name: words[name] for name in Cues._fields if name != "heads"})
