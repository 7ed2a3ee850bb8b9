"""The same actor in other documents: by name and kind, when it is sure, as the reader arranged them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from studyapp.domain.actors import Actor, ActorKind, Mention, actor_id
from studyapp.domain.analyses import Analysis
from studyapp.domain.places import Place
from studyapp.language.version import ENGINE
from studyapp.services import actors as service
from studyapp.services.analysing import keep_analysis
from studyapp.services.appearances import load_appearances
from tests.conftest import made_document

if TYPE_CHECKING:
    from studyapp.services.library import Library

PERSON, COUNTRY, PLACE, ORGANISATION = (
    ActorKind.PERSON,
    ActorKind.COUNTRY,
    ActorKind.PLACE,
    ActorKind.ORGANISATION,
)


def add(library: Library, title: str, text: str, *actors: tuple[ActorKind, str, tuple[str, ...]]) -> str:
    """Add a document with these actors, found wherever their names stand; return its id."""

    def found(kind: ActorKind, name: str, aliases: tuple[str, ...]) -> Actor:
        pattern = "|".join(map(re.escape, sorted((name, *aliases), key=len, reverse=True)))
        mentions = tuple(Mention(0, 0, m.start(), m.end()) for m in re.finditer(pattern, text))
        return Actor(actor_id(kind, name), name, kind, aliases, 0.5, key=True, mentions=mentions)

    count = len(library.documents())
    _, record = library.add_document(made_document(title, ((text,),)), sha256=f"{count:064}", path=None)
    keep_analysis(library, record.id, Analysis(ENGINE, tuple(found(*actor) for actor in actors), ()))
    return record.id


def seen_from(library: Library, document_id: str, name: str) -> list[tuple[str, str, int]]:
    (actor,) = [a for a in service.load_actors(library, document_id) if a.name == name]
    found = load_appearances(library, document_id, actor)
    return [(appearance.title, appearance.actor_id, appearance.mentions) for appearance in found]


@pytest.mark.parametrize(
    ("mine", "other", "same"),
    [
        ((PERSON, "Ada Lorn", ()), (PERSON, "Ada Lorn", ()), True),
        ((PERSON, "Ada Lorn", ("Lorn",)), (PERSON, "Minister Lorn", ("Ada Lorn",)), True),
        ((PERSON, "Minister Lorn", ("Ada Lorn",)), (PERSON, "Ada Lorn", ("Lorn",)), True),
        ((PERSON, "Ada Lorn", ("Lorn",)), (PERSON, "Lorn", ()), False),
        ((PERSON, "Lorn", ()), (PERSON, "Lorn", ()), False),
        ((PERSON, "Ada Lorn", ()), (ORGANISATION, "Ada Lorn", ()), False),
        ((PLACE, "Velm", ()), (PLACE, "Velm", ()), True),
        ((ORGANISATION, "Velm Water Authority", ("VWA",)), (ORGANISATION, "VWA", ()), False),
        ((COUNTRY, "Lumea", ()), (COUNTRY, "Republic of Lumea", ("Lumea",)), True),
        ((COUNTRY, "Kingdom of Varn", ("Varn",)), (COUNTRY, "Varn Islands", ("Varn",)), False),
    ],
)
def test_an_actor_is_the_same_only_when_it_is_sure(
    library: Library,
    mine: tuple[ActorKind, str, tuple[str, ...]],
    other: tuple[ActorKind, str, tuple[str, ...]],
    same: bool,
) -> None:
    here = add(library, "Here", f"Of {mine[1]}.", mine)
    add(library, "There", f"Of {other[1]} and {other[1]}.", other)
    expected = [("There", actor_id(other[0], other[1]), 2)] if same else []
    assert seen_from(library, here, mine[1]) == expected


def test_the_most_mentions_come_first_and_the_first_mention_is_told(library: Library) -> None:
    ada = (PERSON, "Ada Lorn", ())
    here = add(library, "Here", "Ada Lorn came.", ada)
    add(library, "Once", "Then Ada Lorn came.", ada)
    gone = add(library, "Gone", "Ada Lorn went.", ada)
    add(library, "Twice", "So Ada Lorn met Ada Lorn.", ada)
    library.remove_document(gone)
    (actor,) = service.load_actors(library, here)
    found = load_appearances(library, here, actor)
    assert [(a.title, a.mentions, a.first) for a in found] == [
        ("Twice", 2, Mention(0, 0, 3, 11)),
        ("Once", 1, Mention(0, 0, 5, 13)),
    ]


def test_what_the_reader_decided_there_counts(library: Library) -> None:
    ada, countess = (PERSON, "Ada Lorn", ()), (PERSON, "the Countess", ())
    here = add(library, "Here", "Ada Lorn came.", ada)
    there = add(library, "There", "Ada Lorn saw the Countess, and Velm.", ada, countess)
    service.hide_actor(library, there, "person:ada lorn")
    assert seen_from(library, here, "Ada Lorn") == []
    library.undo()
    service.merge_actors(library, there, "person:the countess", "person:ada lorn")
    assert seen_from(library, here, "Ada Lorn") == [("There", "person:ada lorn", 2)]
    library.undo()
    service.retype_actor(library, there, "person:ada lorn", ORGANISATION)
    service.rename_actor(library, there, "person:the countess", "Ada Lorn")
    assert seen_from(library, here, "Ada Lorn") == [("There", "person:the countess", 1)]


def test_an_actor_marked_there_or_renamed_here_is_found(library: Library) -> None:
    here = add(library, "Here", "Ada L. came.", (PERSON, "Ada L.", ()))
    there = add(library, "There", "Ada Lorn came.")
    service.add_actor(library, there, Place(0, 0, 0, 0, 8), PERSON)
    assert seen_from(library, here, "Ada L.") == []
    service.rename_actor(library, here, "person:ada l.", "Ada Lorn")
    assert seen_from(library, here, "Ada Lorn") == [("There", "person:ada lorn", 1)]
    assert seen_from(library, there, "Ada Lorn") == [("Here", "person:ada l.", 1)]
