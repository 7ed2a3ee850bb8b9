"""The loop of study through the command line: files become actors, facts, drafts, cards, grades, a file."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

import pytest

from studyapp.flashcards.levels import DEFAULT_QUALITY
from tests.cli.study_running import (
    ANALYSIS,
    CARD,
    analyses_of,
    check_actors,
    check_cards,
    check_facts,
    make_run,
    texts_of,
)
from tests.cli.study_texts import COPY, HISTORY, NEWS

GOAL = "limits the export of grain"

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.study_running import Run


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Run:
    """The command line on a library of its own."""
    return make_run(tmp_path, monkeypatch, capfdbinary)


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    """The two texts, a copy of one, and a file that cannot be read."""
    found = {}
    for name, text in {"news": NEWS, "history": HISTORY, "copy": COPY, "bad": "\0"}.items():
        found[name] = tmp_path / f"{name}.md"
        found[name].write_text(text, encoding="utf-8")
    return found


@pytest.fixture
def study(run: Run, files: dict[str, Path]) -> Run:
    """The command line on a library in which the news are document 1 and the history is document 2."""
    assert run("import", str(files["news"]), str(files["history"]))[0] == 0
    return run


def drafts_of(run: Run, document: str, *more: str) -> list[Any]:
    status, drafts, _ = run("cards", document, "--drafts", *more)
    assert status == 0
    return list(drafts)


def answers_of(cards: list[Any]) -> dict[str, str]:
    return {card["front"]: card["answer"] for card in cards}


def test_analyze_writes_an_object_a_line_and_goes_on_after_a_bad_file(
    run: Run, files: dict[str, Path], tmp_path: Path
) -> None:
    gone = tmp_path / "gone.md"
    status, lines, err = analyses_of(run, files["news"], files["bad"], gone, files["history"])
    assert status == 1
    assert [line["path"] for line in lines] == [
        str(path) for path in (files["news"], files["bad"], gone, files["history"])
    ]
    for bad in (lines[1], lines[2]):
        assert set(bad) == {"path", "error"}
        assert bad["error"].endswith(".")
    assert err.count("\n") == 2
    for good in (lines[0], lines[3]):
        assert set(good) == ANALYSIS
        texts = texts_of(good["sections"])
        check_actors(good["actors"], texts)
        check_facts(good["facts"], texts)
        check_cards(good["drafts"], texts, document_id=None)
        assert {draft["state"] for draft in good["drafts"]} == {"draft"}
        assert good["seconds"] >= 0
    assert (lines[0]["title"], lines[0]["authors"], lines[0]["language"]) == (
        "The Talks at Ganbury", ["T. Wend"], "en",
    )  # fmt: skip
    assert not (tmp_path / "library").exists()


def test_analyze_of_good_files_ends_with_0_and_tells_people_in_a_line_each(
    run: Run, files: dict[str, Path]
) -> None:
    status, out, err = run("analyze", str(files["news"]), str(files["history"]), as_json=False)
    assert (status, err) == (0, "")
    assert len(out.splitlines()) == 2
    assert "The Talks at Ganbury: " in out


def test_actors_and_facts_have_their_shapes_and_places(study: Run) -> None:
    for document in ("1", "2"):
        texts = texts_of(study("show", document)[1]["sections"])
        status, actors, _ = study("actors", document)
        assert status == 0
        check_actors(actors, texts)
        key = study("actors", document, "--key")[1]
        assert key == [actor for actor in actors if actor["key"]] != []
        check_facts(study("facts", document)[1], texts)
    people = {a["name"]: a for a in study("actors", "1")[1] if a["kind"] == "person"}
    assert [m["text"] for m in people["Ilja Dorn"]["mentions"]] == ["Ilja Dorn", *["Dorn"] * 3, "Ilja Dorn"]
    norway = next(a for a in study("actors", "1")[1] if a["kind"] == "country")
    assert [(m["text"], m["form"]) for m in norway["mentions"]] == [("Norwegian", "demonym")]


def test_what_is_denied_or_hedged_is_never_asked(study: Run) -> None:
    facts = study("facts", "1")[1] + study("facts", "2")[1]
    assert {f["polarity"] for f in facts if f["time"]["text"] in {"1990", "1641"}} == {"negative"}
    for document in ("1", "2"):
        asked = drafts_of(study, document, "--more")
        assert not {"1990", "1641", "2031", "2011"} & {draft["answer"] for draft in asked}


def test_the_drafts_of_sure_kinds_wait_in_reading_order(study: Run) -> None:
    first, second = drafts_of(study, "1"), drafts_of(study, "2")
    for document, drafts in (("1", first), ("2", second)):
        check_cards(drafts, texts_of(study("show", document)[1]["sections"]), document_id=document)
        places = [(d["sources"][0]["section"], d["sources"][0]["block"]) for d in drafts]
        assert places == sorted(places)
    expected = {
        "What does NGC stand for?": "Northern Grain Compact",
        "In which year did Ilja Dorn join the Harbour Party?": "1998",
    }
    assert answers_of(first).items() >= expected.items()
    assert (
        answers_of(second).items()
        >= {
            "In which year did Queen Ansa Brill close the Ulmen Gate?": "1640",
            "What does USO stand for?": "Ulmen Salt Office",
        }.items()
    )
    every = drafts_of(study, "1", "--more")
    war = answers_of(drafts_of(study, "2", "--more"))["In which year did the First Salt War take place?"]
    assert war == "1642"
    compact = "What is the Northern Grain Compact?"  # a kind on which judges differ
    assert answers_of(every)[compact] == "an agreement that limits the export of grain"
    assert [d for d in every if d in first] == first
    assert study("cards", "1", "--more")[1] == every
    assert drafts_of(study, "1", "--only-read") == []
    assert study("accept", "1", "--only-read")[1]["accepted"] == 0


def test_accept_takes_the_best_first_and_counts_what_is_left(study: Run) -> None:
    def waiting(least: float) -> list[dict[str, Any]]:
        return [draft for draft in drafts_of(study, "1", "--more") if draft["quality"] >= least]

    def accept(*words: str) -> dict[str, Any]:
        done: dict[str, Any] = study("accept", "1", "--min-quality", "0.5", *words)[1]
        return done

    drafts = waiting(0.5)
    best = sorted(drafts, key=lambda draft: -draft["quality"])
    left = len([draft for draft in drafts if draft["quality"] >= DEFAULT_QUALITY]) - 2  # in the inbox
    assert accept("--limit", "2") == {"accepted": 2, "left": left}
    cards = study("cards", "1")[1]
    assert {c["front"] for c in cards} == {d["front"] for d in best[:2]}
    check_cards(cards, texts_of(study("show", "1")[1]["sections"]), document_id="1")
    assert {c["state"] for c in cards} == {"new"}
    one = best[2]["id"]
    assert study("accept", "1", "--card", one)[1]["accepted"] == 1
    status, out, err = study("accept", "1", "--card", one)
    assert (status, out, err.count("\n")) == (1, "", 1)
    assert one in err
    strong = waiting(DEFAULT_QUALITY)
    assert study("accept", "1")[1]["accepted"] == len(strong)  # the default
    rest = len(drafts) - 3 - len(strong)
    assert rest > 0
    assert accept() == {"accepted": rest, "left": 0}
    assert accept() == {"accepted": 0, "left": 0}
    assert waiting(0.5) == []
    assert study("undo")[1]["undone"] != []
    assert len(waiting(0.5)) == rest


def test_a_discarded_draft_comes_back_with_no_file_and_no_engine(
    study: Run, files: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    gone, kept = (draft["id"] for draft in drafts_of(study, "1")[:2])
    assert study("discard", gone)[1] == {"discarded": gone}
    assert study("discard", gone)[0] == 1
    assert study("accept", "1", "--card", gone)[0] == 1
    assert study("import", str(files["copy"]))[1]["imported"][0]["status"] == "new"
    assert gone not in {d["id"] for d in drafts_of(study, "3", "--more")}
    assert kept in {d["id"] for d in drafts_of(study, "3", "--more")}
    monkeypatch.setattr("studyapp.services.analysing.ENGINE", "another 9")
    again = {d["id"] for d in drafts_of(study, "1", "--more")}
    assert gone not in again
    assert kept in again
    study("undo", "2")  # the import, then the discarding
    assert gone in {d["id"] for d in drafts_of(study, "1")}


def test_a_draft_of_two_files_becomes_one_card(study: Run, files: dict[str, Path]) -> None:
    study("import", str(files["copy"]))
    drafts = drafts_of(study, "1")
    assert {d["id"] for d in drafts_of(study, "3")} == {d["id"] for d in drafts}
    study("accept", "1", "--card", drafts[0]["id"])
    assert drafts[0]["id"] not in {d["id"] for d in drafts_of(study, "3")}
    assert study("accept", "3")[1]["accepted"] == len(drafts) - 1
    assert drafts_of(study, "1") == []


def test_cards_by_hand_are_added_edited_suspended_and_deleted(study: Run) -> None:
    status, card, _ = study(
        "card", "add", "1", "--quote", "limits the export of grain", "--front", "NGC: why?"
    )
    assert status == 0
    check_cards([card], texts_of(study("show", "1")[1]["sections"]), document_id="1")
    assert (card["answer"], card["template"], card["fact_id"]) == (GOAL, "hand", None)
    _, card, _ = study("card", "edit", card["id"], "--answer", "to limit exports", "--suspend")
    assert (card["front"], card["answer"], card["state"]) == ("NGC: why?", "to limit exports", "suspended")
    assert study("due")[1]["cards"] == []
    status, _, err = study("answer", card["id"], "good")
    assert (status, err.count("\n")) == (1, 1)
    assert study("card", "edit", card["id"], "--resume")[1]["state"] == "new"
    assert [c["id"] for c in study("due")[1]["cards"]] == [card["id"]]
    assert set(study("card", "delete", card["id"])[1]) == CARD
    assert study("cards", "1")[1] == []
    study("undo")
    assert [c["answer"] for c in study("cards", "1")[1]] == ["to limit exports"]
    passage = ("card", "add", "1", "--quote", "limits the export of grain")
    _, card, _ = study(*passage, "--front", "NGC", "--answer", "export", "--reversed")
    assert [(c["front"], c["kind"]) for c in card["others"]] == [("export", "reversed")]
    _, card, _ = study(*passage, "--front", "{{c1::NGC}} limits {{c2::exports::what}}")
    assert [c["front"] for c in (card, *card["others"])] == ["[…] limits exports", "NGC limits [what]"]
    assert study(*passage, "--front", "{{c1::}}")[0] == 1


def test_the_picture_of_a_card_is_given_changed_and_taken_away(study: Run, tmp_path: Path) -> None:
    file = tmp_path / "map.png"
    file.write_bytes(b"\x89PNG\r\n\x1a\n and the rest")
    passage = ("card", "add", "1", "--quote", "limits the export of grain", "--front", "NGC?")
    _, card, _ = study(*passage, "--picture", str(file))
    assert card["picture"].endswith(".png")
    _, answer, _ = study("export", "tsv", "-o", str(tmp_path / "cards.txt"))
    assert answer["written"] == {"cards": 1, "pictures": 1}
    assert (tmp_path / "cards.media" / card["picture"]).is_file()
    assert study("card", "edit", card["id"], "--front", "Why?")[1]["picture"] == card["picture"]
    assert study("card", "edit", card["id"], "--no-picture")[1]["picture"] is None
    assert study("card", "edit", card["id"], "--picture", str(file))[1]["picture"] == card["picture"]
    assert study("card", "edit", card["id"], "--picture", str(tmp_path / "none.png"))[0] == 1
    with pytest.raises(SystemExit):
        study("card", "edit", card["id"], "--picture", str(file), "--no-picture")


def test_due_answer_undo_and_the_counts_of_the_list(study: Run) -> None:
    study("accept", "1")
    study("accept", "2", "--limit", "1")
    counts = {d["id"]: (d["cards"], d["due"]) for d in study("list")[1]}
    asked = study("due", "--document", "1")[1]
    assert counts == {"1": (len(asked["cards"]),) * 2, "2": (1, 1)}
    card = asked["cards"][0]
    sentences = {c["id"]: c["sources"][0]["sentence"] for c in study("cards", "1")[1]}
    left = [c for c in asked["cards"] if sentences[c["id"]] != sentences[card["id"]]]
    promised = card["outcomes"]["easy"]["interval_days"]
    status, graded, _ = study("answer", card["id"], "easy")
    assert status == 0
    assert set(graded["card"]) == CARD
    assert graded["card"]["state"] == "review"
    assert graded["card"]["interval_days"] == graded["review"]["scheduled_days"] == promised
    assert {d["id"]: d["due"] for d in study("list")[1]} == {"1": len(left), "2": 1}, "its siblings wait"
    assert "Grade" in study("undo")[1]["undone"][0]
    assert study("due", "--document", "1")[1]["cards"][0]["id"] == card["id"]


def test_export_writes_what_anki_reads_and_counts_it(study: Run, tmp_path: Path) -> None:
    study("accept", "1")
    study("accept", "2", "--limit", "1")
    path = tmp_path / "out.txt"
    cards = study("cards", "1")[1]
    assert study("export", "tsv", "-o", str(path), "1")[1] == {
        "path": str(path), "written": {"cards": len(cards)},
    }  # fmt: skip
    text = path.read_text("utf-8")
    header = [line for line in text.splitlines() if line.startswith("#")]
    assert header[:2] == ["#separator:tab", "#html:true"]
    body = io.StringIO("".join(text.splitlines(keepends=True)[len(header) :]))
    rows = list(csv.reader(body, delimiter="\t"))
    assert len(rows) == len(cards)
    assert {len(row) for row in rows} == {6}
    assert {row[2].split("::")[0] for row in rows} == {"The Talks at Ganbury"}
    assert study("export", "tsv", "-o", str(path))[1]["written"] == {"cards": len(cards) + 1}
    assert study("export", "tsv", "1", "-o", str(path), "2")[1]["written"] == {"cards": len(cards) + 1}
    status, _, err = study("export", "tsv", "-o", str(tmp_path / "no" / "out.txt"))
    assert (status, err.count("\n")) == (1, 1)
