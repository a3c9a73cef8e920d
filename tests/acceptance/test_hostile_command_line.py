"""Texts that want to break what others see, on the command line: printed, and exported and read again."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.cli import main
from content.formats.csv_list import as_written
from content.packs import read_bytes_as_pack
from tests.hostile import deceives, texts
from tests.outlets import table_problems

SHARE = 60
Run = Callable[..., str]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """A command in a folder and on a database of its own; what it printed. JSON is one value a line."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/quoth.db")

    def ran(*typed: str, code: int = 0) -> str:
        assert main(typed) == code, capsys.readouterr().err
        printed = capsys.readouterr()
        assert deceives(printed.err) == ""
        return printed.out

    return ran


def written(folder: Path) -> list[tuple[str, str]]:
    """A table of quotes by speakers who are called like them; what is in it."""
    said = [(f"Nobody ever reads {text[:400]} twice", f"A {text}"[:60]) for text in texts(SHARE)]
    with (folder / "list.csv").open("w", encoding="utf-8", errors="replace", newline="") as file:
        csv.writer(file).writerows([("quote", "speaker"), *said])
    return said


def test_nothing_that_is_printed_deceives(run: Run, tmp_path: Path) -> None:
    """Imports, inspections, searches, lists of what is kept, the doctor; as words and as JSON."""
    said = written(tmp_path)
    printed = [run("import", "--skip-bad", "list.csv"), run("inspect", "list.csv", "--items")]
    printed += [run("whosaid", " ".join(quote.split())[:300] or "tea") for quote, _ in said[::12]]
    printed += [run("admin", what) for what in ("workspaces", "imports", "games", "posts", "deliveries", "jobs")]
    for shown in printed:
        assert deceives(shown) == "", shown[:2000]
    for typed in (("inspect", "list.csv", "--json"), ("whosaid", "nobody ever reads", "--json")):
        shown = run(*typed)
        assert json.loads(shown)
        assert deceives(shown) == ""


def test_what_is_exported_is_read_again_as_it_was(run: Run, tmp_path: Path) -> None:
    """No cell is a formula; every quote and speaker comes back by each format that is read here."""
    written(tmp_path)
    run("import", "--skip-bad", "list.csv")
    whole = read_bytes_as_pack(run("export", "list", "--format", "quoth").encode(), "a.json")
    kept = [(quote.text, quote.speaker) for quote in whole.quotes]
    assert len(kept) > SHARE // 2
    table = run("export", "list", "--format", "csv")
    assert list(table_problems(table)) == []
    rows = list(csv.DictReader(io.StringIO(table, newline="")))
    assert [(as_written(row["quote"]), as_written(row["speaker"])) for row in rows] == [(t, s or "") for t, s in kept]
    lines = [json.loads(line) for line in run("export", "list", "--format", "jsonl").splitlines()]
    assert [(line["quote"], line["speaker"] or None) for line in lines] == kept
    for format_, name in (("csv", "b.csv"), ("jsonl", "b.jsonl"), ("fortune", "b.txt")):
        again = read_bytes_as_pack(run("export", "list", "--format", format_).encode(), name)
        assert {" ".join(q.text.split()) for q in again.quotes} == {" ".join(text.split()) for text, _ in kept}, format_
