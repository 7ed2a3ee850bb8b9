"""From the sections of a document to everything that analysis finds in it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from studyapp.domain.analyses import Analysis
from studyapp.domain.documents import BlockKind
from studyapp.domain.facts import FactKind
from studyapp.language.actors import Gathering
from studyapp.language.facts.finding import find_facts
from studyapp.language.lexicon import lexicon
from studyapp.language.sentences import split_sentences
from studyapp.language.version import ENGINE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from studyapp.domain.documents import Block, Section
    from studyapp.domain.facts import Fact


_RUNNING = frozenset(
    (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.QUOTE, BlockKind.CAPTION, BlockKind.FOOTNOTE)
)
_SAID_ONCE = frozenset((FactKind.OFFICE, FactKind.ACRONYM, FactKind.DEFINITION))
# English prose has 38 to 45 % of these words; Dutch, the nearest of the neighbours, 12 %.
LEAST_FUNCTION_WORDS = 0.22
LEAST_WORDS_TO_JUDGE = 20  # below, a tag that says English is believed
WORDS_LOOKED_AT = 4_000
NOT_ENGLISH = "Actors and facts are found in English texts only."


def analyse(
    sections: Sequence[Section], language: str, *, on_progress: Callable[[float], None] = lambda _: None
) -> Analysis:
    """Return the actors and facts of a text; `language` is its tag, or "" when it is not known.

    A text that is not English gets an analysis without findings, and a warning. `on_progress` gets
    shares from 0 to 1. The drafts are left empty.
    """
    if not is_english(sections, language):
        return Analysis(ENGINE, (), (), (), (NOT_ENGLISH,))
    gathering = Gathering()
    words = 0
    for index, section in enumerate(sections):
        for number, block in _running_blocks(section):
            for sentence in split_sentences(index, number, block.text):
                words += len(sentence.words)
                gathering.add(sentence)
        on_progress((index + 1) / len(sections) * 0.6)
    gathering.decide()
    actors = gathering.actors(len(sections), words)
    facts = _without_repeats(
        fact for named in gathering.sentences for fact in find_facts(named, gathering.actor_id_of)
    )
    on_progress(1.0)
    return Analysis(ENGINE, actors, tuple(facts))


def _without_repeats(facts: Iterable[Fact]) -> Iterator[Fact]:
    """Yield the facts in order; an office, acronym or definition that is said again only the first time."""
    seen: set[tuple[object, ...]] = set()
    for fact in facts:
        if fact.kind in _SAID_ONCE and fact.subject is not None and fact.object is not None:
            who = fact.subject.actor_id or fact.subject.text
            key = (fact.kind, who, fact.relation, fact.object.text.casefold())
            if key in seen:
                continue
            seen.add(key)
        yield fact


def is_english(sections: Sequence[Section], language: str) -> bool:
    """Tell whether a text is English: by its tag, and by how many of its words are English function words."""
    if language and not language.lower().startswith("en"):
        return False
    counted: Counter[str] = Counter()
    for section in sections:
        for _, block in _running_blocks(section):
            counted.update(word.strip(".,;:!?\"'()“”’").lower() for word in block.text[:20_000].split())
        if counted.total() > WORDS_LOOKED_AT:
            break
    if language and counted.total() < LEAST_WORDS_TO_JUDGE:
        return True
    known = sum(counted[word] for word in lexicon().cues.function_words)
    return known >= LEAST_FUNCTION_WORDS * counted.total()


def _running_blocks(section: Section) -> Iterator[tuple[int, Block]]:
    for number, block in enumerate(section.blocks):
        if block.kind in _RUNNING:
            yield number, block
