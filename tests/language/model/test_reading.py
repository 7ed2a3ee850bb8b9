"""The model at work: whatever comes in, its readings fit the words; a damaged model is refused plainly."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from studyapp.domain.errors import KnownError
from studyapp.language.lexicon import word_list
from studyapp.language.model import reading as module
from studyapp.language.model.reading import BATCH_PIECES, MOST_PIECES, MOST_WORDS, Model
from studyapp.language.version import OFF_HINT, OFF_SENTENCE
from studyapp.text.resources import resource_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from studyapp.language.model.pieces import Encoded
    from studyapp.language.model.reading import Reading

FILES = ("model.onnx", "relations.npy", "classes.json", "vocabulary.txt", "files.json")
TREATY = word_list("Queen Odile of Denmark signed the old treaties in Copenhagen .")


@pytest.fixture(scope="module")
def model() -> Model:
    """The model that comes with the program."""
    return Model(resource_folder("language"))


def assert_fits(read: Reading, words: Sequence[str]) -> None:
    columns = (read.universal, read.tags, read.lemmas, read.heads, read.relations)
    assert [len(column) for column in columns] == [len(words)] * len(columns)
    assert all(-1 <= head < len(words) and head != index for index, head in enumerate(read.heads))
    assert read.heads.count(-1) >= bool(words)
    assert all(0 <= name.first < name.last <= len(words) for name in read.names)


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["Stop"],
        ["."],
        ["\u200b"],
        ["漢字", "שלום", "😀"],
        ["x" * 5_000],
        TREATY,
        [word.upper() for word in TREATY],
        ["the"] * MOST_WORDS,
        ["the"] * (MOST_WORDS + 1),
        TREATY * 100,
        ["antidisestablishmentarianism-№%$#@~^1234567890"] * 300,
    ],
    ids=lambda words: f"{len(words)} {words[0][:10] if words else ''}",
)
def test_a_reading_has_an_entry_for_each_word(model: Model, words: Sequence[str]) -> None:
    (read,) = model.read([words])
    assert_fits(read, words)


def test_readings_come_in_the_order_of_the_sentences(model: Model) -> None:
    sentences = [TREATY[: length % 12] * (length % 5) for length in range(60)]
    read = model.read(sentences)
    assert len(read) == len(sentences)
    for one, words in zip(read, sentences, strict=True):
        assert_fits(one, words)


def test_no_sentences_have_no_readings(model: Model) -> None:
    assert model.read([]) == []


def test_a_plain_sentence_is_understood(model: Model) -> None:
    (read,) = model.read([TREATY])
    verb = TREATY.index("signed")
    assert read.universal[verb] == "VERB"
    assert read.heads[verb] == -1
    assert (read.heads[1], read.relations[1]) in ((0, "flat"), (verb, "nsubj"))
    assert (read.heads[7], read.relations[7]) == (verb, "obj")
    assert read.lemmas[verb] == "sign"
    assert {(TREATY[name.first], name.label) for name in read.names} >= {
        ("Denmark", "LOC"),
        ("Copenhagen", "LOC"),
    }


def test_a_name_scores_highest_under_its_label(model: Model) -> None:
    (read,) = model.read([TREATY])
    for name in read.names:
        assert max(zip(name.scores, model.labels, strict=True))[1] == name.label


class Spy:
    """Stands for the network: every word hangs on the one before, and each part is one name."""

    def __init__(self, model: Model) -> None:
        self._classes = model._classes
        self.lengths: list[list[int]] = []  # pieces of each sentence of each batch

    def __call__(self, batch: Sequence[Encoded]) -> dict[str, Any]:
        self.lengths.append([len(one.pieces) for one in batch])
        words = max(len(one.first) for one in batch)
        outputs: dict[str, Any] = {
            key: np.zeros((len(batch), words, len(self._classes[key])), np.float32)
            for key in ("universal", "tags", "lemmas", "names")
        }
        outputs["names"][:, 0, self._classes["names"].index("B-PERSON")] = 9
        outputs["names"][:, 1:, self._classes["names"].index("I-PERSON")] = 9
        outputs["arcs"] = np.zeros((len(batch), words, words + 1), np.float32)
        outputs["arcs"][:, np.arange(words), np.arange(words)] = 9
        outputs["dependents"] = np.zeros((len(batch), words, 96), np.float32)
        outputs["governors"] = np.zeros((len(batch), words + 1, 96), np.float32)
        return outputs


@pytest.fixture
def spy(model: Model, monkeypatch: pytest.MonkeyPatch) -> Spy:
    """The model with its network replaced."""
    found = Spy(model)
    monkeypatch.setattr(model, "_run", found)
    return found


def test_a_long_sentence_is_cut_after_a_sign_and_joined(model: Model, spy: Spy) -> None:
    words = ["the"] * 400
    words[120] = ";"
    (read,) = model.read([words])
    starts = [0, 121, 121 + MOST_WORDS]
    assert [name[:2] for name in read.names] == [(0, 121), (121, 281), (281, 400)]
    assert read.heads == [-1 if index in starts else index - 1 for index in range(400)]
    assert sum(len(lengths) for lengths in spy.lengths) == len(starts)


def test_the_places_of_the_encoder_are_enough(model: Model, spy: Spy) -> None:
    words = ["1.2.3.4.5.6.7.8"] * 500
    (read,) = model.read([words])
    assert_fits(read, words)
    assert max(max(lengths) for lengths in spy.lengths) <= MOST_PIECES


def test_batches_are_of_bounded_size_and_of_like_length(model: Model, spy: Spy) -> None:
    model.read([["the"] * (1 + (number * 37) % 150) for number in range(200)])
    assert sum(len(lengths) for lengths in spy.lengths) == 200
    assert all(len(lengths) * max(lengths) <= BATCH_PIECES for lengths in spy.lengths)
    every = [length for lengths in spy.lengths for length in lengths]
    assert every == sorted(every)


@pytest.mark.parametrize(
    ("word", "kind", "script", "lemma"),
    [
        ("Cities", "NOUN", "3|y", "city"),
        ("signed", "VERB", "2|", "sign"),
        ("was", "AUX", "3|be", "be"),
        ("The", "DET", "0|", "the"),
        ("Athens", "PROPN", "1|", "Athens"),
        ("an", "DET", "1|", "a"),
        ("is", "VERB", "4|be", "is"),  # an edit that does not fit the word
    ],
)
def test_a_lemma_is_an_edit_of_its_word(word: str, kind: str, script: str, lemma: str) -> None:
    assert module._lemma(word, kind, script) == lemma


def linked(folder: Path) -> Path:
    """Return the folder filled with links to the model's files."""
    for name in FILES:
        (folder / name).symlink_to(resource_folder("language") / name)
    return folder


def remove(path: Path) -> None:
    path.unlink()


def change(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.unlink()
    path.write_bytes(content)


def cut(path: Path) -> None:
    content = path.read_bytes()
    path.unlink()
    path.write_bytes(content[: len(content) // 2])


def empty(path: Path) -> None:
    path.unlink()
    path.touch()


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("harm", [remove, change, cut, empty])
def test_a_damaged_model_is_refused(tmp_path: Path, name: str, harm: Callable[[Path], None]) -> None:
    harm(linked(tmp_path) / name)
    with pytest.raises(KnownError) as refused:
        Model(tmp_path)
    assert (refused.value.sentence, refused.value.hint) == (OFF_SENTENCE, OFF_HINT)


@pytest.mark.parametrize("hashes", ["{}", "[]", '{"model.onnx": ""}', '{"nothing.onnx": ""}'])
def test_a_list_of_files_that_is_none_is_refused(tmp_path: Path, hashes: str) -> None:
    path = linked(tmp_path) / "files.json"
    path.unlink()
    path.write_text(hashes, encoding="utf-8")
    with pytest.raises(KnownError, match=OFF_SENTENCE):
        Model(tmp_path)


@pytest.mark.parametrize("folder", ["", "nowhere"])
def test_a_folder_without_a_model_is_refused(tmp_path: Path, folder: str) -> None:
    with pytest.raises(KnownError, match=OFF_SENTENCE):
        Model(tmp_path / folder)


def test_the_files_of_the_model_are_those_of_its_list() -> None:
    listed = json.loads((resource_folder("language") / "files.json").read_bytes())
    assert {*listed, "files.json"} == set(FILES)


def test_the_model_is_loaded_and_asked_without_a_trace(tmp_path: Path) -> None:
    """Later versions of ONNX Runtime make a device id in the user's folders, and send events."""
    program = (
        "from studyapp.text.resources import resource_folder\n"
        "from studyapp.language.model.reading import Model\n"
        "assert Model(resource_folder('language')).read([['It', 'is', 'Norway', '.']])\n"
    )
    homes = dict.fromkeys(
        ("HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"), tmp_path
    )
    environment = os.environ | {name: str(path) for name, path in homes.items()}
    subprocess.run([sys.executable, "-c", program], env=environment, check=True)
    assert list(tmp_path.iterdir()) == []
