"""From the sections of a document to everything that analysis finds in it."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from studyapp.domain.analyses import Analysis
from studyapp.domain.errors import KnownError
from studyapp.language.actors import Gathering
from studyapp.language.english import NOT_ENGLISH, is_english, running_blocks
from studyapp.language.facts.finding import find_all_facts
from studyapp.language.sentences import split_sentences
from studyapp.language.tokens import find_words
from studyapp.language.version import ENGINE, OFF_HINT, OFF_SENTENCE
from studyapp.text.note_marks import without_note_marks
from studyapp.text.resources import resource_folder
from studyapp.text.terms import Terms

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from studyapp.domain.documents import Section
    from studyapp.language.model.reading import Model, Reading
    from studyapp.language.sentences import Sentence

READ_TOGETHER = 192  # sentences: enough to put those of one length side by side, and progress stays smooth
_READING_SHARE = 0.8  # of the whole time


def analyse(
    sections: Sequence[Section], language: str, *, on_progress: Callable[[float], None] = lambda _: None
) -> Analysis:
    """Return the actors and facts of a text; `language` is its tag, or "" when it is not known.

    A text that is not English gets an analysis without findings, and a warning. `on_progress` gets
    shares from 0 to 1. The drafts are left empty. Raises KnownError when the model cannot be loaded.
    """
    if not is_english(sections, language):
        return Analysis(ENGINE, (), (), (), (NOT_ENGLISH,))
    sentences = list(_sentences(sections))
    engine = model()
    gathering = Gathering(engine.labels)
    for start in range(0, len(sentences), READ_TOGETHER):
        group = sentences[start : start + READ_TOGETHER]
        readings = engine.read([sentence.words for sentence in group])
        for sentence, reading in zip(group, readings, strict=True):
            gathering.add(sentence, reading)
        on_progress(_READING_SHARE * (start + len(group)) / len(sentences))
    gathering.decide()
    actors = gathering.actors(len(sections), sum(len(sentence.words) for sentence in sentences))
    facts = find_all_facts(gathering.sentences, gathering.actor_id_of, Terms(sections))
    on_progress(1.0)
    return Analysis(ENGINE, actors, tuple(facts))


@lru_cache(maxsize=1)
def model() -> Model:
    """Return the model; the first call loads it. Raises KnownError when it is missing or damaged."""
    try:
        from studyapp.language.model.reading import Model  # noqa: PLC0415 (so that its absence can be told)
    except ImportError as error:
        raise KnownError(OFF_SENTENCE, OFF_HINT) from error
    return Model(resource_folder("language"))


def read_back(texts: Sequence[str]) -> list[Reading]:
    """Return the reading of each text of one sentence: of questions that were made of what was read."""
    return model().read([[text[first:last] for first, last in find_words(text)] for text in texts])


def _sentences(sections: Sequence[Section]) -> Iterator[Sentence]:
    for index, section in enumerate(sections):
        for number, block in running_blocks(section):
            for sentence in split_sentences(index, number, without_note_marks(block)):
                if sentence.words:
                    yield sentence
