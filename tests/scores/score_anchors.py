"""How well notes find their passages in later revisions: made revisions of given texts, with known answers.

    python tests/scores/score_anchors.py [--corpus DIR] [--notes N] [--seed N]

DIR holds Markdown or plain texts; without it the texts of tests/text/revised are used. Each text is revised
in each of the ways below. A note is right when its new place and the passage, or a part of one that was
torn apart, share at least half of what both cover; it is wrong when it lies anywhere else, or on anything
when its passage is gone.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from studyapp.domain.errors import KnownError
from studyapp.importers.detect import parse_file
from studyapp.importers.source import Source
from studyapp.text.anchoring import Revision, WholeText

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

TEXTS = Path(__file__).parents[1] / "text" / "revised"
OTHER_WORDS = ("harbour", "treaty", "seldom", "council", "bright", "quickly", "carried", "engine", "whose")


@dataclass(eq=False, slots=True)
class Atom:
    """A word with the signs and spaces after it; it stays the same one wherever a revision puts it."""

    text: str
    edited: bool = False


Block = list[Atom]
Sections = list[list[Block]]


class Note(NamedTuple):
    """A passage as the words that it covers."""

    atoms: tuple[Atom, ...]


class Left(NamedTuple):
    """What is left of a passage after a revision: where, and how much of it is as it was."""

    spans: tuple[tuple[int, int], ...]  # the largest part first, where it was torn apart
    share: float  # of the largest part


GONE = Left((), 0.0)
FAR_BLOCKS = 3
"""Blocks between a passage and a look-alike that is no edited passage."""
NEAR = 100
"""Characters that may have come between two words of a passage."""
THERE = 0.6
"""With so much of it left a passage counts as still there; with less a note may land on it or be given up."""


@dataclass
class Tally:
    """What became of the notes of one kind of revision."""

    notes: int = 0
    there: int = 0  # notes whose passage is still there
    right: int = 0
    exact: int = 0  # of the right ones, those that cover the passage to the letter
    wrong: int = 0
    examples: list[str] = field(default_factory=list)

    def __add__(self, other: Tally) -> Tally:
        return Tally(*(getattr(self, name) + getattr(other, name) for name in Tally.__dataclass_fields__))

    def count(self, left: Left, found: tuple[int, int] | None) -> str:
        """Count one note; say in a word what became of it."""
        right = found is not None and any(is_same(part, found) for part in left.spans)
        there = left.share >= THERE
        self.notes += 1
        self.there += there
        self.right += right and there
        self.exact += right and there and found in left.spans
        self.wrong += found is not None and not right
        return ("" if right or not there else "lost") if right or found is None else "wrong"


def is_same(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Say whether two spans share at least half of what both cover."""
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return shared > 0 and 2 * shared >= max(one[1], other[1]) - min(one[0], other[0])


def read_texts(folder: Path) -> dict[str, list[list[str]]]:
    """Return the sections of every text of a folder, each a list of its blocks' texts."""
    texts = {}
    for path in sorted(p for p in folder.rglob("*") if p.suffix in {".md", ".txt"}):
        try:
            document = parse_file(Source(path.name, path.read_bytes()))
        except KnownError as error:
            print(f"{path}: {error.sentence}", file=sys.stderr)
            continue
        texts[str(path.relative_to(folder))] = [
            [block.text for block in section.blocks if block.text] for section in document.sections
        ]
    return texts


def atoms_of(sections: list[list[str]]) -> Sections:
    """Return a text as words."""
    return [[[Atom(part) for part in re.findall(r"\S+\s*", text)] for text in s] for s in sections]


def render(sections: Sections) -> list[list[str]]:
    """Return the blocks' texts of each section."""
    return [["".join(a.text for a in block).rstrip() for block in section if block] for section in sections]


def sentences(block: Block) -> Iterator[Block]:
    """Yield the sentences of a block, roughly."""
    start = 0
    for index, atom in enumerate(block, 1):
        if re.search(r"[.!?][\"”’)]*\s*$", atom.text) or index == len(block):
            yield block[start:index]
            start = index


def choose_notes(sections: Sections, count: int, dice: random.Random, *, apart: bool = False) -> list[Note]:
    """Return passages as people mark them: phrases, sentences, several sentences, over two blocks.

    With `apart` no two of them share a word, and all of them are at most a fourth of the text.
    """
    room = sum(len(block) for section in sections for block in section) / 4
    pairs = [(s, b) for s in sections for b in range(len(s)) if len(s[b]) > 3]
    notes: list[Note] = []
    taken: set[int] = set()
    for _ in range(count if pairs else 0):
        section, number = dice.choice(pairs)
        after = section[number + 1] if number + 1 < len(section) else []
        note = Note(tuple(_choose_passage(section[number], after, dice)))
        own = {id(atom) for atom in note.atoms}
        if not apart or (not own & taken and len(taken) + len(own) <= room):
            notes.append(note)
            taken |= own
    return notes


def _choose_passage(block: Block, after: Block, dice: random.Random) -> Block:
    kind = dice.random()
    if kind < 0.3:
        length = dice.randint(1, min(7, len(block)))
        start = dice.randrange(len(block) - length + 1)
        return block[start : start + length]
    if kind < 0.9:
        found = list(sentences(block))
        start = dice.randrange(len(found))
        return [atom for sentence in found[start : start + dice.choice((1, 1, 1, 2))] for atom in sentence]
    return block[-dice.randint(2, len(block)) :] + after[: dice.randint(1, 12)]


# The ways a text is revised; each changes the sections it is given


def edit_words(sections: Sections, notes: list[Note], dice: random.Random) -> None:
    """Change a word in twelve, delete some and add some."""
    for section in sections:
        for block in section:
            for index in range(len(block) - 1, -1, -1):
                throw = dice.random()
                if throw < 0.05:
                    space = re.search(r"\W*$", block[index].text)
                    block[index].text = dice.choice(OTHER_WORDS) + (space.group() if space else "")
                    block[index].edited = True
                elif throw < 0.065 and len(block) > 4:
                    del block[index]
                elif throw < 0.08:
                    block.insert(index, Atom(dice.choice(OTHER_WORDS) + " ", edited=True))


def edit_passages(sections: Sections, notes: list[Note], dice: random.Random) -> None:
    """Change a fifth of the words of each passage."""
    for note in notes:
        for atom in dice.sample(note.atoms, len(note.atoms) // 5):
            space = re.search(r"\W*$", atom.text)
            atom.text, atom.edited = dice.choice(OTHER_WORDS) + (space.group() if space else ""), True


def shift_sentences(sections: Sections, notes: list[Note], dice: random.Random) -> None:
    """Delete, insert and move a tenth of the sentences each."""
    spare: list[Block] = []
    for section in sections:
        for number, block in enumerate(section):
            kept: Block = []
            for sentence in sentences(block):
                throw = dice.random()
                if throw < 0.1:
                    spare.append(sentence)
                elif throw >= 0.2:
                    kept += sentence
                if throw > 0.9:
                    words = [Atom(dice.choice(OTHER_WORDS) + " ", edited=True) for _ in range(9)]
                    kept += [*words, Atom("end. ", edited=True)]
            section[number] = kept
    blocks = [block for section in sections for block in section if block]
    for sentence in spare:
        into = dice.choice(blocks) if blocks else sections[0][0]
        into[0:0] = sentence
        sentence[-1].text = sentence[-1].text.rstrip() + " "


def split_and_merge(sections: Sections, notes: list[Note], dice: random.Random) -> None:
    """Split long paragraphs at a sentence, and join others with the next one."""
    for section in sections:
        blocks: list[Block] = []
        for block in section:
            parts = list(sentences(block))
            if blocks and blocks[-1] and dice.random() < 0.3:
                blocks[-1][-1].text = blocks[-1][-1].text.rstrip() + " "
                blocks[-1] += block
            elif len(parts) > 2 and dice.random() < 0.5:
                cut = dice.randrange(1, len(parts))
                blocks += [[a for s in parts[:cut] for a in s], [a for s in parts[cut:] for a in s]]
            else:
                blocks.append(block)
        section[:] = [block for block in blocks if block]


def reorder_sections(sections: Sections, notes: list[Note], dice: random.Random) -> None:
    """Put the sections in another order, with a new one before them."""
    dice.shuffle(sections)
    words = " ".join(dice.choice(OTHER_WORDS) for _ in range(60))
    sections.insert(0, [[Atom(w + " ", edited=True) for w in words.split()]])


def typography(sections: Sections, notes: list[Note], dice: random.Random) -> None:
    """Set quotes, dashes and spaces in another way."""
    table = str.maketrans(
        {"'": "’", '"': "“", "-": "–", "’": "'", "“": '"', "”": '"', "—": "-", " ": "\u00a0"}
    )
    for section in sections:
        for block in section:
            for atom in block:
                if dice.random() < 0.8:
                    atom.text = atom.text.translate(table)


def everything(sections: Sections, notes: list[Note], dice: random.Random) -> None:
    """Revise in all these ways."""
    for revise in (shift_sentences, split_and_merge, edit_words, reorder_sections, typography):
        revise(sections, notes, dice)


def take_out(sections: Sections, notes: list[Note], dice: random.Random) -> None:
    """Take every passage out of the text; where it repeats itself, a look-alike is left."""
    gone = {id(atom) for note in notes for atom in note.atoms}
    for section in sections:
        for block in section:
            block[:] = [atom for atom in block if id(atom) not in gone]
        section[:] = [block for block in section if block]


def leave_look_alikes(sections: Sections, notes: list[Note], dice: random.Random) -> None:
    """Take every passage out, and put one like it, with another word in it, elsewhere in the text."""
    blocks = [block for section in sections for block in section]
    home = {id(atom): number for number, block in enumerate(blocks) for atom in block}
    take_out(sections, notes, dice)
    for note in notes:
        at = home[id(note.atoms[0])]
        far = [block for number, block in enumerate(blocks) if block and abs(number - at) > FAR_BLOCKS]
        if not far:
            continue
        copied = [Atom(a.text, edited=True) for a in note.atoms]
        for atom in dice.sample(copied, max(1, len(copied) // 6)):
            atom.text = dice.choice(OTHER_WORDS) + " "
        copied[-1].text = copied[-1].text.rstrip() + " "
        dice.choice(far)[0:0] = copied


WAYS: dict[str, Callable[[Sections, list[Note], random.Random], None]] = {
    f.__name__: f
    for f in (
        edit_words, edit_passages, shift_sentences, split_and_merge, reorder_sections, typography, everything,
        take_out, leave_look_alikes,
    )
}  # fmt: skip


APART = frozenset({"edit_passages", "take_out", "leave_look_alikes"})
"""The ways that do something to each passage, which must not befall another one too."""


def spans(sections: Sections) -> dict[int, tuple[int, int]]:
    """Return where each word stands in the whole text, without the space after it."""
    at, found = 0, {}
    for section in sections:
        for block in (b for b in section if b):
            begin = at
            for atom in block:
                found[id(atom)] = begin, begin + len(atom.text.rstrip())
                begin += len(atom.text)
            at += len("".join(a.text for a in block).rstrip()) + 1
        if not any(section):
            at += 1
    return found


def left_of(note: Note, where: dict[int, tuple[int, int]]) -> Left:
    """Return where the parts of a passage stand."""
    there = sorted((*where[id(a)], a.edited) for a in note.atoms if id(a) in where)
    groups: list[list[tuple[int, int, bool]]] = []
    for part in there:
        if groups and part[0] - groups[-1][-1][1] <= NEAR:
            groups[-1].append(part)
        else:
            groups.append([part])
    groups.sort(key=lambda group: -sum(end - start for start, end, _ in group))
    if not groups:
        return GONE
    length = sum(len(a.text.rstrip()) for a in note.atoms)
    same = sum(end - start for start, end, edited in groups[0] if not edited)
    return Left(tuple((group[0][0], group[-1][1]) for group in groups), same / length)


def score_text(sections: list[list[str]], way: str, count: int, seed: str) -> Tally:
    """Return what became of notes on one text that is revised in one way."""
    dice = random.Random(seed)
    atoms = atoms_of(sections)
    notes = choose_notes(atoms, count, dice, apart=way in APART)
    old, before = WholeText(render(atoms)), spans(atoms)
    places = [old.place(before[id(n.atoms[0])][0], before[id(n.atoms[-1])][1]) for n in notes]
    quotes = ["".join(a.text for a in n.atoms) for n in notes]
    WAYS[way](atoms, notes, dice)
    after = spans(atoms)
    revision = Revision(old, WholeText(render(atoms)))
    tally = Tally()
    for note, place, quote in zip(notes, places, quotes, strict=True):
        if place is None:
            continue
        left = left_of(note, after)
        found = revision.find_again(place)
        span = revision.text.span(found) if found is not None else None
        if became := tally.count(left, span):
            landed = revision.text.text[slice(*span)] if span is not None else ""
            tally.examples.append(f"{became}: “{quote}” → “{landed}”")
    return tally


def score_others(texts: dict[str, list[list[str]]], count: int, seed: str) -> Tally:
    """Return what becomes of the notes of each text on each of the next three."""
    tally, names = Tally(), list(texts)
    wholes = {name: WholeText(render(atoms_of(texts[name]))) for name in names}
    for number, name in enumerate(names):
        atoms = atoms_of(texts[name])
        notes = choose_notes(atoms, count, random.Random(f"{seed} {name}"))
        where = spans(atoms)
        for other in {names[(number + step) % len(names)] for step in (1, 2, 3)} - {name}:
            revision = Revision(wholes[name], wholes[other])
            for note in notes:
                start, end = where[id(note.atoms[0])][0], where[id(note.atoms[-1])][1]
                place = wholes[name].place(start, end)
                found = revision.find_again(place) if place is not None else None
                span = revision.text.span(found) if found is not None else None
                if tally.count(GONE, span) and span is not None:
                    landed, quote = revision.text.text[slice(*span)], wholes[name].text[start:end]
                    tally.examples.append(f"{name} on {other}: “{quote}” → “{landed}”")
    return tally


def main() -> int:
    """Print what became of the notes, for each way and over all; 1 when the folder holds no text."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, default=TEXTS, help="a folder of Markdown or plain texts")
    parser.add_argument("--notes", type=int, default=40, help="for each text and way")
    parser.add_argument("--seed", default="1")
    parser.add_argument(
        "--show", type=int, default=0, help="how many wrong or lost ones to print for each way"
    )
    arguments = parser.parse_args()
    texts = read_texts(arguments.corpus)
    if not texts:
        print(f"no texts in {arguments.corpus}")
        return 1
    print(f"{'revision':<20} {'notes':>6} {'there':>6} {'right':>7} {'exact':>7} {'wrong':>7} {'s':>6}")
    total = Tally()
    for way in WAYS:
        begun, tally = time.perf_counter(), Tally()
        for name, sections in texts.items():
            tally += score_text(sections, way, arguments.notes, f"{arguments.seed} {way} {name}")
        print_line(way, tally, time.perf_counter() - begun, arguments.show)
        total += tally
    print_line("all revisions", total, 0.0, 0)
    begun = time.perf_counter()
    others = score_others(texts, arguments.notes, arguments.seed)
    print_line("another document", others, time.perf_counter() - begun, arguments.show)
    return 0


def print_line(name: str, tally: Tally, seconds: float, shown: int) -> None:
    """Print the shares of one kind of revision, and the first of the wrong ones."""
    right, exact = tally.right / max(tally.there, 1), tally.exact / max(tally.there, 1)
    wrong = tally.wrong / max(tally.notes, 1)
    counts = f"{name:<20} {tally.notes:>6} {tally.there:>6}"
    print(f"{counts} {right:>7.3f} {exact:>7.3f} {wrong:>7.4f} {seconds:>6.1f}")
    for example in tally.examples[:shown]:
        print("   ", example)


if __name__ == "__main__":
    sys.exit(main())
