"""The model at work: sentences in, for each word its tags, lemma, head and relation, and the names, out.

The network runs by ONNX Runtime. Loaded in the import process only: the window never imports this module.
"""

from __future__ import annotations

import hashlib
import io
import json
import sys
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import onnxruntime  # type: ignore[import-untyped]
from onnxruntime.capi.onnxruntime_pybind11_state import (  # type: ignore[import-untyped]
    Fail,
    RuntimeException,
)

from studyapp.domain.errors import KnownError
from studyapp.language.model.pieces import Pieces
from studyapp.language.model.tagging import NameSpan, NameTagger
from studyapp.language.model.trees import best_heads
from studyapp.language.version import OFF_HINT, OFF_SENTENCE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from studyapp.language.model.pieces import Encoded

THREADS = 2
BATCH_PIECES = 1_536  # in one run of the network, padding included: 20 to 40 MB of activations
MOST_WORDS = 160  # of a sentence; a longer one is cut, after a sign if there is one, and read in parts
MOST_PIECES = 500  # the encoder has 512 places


_SHORTEST_STEM = 3  # letters: "tri" is of try, "di" of die
_TRUE_ENDS = frozenset(
    ("movie", "cookie", "calorie", "zombie", "rookie", "selfie", "untie", "belie", "ski", "taxi")
)


class Reading(NamedTuple):
    """What the model sees in a sentence, one entry a word. `heads` are indices of words, -1 for the root."""

    universal: list[str]
    tags: list[str]
    lemmas: list[str]
    heads: list[int]
    relations: list[str]
    names: list[NameSpan]


class Model:
    """The network, its classes and its vocabulary. Use one from one thread at a time."""

    def __init__(self, folder: Path) -> None:
        """Load the model of a folder; raises KnownError when a file is missing or not what was shipped."""
        onnxruntime.disable_telemetry_events()
        try:
            files = _checked_files(folder)
            self._classes: dict[str, list[str]] = json.loads(files["classes.json"])
            self._pieces = Pieces(files["vocabulary.txt"].decode("utf-8").splitlines())
            self._relation = np.load(io.BytesIO(files["relations.npy"])).astype(np.float32)
            self._session = onnxruntime.InferenceSession(
                files["model.onnx"], _options(), providers=["CPUExecutionProvider"]
            )
        except (OSError, ValueError, KeyError) as error:
            raise KnownError(OFF_SENTENCE, OFF_HINT) from error
        self._tagger = NameTagger(self._classes["names"])
        self.labels = self._tagger.labels

    def read(self, sentences: Sequence[Sequence[str]]) -> list[Reading]:
        """Return a reading of each sentence, given as its words."""
        pieces = [
            (number, start, part)
            for number, words in enumerate(sentences)
            for start, part in self._parts(words)
        ]
        encoded = [self._pieces.encode(part) for _, _, part in pieces]
        order = sorted(range(len(pieces)), key=lambda index: len(encoded[index].pieces))
        found: list[list[tuple[int, Reading]]] = [[] for _ in sentences]
        for batch in _batches(order, encoded):
            outputs = self._run([encoded[index] for index in batch])
            for row, index in enumerate(batch):
                number, start, part = pieces[index]
                found[number].append((start, self._reading(part, outputs, row)))
        return [_joined(sorted(parts, key=lambda item: item[0])) for parts in found]

    def _parts(self, words: Sequence[str]) -> Iterator[tuple[int, Sequence[str]]]:
        start = 0
        while start < len(words):
            end = _part_end(words, start)
            while end - start > 1 and len(self._pieces.encode(words[start:end]).pieces) > MOST_PIECES:
                end = (start + end) // 2
            yield start, words[start:end]
            start = end

    def _run(self, batch: Sequence[Encoded]) -> dict[str, NDArray[np.float32]]:
        longest = max(len(one.pieces) for one in batch)
        words = max(len(one.first) for one in batch)
        fed = {name: np.zeros((len(batch), longest), np.int64) for name in ("pieces", "shapes", "mask")}
        fed["first"] = np.zeros((len(batch), words), np.int64)
        for row, one in enumerate(batch):
            fed["pieces"][row, : len(one.pieces)] = one.pieces
            fed["shapes"][row, : len(one.pieces)] = one.shapes
            fed["mask"][row, : len(one.pieces)] = 1
            fed["first"][row, : len(one.first)] = one.first
        names = [output.name for output in self._session.get_outputs()]
        try:
            return dict(zip(names, self._session.run(None, fed), strict=True))
        except (Fail, RuntimeException) as error:
            raise MemoryError from error  # the graph is whole and fits its input: nothing else fails in it

    def _reading(self, words: Sequence[str], outputs: dict[str, NDArray[np.float32]], row: int) -> Reading:
        count = len(words)
        heads = best_heads(outputs["arcs"][row, :count, : count + 1])
        relations = self._relations(outputs["dependents"][row, :count], outputs["governors"][row][heads])
        best = {
            key: [self._classes[key][n] for n in outputs[key][row, :count].argmax(1)]
            for key in ("universal", "tags", "lemmas")
        }
        return Reading(
            best["universal"],
            best["tags"],
            [
                _lemma(word, kind, script)
                for word, kind, script in zip(words, best["universal"], best["lemmas"], strict=True)
            ],
            [head - 1 for head in heads],
            [self._classes["relations"][n] for n in relations],
            self._tagger.find(outputs["names"][row, :count]),
        )

    def _relations(
        self, dependents: NDArray[np.float32], governors: NDArray[np.float32]
    ) -> NDArray[np.int64]:
        """Return the class of each arc; both are (words, width)."""
        count, width = dependents.shape
        classes = len(self._relation)
        ones = np.ones((count, 1), np.float32)
        below, above = np.hstack([dependents, ones]), np.hstack([governors, ones])
        scored = below @ self._relation.transpose(1, 0, 2).reshape(width + 1, -1)
        result: NDArray[np.int64] = np.einsum(
            "nrj,nj->nr", scored.reshape(count, classes, width + 1), above
        ).argmax(1)
        return result


def _options() -> onnxruntime.SessionOptions:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = THREADS
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return options


def _checked_files(folder: Path) -> dict[str, bytes]:
    """Return the model's files by name, each held against its hash in `files.json`."""
    hashes: dict[str, str] = json.loads((folder / "files.json").read_bytes())
    files = {name: (folder / name).read_bytes() for name in hashes}
    for name, content in files.items():
        if hashlib.blake2b(content, digest_size=16).hexdigest() != hashes[name]:
            raise ValueError(name)
    return files


def _part_end(words: Sequence[str], start: int) -> int:
    """Return where a part of a long sentence ends: after the last sign of its second half, if any."""
    end = start + MOST_WORDS
    if end >= len(words):
        return len(words)
    signs = (
        index + 1 for index in range(end - 1, start + MOST_WORDS // 2, -1) if not words[index][0].isalnum()
    )
    return next(signs, end)


def _batches(order: Sequence[int], encoded: Sequence[Encoded]) -> Iterator[list[int]]:
    batch: list[int] = []
    for index in order:
        if batch and (len(batch) + 1) * len(encoded[index].pieces) > BATCH_PIECES:
            yield batch
            batch = []
        batch.append(index)
    if batch:
        yield batch


def _joined(parts: Sequence[tuple[int, Reading]]) -> Reading:
    """Return one reading of a sentence that was read in parts; every part keeps a root of its own."""
    if len(parts) == 1:
        return parts[0][1]
    whole = Reading([], [], [], [], [], [])
    for start, part in parts:
        whole.universal.extend(part.universal)
        whole.tags.extend(part.tags)
        whole.lemmas.extend(part.lemmas)
        whole.relations.extend(part.relations)
        whole.heads.extend(head + start if head >= 0 else head for head in part.heads)
        whole.names.extend(
            name._replace(first=name.first + start, last=name.last + start) for name in part.names
        )
    return whole


def _lemma(word: str, kind: str, script: str) -> str:
    """Apply an edit to a form ("2|y"); the lemma of a name is the name."""
    if kind == "PROPN":
        return word
    cut, _, added = script.partition("|")
    kept = len(word) - int(cut)
    return sys.intern(_with_y(word.lower()[:kept] + added if kept >= 0 else word.lower(), word))


def _with_y(lemma: str, word: str) -> str:
    """Return "deny" for "denie" or "deni": the network sees the first piece of "denied", no more."""
    stem = lemma.removesuffix("e")
    if not stem.endswith("i") or len(stem) < _SHORTEST_STEM or lemma in _TRUE_ENDS:
        return lemma
    return f"{stem[:-1]}y" if word.lower() in (f"{stem}es", f"{stem}ed") else lemma
