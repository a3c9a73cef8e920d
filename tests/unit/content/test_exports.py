"""Packs for other programs: every quote with its source, no cell that a spreadsheet would run."""

import json
import sqlite3
import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest

from content.exports.anki import Card, deck_of
from content.exports.fortune import fortune_of
from content.exports.tables import Row, csv_of, jsonl_of
from content.model import Item, Source
from content.packs import read_bytes_as_pack
from tests.builders import quote

SOURCE = Source(title="On tea", date="2026", licence="CC0", link="https://x.example/?t={seconds}")
SAID = ["Nobody reads the plan, ever.", '=HYPERLINK("http://evil.example")', "+1 for “tea”\nand cake", "@all -- 'so'"]
ROWS = [Row(n, replace(quote(text, speaker="Ada"), start=61.5), SOURCE) for n, text in enumerate(SAID, 1)]


@pytest.mark.parametrize("write", [csv_of, jsonl_of, fortune_of])
def test_quotes_come_back(write: object) -> None:
    """Through either table, every sign in its place."""
    assert callable(write)
    pack = read_bytes_as_pack(write(ROWS).encode(), "tea.csv")

    assert [(q.text, q.speaker) for q in pack.quotes] == [(text, "Ada") for text in SAID]


def test_no_cell_is_a_formula() -> None:
    """Neither a quote nor a name that begins like one."""
    text = csv_of([Row(1, replace(quote("=1+1"), speaker="-cmd", section="\t@x"), SOURCE)])

    assert '"\'=1+1","\'-cmd","\'\t@x","On tea"' in text
    assert '"tea; =1+1"' in csv_of([Row(1, quote("tea; =1+1"), SOURCE)]), "a table that is parted by ; runs nothing"


def test_each_quote_has_its_source() -> None:
    """Title, licence, and a link to the second."""
    first = json.loads(jsonl_of(ROWS).split("\n")[0])

    assert (first["source"], first["licence"], first["link"]) == ("On tea", "CC0", "https://x.example/?t=61")


@pytest.mark.parametrize("source", [SOURCE, Source(title="book")])
def test_what_somebody_added_has_the_day_and_the_link_of_its_own(source: Source) -> None:
    """Whatever its source says, in either table."""
    said = replace(quote("Monday is a rumour."), date="2021-03-01", link="https://chat.example/7")
    row = Row(1, said, source)

    told = json.loads(jsonl_of([row]))
    assert (told["date"], told["link"]) == ("2021-03-01", "https://chat.example/7")
    assert '"2021-03-01"' in csv_of([row])
    assert '"https://chat.example/7"' in csv_of([row])


def test_an_anki_deck_updates_itself(tmp_path: Path) -> None:
    """A note's id is its item's; what was said is text, not markup."""
    item = Item(id="abc", kind="who-said", stimulus="<b>tea</b>", stem="Who?", key="Ada", options=("Ada", "Ben", "Cy"))
    with zipfile.ZipFile(BytesIO(deck_of("tea", [Card(item, "On tea, CC0")]))) as archive:
        archive.extract("collection.anki2", tmp_path)
    ((guid, fields),) = sqlite3.connect(tmp_path / "collection.anki2").execute("select guid, flds from notes")

    assert guid == "abc"
    assert fields.split("\x1f") == ["Who?", "&lt;b&gt;tea&lt;/b&gt;", "Ada<br>Ben<br>Cy", "Ada", "", "On tea, CC0"]
