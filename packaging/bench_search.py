"""How fast searches answer, beside SQLite's FTS5 and Whoosh as it comes, in the same run.

    python3 packaging/dev.py bench search [--samples DIR] [--sizes 1000,10000,50000]

Paragraphs are those of the books in a folder, one after the other and again from the first, or of a made-up
text with words as frequent as in a real one (566,000 words at 12,000 paragraphs). Each engine indexes them
and answers the same queries, the best 20 hits each: words typed letter by letter (ours answers the first
letters by the most frequent completions, as in the window, and apart from that in full, as when typing
pauses), rare and common words, two words that must both be there, phrases, and two words with 20 snippets.
Ours finds words in all their forms, the others as they are written. Every query is asked once, right after
the index was opened, then all once more. Times are milliseconds, the median and the 95th percentile. Whoosh's
own prefix query takes seconds: an engine that has used up its patience for a kind of query leaves the rest of
them out.

Ends with 1 when, at the largest size, a keystroke takes more than half of FTS5's time at the 95th percentile,
or two words with 20 snippets more than 20 ms.
"""

from __future__ import annotations

import argparse
import itertools
import random
import sqlite3
import sys
import time
import warnings
from collections import Counter
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple, Protocol

from studyapp.domain.hits import HitKind
from studyapp.search.analysis import words
from studyapp.search.index import Entry, SearchIndex
from studyapp.search.marks import Marker, cut_snippet
from studyapp.search.parser import parse_query

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

SIZES, BEST = (1_000, 10_000, 50_000), 20
KEYSTROKE_SHARE, SNIPPETS_MS = 0.5, 20.0
VOCABULARY, MEAN_WORDS = 20_000, 47
PATIENCE_S = 15.0  # for one kind of query, in one engine
KEYSTROKES, WITH_SNIPPETS = "keystrokes", "two words + 20 snippets"


class Question(NamedTuple):
    """One query: its words, whether they stand in a row, whether the last is being typed."""

    words: tuple[str, ...]
    phrase: bool = False
    typed: bool = False
    snippets: bool = False
    whole: bool = False  # all completions, not the most frequent ones


class Engine(Protocol):
    """Something that was given paragraphs and finds them again."""

    def ask(self, question: Question) -> int:
        """Return how many of the best hits there are."""
        ...


class Ours:
    """The index of this program."""

    name = "studyapp"

    def __init__(self, folder: Path, paragraphs: Sequence[str]) -> None:
        self._folder, self._texts = folder / "ours", paragraphs
        index = SearchIndex.create(self._folder, "bench")
        entries = (Entry(HitKind.TEXT, "1", text, 0, number) for number, text in enumerate(paragraphs))
        index.apply(entries, (), (), 1, "token")
        index.close()

    def open(self) -> Ours:
        """Open the index anew."""
        self._index = SearchIndex.open(self._folder, "bench")
        return self

    def ask(self, question: Question) -> int:
        """Search, and cut the snippets."""
        text = " ".join(question.words)
        query = parse_query(f'"{text}"' if question.phrase else text, last_is_prefix=question.typed)
        found = self._index.search(query, BEST, languages=("en",), hurried=not question.whole)
        if question.snippets:
            marker = Marker(found.query)
            for match in found.matches:
                paragraph = self._texts[match.block or 0]
                cut_snippet(paragraph, marker.marks(paragraph))
        return len(found.matches)

    def close(self) -> None:
        """Close the index."""
        self._index.close()


class Fts5:
    """SQLite's full-text index."""

    name = "SQLite FTS5"

    def __init__(self, folder: Path, paragraphs: Sequence[str]) -> None:
        self._path = folder / "fts5.sqlite"
        with closing(sqlite3.connect(self._path)) as connection, connection:
            connection.execute("CREATE VIRTUAL TABLE t USING fts5(text, tokenize='unicode61')")
            connection.executemany("INSERT INTO t VALUES (?)", ((text,) for text in paragraphs))

    def open(self) -> Fts5:
        """Open the database anew."""
        self._connection = sqlite3.connect(self._path)
        return self

    def ask(self, question: Question) -> int:
        """Search, and let SQLite cut the snippets."""
        said = [f'"{word}"' for word in question.words]
        query = f'"{" ".join(question.words)}"' if question.phrase else " ".join(said)
        shown = "snippet(t, 0, '[', ']', '…', 24)" if question.snippets else "rowid"
        star = "*" if question.typed else ""
        rows = self._connection.execute(
            f"SELECT {shown} FROM t WHERE t MATCH ? ORDER BY rank LIMIT {BEST}", (query + star,)
        )
        return len(rows.fetchall())

    def close(self) -> None:
        """Close the database."""
        self._connection.close()


class PlainWhoosh:
    """Whoosh with its own queries and scores, through one searcher that stays open."""

    name = "Whoosh"

    def __init__(self, folder: Path, paragraphs: Sequence[str]) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            from whoosh import analysis, fields, query  # type: ignore[import-untyped]
            from whoosh.index import create_in  # type: ignore[import-untyped]
        self._query = query
        (folder / "whoosh").mkdir()
        text = fields.TEXT(analyzer=analysis.StandardAnalyzer(stoplist=None, minsize=1), stored=True)
        self._index = create_in(str(folder / "whoosh"), fields.Schema(text=text))
        writer = self._index.writer(limitmb=256)
        for paragraph in paragraphs:
            writer.add_document(text=paragraph)
        writer.commit()

    def open(self) -> PlainWhoosh:
        """Open a searcher."""
        self._searcher = self._index.searcher()
        return self

    def ask(self, question: Question) -> int:
        """Search, and cut the snippets with Whoosh's highlighter."""
        query, said = self._query, list(question.words)
        if question.phrase:
            tree = query.Phrase("text", said)
        else:
            last = query.Prefix if question.typed else query.Term
            tree = query.And([*(query.Term("text", word) for word in said[:-1]), last("text", said[-1])])
        hits = self._searcher.search(tree, limit=BEST)
        if question.snippets:
            for hit in hits:
                hit.highlights("text")
        return len(hits)

    def close(self) -> None:
        """Close searcher and index."""
        self._searcher.close()
        self._index.close()


def read_books(folder: Path) -> Iterator[str]:
    """Yield the paragraphs of every file of a folder that the program can import."""
    from studyapp.importers.detect import parse_file
    from studyapp.importers.source import Source

    for path in sorted(folder.iterdir()):
        parsed = parse_file(Source(path.name, path.read_bytes()))
        yield from (block.text for section in parsed.sections for block in section.blocks if block.text)


def make_book(dice: random.Random) -> Iterator[str]:
    """Yield made-up paragraphs without end, with words as frequent as Zipf's law has it."""
    syllables = [
        a + b for a in "bcdfghjklmnprstvwz" for b in ("a", "e", "i", "o", "u", "an", "er", "is", "ol")
    ]
    vocabulary = list(
        dict.fromkeys(
            "".join(dice.choices(syllables, k=1 + rank * 4 // VOCABULARY + dice.randrange(2)))
            + dice.choice(("", "", "s", "ed", "ing"))
            for rank in range(VOCABULARY * 2)
        )
    )[:VOCABULARY]
    weights = list(itertools.accumulate(1 / (rank + 2.7) for rank in range(len(vocabulary))))
    while True:
        said = dice.choices(vocabulary, cum_weights=weights, k=max(3, int(dice.expovariate(1 / MEAN_WORDS))))
        yield " ".join(said).capitalize() + "."


def make_questions(paragraphs: Sequence[str], dice: random.Random) -> dict[str, list[Question]]:
    """Return the queries of each kind, drawn from what the paragraphs hold."""
    spoken = [words(text) for text in paragraphs]
    frequency = Counter(word for said in spoken for word in set(said))
    ranked = [word for word, _ in frequency.most_common() if word.isalpha()]
    rare = [word for word in ranked if frequency[word] <= 3]
    middling = [word for word in ranked[30:2_000] if len(word) > 3]
    long = [said for said in spoken if len(said) > 6]

    def two() -> tuple[str, ...]:
        for said in iter(lambda: dice.choice(long), None):
            chosen = sorted(set(said).intersection(middling))
            if len(chosen) > 1:
                return tuple(dice.sample(chosen, 2))
        raise AssertionError

    def row() -> tuple[str, ...]:
        said = dice.choice(long)
        at = dice.randrange(len(said) - 1)
        return tuple(said[at : at + 2])

    typed = dice.sample(middling, 30)
    return {
        KEYSTROKES: [
            Question((word[:length],), typed=True) for word in typed for length in range(1, len(word) + 1)
        ],
        "keystrokes, in full": [
            Question((word[:length],), typed=True, whole=True)
            for word in typed[:10]
            for length in range(1, len(word) + 1)
        ],
        "rare word": [Question((word,)) for word in dice.sample(rare, min(len(rare), 60))],
        "common word": [Question((word,)) for word in ranked[:40]],
        "two words": [Question(two()) for _ in range(60)],
        "two common words": [Question(pair) for pair in itertools.pairwise(ranked[:40])],
        "phrase": [Question(row(), phrase=True) for _ in range(60)],
        WITH_SNIPPETS: [Question(two(), snippets=True) for _ in range(60)],
    }


def measure(engine: Engine, questions: Iterable[Question]) -> list[float]:
    """Return how long each query took, in milliseconds, as far as the patience goes."""
    times: list[float] = []
    end = time.perf_counter() + PATIENCE_S
    for question in questions:
        begun = time.perf_counter()
        engine.ask(question)
        now = time.perf_counter()
        times.append((now - begun) * 1000)
        if now > end:
            break
    return times


def percentile(times: Sequence[float], share: float) -> float:
    """Return the time that this share of the queries stayed within."""
    ranked = sorted(times)
    return ranked[min(int(share * len(ranked)), len(ranked) - 1)]


def run(size: int, paragraphs: Sequence[str]) -> dict[tuple[str, str], float]:
    """Index and ask at one size, tell it, and return the 95th percentiles by engine and kind of query."""
    questions = make_questions(paragraphs, random.Random(7))
    megabytes = sum(len(text.encode()) for text in paragraphs) / 1e6
    print(f"\n{size:,} paragraphs, {megabytes:.1f} MB")
    slow: dict[tuple[str, str], float] = {}
    with TemporaryDirectory(prefix="studyapp-bench-") as name:
        for made in (Ours, Fts5, PlainWhoosh):
            begun = time.perf_counter()
            built = made(Path(name), paragraphs)
            print(f"\n  {made.name}: indexed {megabytes / (time.perf_counter() - begun):.2f} MB/s")
            begun = time.perf_counter()
            with closing(built.open()) as engine:
                print(f"    {'opened':<26}{(time.perf_counter() - begun) * 1000:>9.1f}")
                for kind, asked in questions.items():
                    first, again = measure(engine, asked), measure(engine, asked)
                    slow[made.name, kind] = percentile(first, 0.95)
                    print(f"    {kind:<26}{_told(first)}   again{_told(again)}{_left_out(first, asked)}")
    return slow


def _told(times: Sequence[float]) -> str:
    return f"{percentile(times, 0.5):>9.2f} /{percentile(times, 0.95):>9.2f}"


def _left_out(times: Sequence[float], asked: Sequence[Question]) -> str:
    return "" if len(times) == len(asked) else f"   ({len(times)} of {len(asked)})"


def main() -> int:
    """Measure at each size and hold the largest against the budgets."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--samples", type=Path, metavar="DIR", help="books in place of the generated text")
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)), help="paragraphs, with commas between")
    chosen = parser.parse_args()
    source = read_books(chosen.samples) if chosen.samples else make_book(random.Random(1))
    sizes = sorted(int(size) for size in chosen.sizes.split(","))
    every = list(itertools.islice(source, sizes[-1]))
    slow: dict[tuple[str, str], float] = {}
    for size in sizes:
        slow = run(size, list(itertools.islice(itertools.cycle(every), size)))
    share = slow[Ours.name, KEYSTROKES] / slow[Fts5.name, KEYSTROKES]
    snippets = slow[Ours.name, WITH_SNIPPETS]
    print(f"\nkeystrokes, 95th percentile, of FTS5's: {share:.2f} (budget {KEYSTROKE_SHARE})")
    print(f"two words with 20 snippets, 95th percentile: {snippets:.1f} ms (budget {SNIPPETS_MS:.0f})")
    return int(share > KEYSTROKE_SHARE or snippets > SNIPPETS_MS)


if __name__ == "__main__":
    sys.exit(main())
