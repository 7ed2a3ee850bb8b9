"""Running the command line on a library of its own, and the keys that its shapes have."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from studyapp.__main__ import main

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest

    Run = Callable[..., tuple[int, Any, str]]

PLACE = {"section", "section_title", "block", "start", "end", "end_block"}
PART = {"text", "actor_id"}
ACTOR = {"id", "name", "kind", "aliases", "salience", "key", "mentions"}
MENTION = {"section", "block", "start", "end", "text", "form"}
TIME = {"text", "from", "to", "precision"}
FACT = PLACE | {
    "id",
    "kind",
    "subject",
    "relation",
    "object",
    "items",
    "time",
    "place",
    "polarity",
    "modality",
    "attribution",
    "sentence",
}
SOURCE = PLACE | {"document_id", "sentence"}
CARD = {
    "id",
    "kind",
    "template",
    "front",
    "back",
    "answer",
    "picture",
    "state",
    "quality",
    "reasons",
    "fact_id",
    "sources",
    "due_at",
    "interval_days",
    "stability",
    "difficulty",
}
ANALYSIS = {
    "path",
    "title",
    "authors",
    "language",
    "sections",
    "actors",
    "facts",
    "drafts",
    "warnings",
    "seconds",
}

Texts = dict[tuple[int, int], str]


def make_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capture: pytest.CaptureFixture[bytes]) -> Run:
    """Return a function that runs a command: status, parsed JSON (one document) or text, standard error."""
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name.lower()))
    monkeypatch.setenv("STUDYAPP_LIBRARY", str(tmp_path / "library"))

    def run(*arguments: str, as_json: bool = True) -> tuple[int, Any, str]:
        status = main([*arguments, "--json"] if as_json else [*arguments])
        out, err = (stream.decode() for stream in capture.readouterr())
        return status, json.loads(out) if as_json and out else out, err

    return run


def analyses_of(run: Run, *paths: Path) -> tuple[int, list[Any], str]:
    """Run `analyze`, which writes a document a line."""
    status, out, err = run("analyze", *map(str, paths), "--json", as_json=False)
    return status, [json.loads(line) for line in out.splitlines()], err


def texts_of(sections: list[Any]) -> Texts:
    """Return the blocks' texts of the sections of `show` or `analyze`."""
    return {(s["index"], b["index"]): b["text"] for s in sections for b in s["blocks"]}


def check_actors(actors: list[Any], texts: Texts) -> None:
    """Assert that actors have their shape and every mention is where it says."""
    for actor in actors:
        assert set(actor) == ACTOR
        assert 0 <= actor["salience"] <= 1
        for mention in actor["mentions"]:
            assert set(mention) == MENTION
            assert mention["form"] in {"name", "demonym", "metonym", "acronym"}
            text = texts[mention["section"], mention["block"]]
            assert text[mention["start"] : mention["end"]] == mention["text"] != ""
    assert [a["salience"] for a in actors] == sorted((a["salience"] for a in actors), reverse=True)


def check_facts(facts: list[Any], texts: Texts) -> None:
    """Assert that facts have their shape and each stands where it says."""
    for fact in facts:
        assert set(fact) == FACT
        assert set(fact["time"]) == TIME
        for name in ("subject", "object", "place"):
            assert set(fact[name]) == PART
            assert fact[name]["text"] is None or fact[name]["text"] in fact["sentence"]
        assert texts[fact["section"], fact["block"]][fact["start"] : fact["end"]] == fact["sentence"]
    places = [(fact["section"], fact["block"], fact["start"]) for fact in facts]
    assert places == sorted(places)


def check_cards(cards: list[Any], texts: Texts, *, document_id: str | None) -> None:
    """Assert that cards or drafts have their shape and their answers stand where they say."""
    for card in cards:
        assert set(card) == CARD
        assert 0 <= card["quality"] <= 1
        for source in card["sources"]:
            assert set(source) == SOURCE
            assert source["document_id"] == document_id
            text = texts[source["section"], source["block"]]
            answer = text[source["start"] : source["end"]]
            assert source["sentence"] in text
            if card["kind"] == "list":
                assert all(item in answer for item in card["answer"].split(", "))
            else:
                assert " ".join(answer.split()) == card["answer"]
