"""What should not be studied, and what a person, a clock or a second process does to cards."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from tests.cli.study_running import analyses_of, check_actors, check_cards, check_facts, make_run, texts_of
from tests.cli.study_texts import NEWS

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.study_running import Run

POEM = """The rain is on the water,
The water in the stone,
And nobody's old daughter
Goes down the hill alone.

She asks the moon for silver,
She asks the wind for bread;
The moon is but a river,
The wind is but the dead.
"""
ESSAY = """We do not read in order to agree. We read because a page is slower than a voice, and slowness is \
a form of respect. Whoever hurries through a book has been nowhere, though he knows the names of the stations.

What, then, is a good reader? Perhaps only someone who can bear not to know for a while. It is hard, and it \
is no use to praise it.
"""
LONG = (
    "The old clerk of the guild, "
    + ", ".join(
        f"who had seen the ships of the town of Velm go out in the spring of {1500 + n}" for n in range(40)
    )
    + ", sat down in the yard and said nothing."
)
CAPITALS = """THE COUNCIL OF VELM MET ON MAY 3, 1931. PRESIDENT ADA LORN SPOKE FOR TWO HOURS. THE VELM WATER \
AUTHORITY (VWA) WAS FOUNDED IN 1922. THE ORSK CANAL IS A WATERWAY OF NINE LOCKS.
"""
CODE = """import Harbour

class Ship(Vessel):
    MAX_LOAD = 240  # tonnes

    def load(self, cargo: Cargo) -> None:
        if cargo is None: raise ValueError("No Cargo in 1990")
        self.Hold.append(cargo); Log.info("Loaded %s", cargo.Name)

SELECT Name, Port FROM Ships WHERE Built = 1990 AND Port IN ('Velm', 'Orsk', 'Tarn');
for (int i = 0; i < MAX; i++) { Port p = Ports[i]; p.Close(); }
"""
GERMAN = (
    "Der Hafen von Velm wurde im Jahr 1922 gebaut. Die Gilde und der Rat der Stadt haben ihn bezahlt. " * 3
)
RUSSIAN = "Порт Вельм был построен в 1922 году. Гильдия и совет города оплатили его. " * 3
ARABIC = "بني ميناء فيلم في عام 1922. دفعت النقابة ومجلس المدينة ثمنه. " * 3
CHINESE = "港口建于1922年。行会和市议会为此付款。" * 3


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Run:
    """The command line on a library of its own."""
    return make_run(tmp_path, monkeypatch, capfdbinary)


@pytest.fixture
def study(run: Run, tmp_path: Path) -> Run:
    """The command line on a library in which the news are document 1."""
    path = tmp_path / "news.md"
    path.write_text(NEWS, encoding="utf-8")
    assert run("import", str(path))[0] == 0
    return run


def analysed(run: Run, tmp_path: Path, text: str) -> Any:
    path = tmp_path / "text.txt"
    path.write_text(text, encoding="utf-8")
    status, (found,), err = analyses_of(run, path)
    assert (status, err) == (0, "")
    texts = texts_of(found["sections"])
    check_actors(found["actors"], texts)
    check_facts(found["facts"], texts)
    check_cards(found["drafts"], texts, document_id=None)
    return found


@pytest.mark.parametrize("text", [POEM, ESSAY, LONG, CODE], ids=["poem", "essay", "long", "code"])
def test_a_text_without_sure_facts_gives_no_drafts(run: Run, tmp_path: Path, text: str) -> None:
    assert analysed(run, tmp_path, text)["drafts"] == []


def test_in_all_capitals_only_what_is_sure_is_asked(run: Run, tmp_path: Path) -> None:
    drafts = analysed(run, tmp_path, CAPITALS)["drafts"]
    assert {draft["template"] for draft in drafts} <= {"acronym", "when", "definition"}
    answers = {draft["answer"] for draft in drafts if draft["template"] == "when"}
    assert answers <= {"MAY 3, 1931", "1922"}


@pytest.mark.parametrize(
    "text", [GERMAN, RUSSIAN, ARABIC, CHINESE], ids=["german", "russian", "arabic", "chinese"]
)
def test_another_language_is_one_warning_and_no_findings(run: Run, tmp_path: Path, text: str) -> None:
    found = analysed(run, tmp_path, text)
    assert found["actors"] == found["facts"] == found["drafts"] == []
    assert found["warnings"] == ["Actors and facts are found in English texts only."]
    run("import", str(tmp_path / "text.txt"))
    for verb in (["actors", "1"], ["facts", "1"], ["cards", "1", "--more"]):
        assert run(*verb)[:2] == (0, [])
    assert run("accept", "1")[1] == {"accepted": 0, "left": 0}
    assert "No draft waits." in run("cards", "1", "--drafts", as_json=False)[1]


@pytest.mark.parametrize(
    "text", ["😀 " * 300, "\u202ethe and of\u202c " * 50, "e\u0301" * 400, "- \n- \n", "|a|b|\n" * 90]
)
def test_odd_signs_break_nothing(run: Run, tmp_path: Path, text: str) -> None:
    assert analysed(run, tmp_path, text)["drafts"] == []


def test_offsets_count_code_points(run: Run, tmp_path: Path) -> None:
    odd = "😀👩‍🔬 e\u0301 the 漢字 and \U00010400."
    text = f"{odd} In the old town the Velm Water Authority (VWA) was founded by the guild."
    found = analysed(run, tmp_path, text)
    assert [draft["answer"] for draft in found["drafts"]] == ["Velm Water Authority"]


def test_a_card_whose_document_is_gone_is_asked_exported_and_changed(study: Run, tmp_path: Path) -> None:
    study("accept", "1")
    cards = study("cards", "1")[1]
    study("remove", "1")
    assert study("cards", "1")[0] == 1
    assert study("list")[1] == []
    due = study("due")[1]
    assert {card["id"] for card in due["cards"]} == {card["id"] for card in cards}
    first = cards[0]["id"]
    graded = study("answer", first, "good")[1]["card"]
    assert graded["sources"][0]["section_title"] is None
    assert graded["sources"][0]["sentence"] == cards[0]["sources"][0]["sentence"]
    assert study("card", "edit", first, "--front", "Who was it?")[1]["front"] == "Who was it?"
    assert study("card", "delete", cards[1]["id"])[1]["id"] == cards[1]["id"]
    path = tmp_path / "out.txt"
    assert study("export", "tsv", "-o", str(path))[1]["written"] == {"cards": len(cards) - 1}
    assert "Who was it?" in path.read_text("utf-8")
    study("undo", "4")
    assert len(study("cards", "1")[1]) == len(cards)


def test_html_in_a_card_is_text_and_escaped_for_anki(study: Run, tmp_path: Path) -> None:
    front, answer = '<script>alert("1 & 2")</script> &amp;\t\n<b>', "}}::{{c1::<i>"
    card = study("card", "add", "1", "--quote", "limits the export", "--front", front, "--answer", answer)[1]
    assert (card["front"], card["answer"]) == (front, answer)
    assert study("due")[1]["cards"][0]["front"] == front
    path = tmp_path / "out.txt"
    study("export", "tsv", "-o", str(path))
    text = path.read_text("utf-8")
    with path.open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.reader(lines, delimiter="\t") if not row[0].startswith("#")]
    assert len(rows) == 1
    assert rows[0][4] == '&lt;script&gt;alert("1 &amp; 2")&lt;/script&gt; &amp;amp; <br>&lt;b&gt;'
    assert "<script" not in text
    assert "<i>" not in text


def test_signs_that_cannot_be_kept_are_left_out(study: Run) -> None:
    add = ["card", "add", "1", "--quote", "limits the export"]
    status, card, _ = study(*add, "--front", "a\0b\ud800c\x02d", "--answer", "x\udcffy")
    assert status == 0
    assert card["front"] == "ab?cd"
    assert card["answer"] == "x?y"
    assert study("card", "edit", card["id"], "--front", "\0\x02")[0] == 1
    assert study(*add, "--front", "\0")[0] == 1
    assert study("cards", "1")[1] == [card]
    assert study("card", "add", "1", "--quote", "limits\0", "--front", "x")[0] in {0, 1}


def test_a_clock_that_is_wrong_or_set_back_does_no_harm(study: Run) -> None:
    study("accept", "1", "--limit", "1")
    card = study("cards", "1")[1][0]["id"]
    for at in ("2031-05-01T12:00:00Z", "2031-05-01T12:00:01Z"):
        study("answer", card, "good", "--at", at)
    for at in (
        "2031-04-01T12:00:00Z",
        "1999-01-01T00:00:00Z",
        "2199-12-31T00:00:00Z",
        "2001-01-01T00:00:00Z",
    ):
        status, graded, err = study("answer", card, "good", "--at", at)
        assert (status, err) == (0, ""), at
        review = graded["review"]
        assert review["elapsed_days"] >= 0
        assert review["stability_after"] > 0
        assert review["scheduled_days"] > 0
        assert graded["card"]["due_at"] > review["at"]
    assert study("due")[0] == 0
    assert study("answer", card, "again")[0] == 0
    study("undo", "7")
    assert study("cards", "1")[1][0]["state"] == "new"


def test_two_processes_accept_the_same_draft_once(study: Run) -> None:
    drafts = study("cards", "1", "--drafts")[1]
    command = [sys.executable, "-m", "studyapp", "accept", "1", "--json"]
    one = [subprocess.Popen([*command, "--card", drafts[0]["id"]], stdout=-1, stderr=-1) for _ in range(3)]
    ended = [process.communicate(timeout=60) for process in one]
    assert sorted(process.returncode for process in one) == [0, 1, 1]
    assert all(
        err.count(b"\n") == 1 for process, (_, err) in zip(one, ended, strict=True) if process.returncode
    )
    both = [subprocess.Popen(command, stdout=-1) for _ in range(2)]
    counts = [json.loads(process.communicate(timeout=60)[0])["accepted"] for process in both]
    assert sorted(counts) == [0, len(drafts) - 1]
    cards = study("cards", "1")[1]
    assert len({card["front"] for card in cards}) == len(cards) == len(drafts)


def test_two_processes_that_analyse_the_same_text_agree(study: Run) -> None:
    command = [sys.executable, "-m", "studyapp", "cards", "1", "--drafts", "--json"]
    both = [subprocess.Popen(command, stdout=-1, stderr=-1) for _ in range(3)]
    found = [process.communicate(timeout=60) for process in both]
    assert [process.returncode for process in both] == [0, 0, 0]
    assert len({out for out, _ in found}) == 1
    assert len(json.loads(found[0][0])) >= 3
