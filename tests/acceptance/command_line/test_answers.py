"""What `inspect`, `whosaid` and `judge` print, in words and as JSON."""

import json
from pathlib import Path

import pytest

from tests.acceptance.command_line.quoth import Quoth
from tests.shared import INTERVIEW, needs


@needs(INTERVIEW)
@pytest.mark.usefixtures("furnished")
def test_importing_the_interview_and_asking_who_said(quoth: Quoth) -> None:
    """From the file to an answer, as text and as JSON lines."""
    assert quoth("import", str(INTERVIEW)).returncode == 0
    lines = "reward modl is intresting and comes closest\nquantum llamas on parade\n\n"
    answers = [json.loads(line) for line in quoth("whosaid", "-", "--json", stdin=lines).stdout.splitlines()]

    assert [a["verdict"] for a in answers] == ["found", "not_found", "not_found"]
    told = {
        "kind", "quote_id", "passage_id", "speaker", "text", "section", "start", "confidence", "verbatim", "sample"
    }  # fmt: skip
    assert answers[0]["matches"][0].keys() == told
    assert all(len(a["perhaps"]) <= 3 and all(p.keys() == told for p in a["perhaps"]) for a in answers)
    assert answers[0]["perhaps"] == answers[1]["perhaps"] == []
    assert answers[0]["matches"][0]["text"] in INTERVIEW.read_text(encoding="utf-8")
    assert "Not found" in quoth("whosaid", "quantum", "llamas").stdout


def test_inspect_shows_everything_and_stores_nothing(quoth: Quoth, talk: Path, tmp_path: Path) -> None:
    """The JSON form of the command line's contract."""
    shown = json.loads(quoth("inspect", str(talk), "--json").stdout)

    assert list(shown) == [
        "source", "speakers", "turns", "quotes", "items", "problems", "problem_list", "items_of_quotes", "account",
        "furniture", "headings",
    ]  # fmt: skip
    assert shown["speakers"] == [
        {"name": "Ines Moreau", "aliases": [], "turns": 2, "words": 20},
        {"name": "Hugo Prinz", "aliases": [], "turns": 1, "words": 13},
    ]
    assert shown["turns"][0] == {
        "speaker": "Ines Moreau", "section": "", "start": None,
        "text": "Nobody reads the plan until the day it catches fire.", "line": 1,
    }  # fmt: skip
    assert [q["number"] for q in shown["quotes"]] == [1, 2, 3]
    assert shown["quotes"][0].keys() == {"id", "number", "speaker", "section", "text", "score", "reasons", "warnings"}
    weights = [reason["weight"] for reason in shown["quotes"][0]["reasons"]]
    assert 0 < len(weights) <= 3
    assert weights == sorted(weights, reverse=True)
    assert weights[-1] > 0
    assert not (tmp_path / "data").exists()
    report = quoth("inspect", str(talk), "--items").stdout
    assert "Speaker: Ines Moreau, 2 turns" in report
    assert "Quotes: 3" in report


def test_inspect_tells_what_became_of_every_line(quoth: Quoth, tmp_path: Path) -> None:
    """Furniture by its rule, what nobody said, and the option that mends a label."""
    said = [f"{('Ada Novak', 'Ben Osei')[n % 2]}: The lift stopped {n} times before anybody asked." for n in range(10)]
    lines = ["## Lifts", "Location: the cellar", *said, "per holm: I came late.", "per holm: I left early."]
    (tmp_path / "lifts.md").write_text("\n\n".join(lines), encoding="utf-8")
    shown = json.loads(quoth("inspect", "lifts.md", "--json").stdout)

    assert shown["account"] == {"heading": 1, "furniture: minutes": 1, "turn": 10, "problem": 1, "narration": 1}
    assert shown["furniture"] == [{"rule": "minutes", "lines": [3]}]
    assert shown["headings"] == [1]
    assert shown["problem_list"] == [
        {"line": 25, "problem": "“per holm” stands before a colon 2 times and was taken for nobody",
         "remedy": '--map "per holm=Per Holm"'},
        {"line": 3, "problem": "left out as minutes (what minutes note): 1 lines", "remedy": ""},
    ]  # fmt: skip
    mended = json.loads(quoth("inspect", "lifts.md", "--json", "--map", "per holm=Per Holm").stdout)
    assert [s["name"] for s in mended["speakers"]] == ["Ada Novak", "Ben Osei", "Per Holm"]


@needs(INTERVIEW)
def test_items_are_shown_in_the_agreed_form(quoth: Quoth) -> None:
    """Every item of the interview has its parts, and its key among its options or what is accepted of a typed one."""
    shown = json.loads(quoth("inspect", str(INTERVIEW), "--json").stdout)
    keys = {"id", "kind", "stimulus", "stem", "options", "key", "accept", "quote_id"}

    more = {"quote_ids", "number", "unit"}
    lines = {"odd-one-out": 4, "two-truths": 3, "who-answered": 3, "in-order": 3, "mash-up": 2}

    assert len(shown["items"]) >= 8
    assert all(keys <= i.keys() <= keys | more for i in shown["items"])
    assert all(("number" in i) is (i["kind"] == "closest") for i in shown["items"])
    asked = [i for i in shown["items"] if i["kind"] != "agree"]
    assert all(i["key"] in (i["options"] or i["accept"]) for i in asked if i["kind"] != "bluff")
    assert all(i["accept"] and not i["options"] for i in asked if i["kind"] == "bluff")
    assert all(i["key"] is None for i in shown["items"] if i["kind"] == "agree")
    assert {i["quote_id"] for i in shown["items"]} <= {q["id"] for q in shown["quotes"]} | {None}
    several = [i for i in shown["items"] if "quote_ids" in i]
    assert all(i["quote_ids"][0] == i["quote_id"] and len(i["quote_ids"]) == lines[i["kind"]] for i in several)


def test_judge_answers_line_by_line(quoth: Quoth) -> None:
    """One JSON object in, one out; and one answer by options."""
    cases = [
        {"key": "Tim Cook", "accept": [], "rivals": ["Jim Beck"], "answer": "tim cok"},
        {"key": "Paul Graham", "rivals": ["Paul Allen"], "answer": "paul"},
        {"key": "Tim Cook", "answer": "Tim Book"},
        {"key": "green tea", "prompts": {"tea": "Which tea?"}, "answer": "tea"},
        {"key": "green tea", "reject": ["tea"], "answer": "tea"},
    ]
    told = quoth("judge", "-", "--json", stdin="\n".join(map(json.dumps, cases)) + "\n").stdout.splitlines()

    assert [json.loads(t) for t in told] == [
        {"verdict": "accept", "reason": "typo"},
        {"verdict": "prompt", "reason": "ambiguous", "ask": "Which paul?"},
        {"verdict": "reject", "reason": "too-far"},
        {"verdict": "prompt", "reason": "directed", "ask": "Which tea?"},
        {"verdict": "reject", "reason": "listed"},
    ]
    assert quoth("judge", "--key", "the moon", "--answer", "moon").stdout == "accept (exact)\n"
    refused = quoth("judge", "--key", "the moon", "--reject", "a moon", "--reject", "moon", "--answer", "moon")
    assert refused.stdout == "reject (listed)\n"
