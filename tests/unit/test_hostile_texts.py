"""What somebody writes to break what others see breaks nothing, in whatever kind of reply it stands.

All five hundred texts, and every road that they take to others, are walked by `make bench`.
"""

import csv
import io
import json
import logging

import pytest

from adapters.slack.pages import told
from bot.app import logs
from bot.app.configuration import Settings
from content.exports.tables import Row, csv_of, jsonl_of
from content.formats.csv_list import as_written
from content.model import Source
from tests.builders import quote
from tests.hostile import EVERY, FORMULA, TEXTS, deceives, problems, texts
from tests.platform.slack.samples import every_kind

# A few of each kind, so that it takes seconds.
SOME = texts(4 * len(TEXTS))


@pytest.mark.parametrize("text", SOME, ids=[ascii(t[:24]) for t in SOME])
def test_no_kind_of_reply_is_broken(text: str) -> None:
    """On Slack, on Discord and in a terminal; nobody is mentioned, nothing is turned round, every limit is kept."""
    for reply in every_kind(text, 3):
        found = [p for p in problems(reply) if not p.startswith("line: ")]

        assert found == [], type(reply).__name__


def test_the_texts_are_five_hundred_and_the_same_each_time() -> None:
    """Those of the table first."""
    made = texts(500)

    assert len(set(made)) == 500
    assert made == texts(500)
    assert set(EVERY) <= set(made)


def test_the_check_sees_what_deceives() -> None:
    """Or the tests above would prove nothing; what parts a mention of ours is none."""
    for text in ("a\x1b[0m", "\u202eb", "c\ud800", "e" + "\u0301" * 30, "d\u200b", "\U000e0041", "\x9b", "a\u2028b"):
        assert deceives(text), ascii(text)
    for text in ("@\u200beveryone", "@\u2060here", "שלום", "Việt Nam", "👩‍👩‍👧‍👦", "a\nb"):
        assert not deceives(text), ascii(text)


def test_no_cell_is_a_formula_and_each_is_read_as_it_was() -> None:
    """Also in full width, which spreadsheets of other languages read as well."""
    for text in texts(500):
        row = Row(1, quote(text, speaker=text), Source(title=text))
        [_, cells] = csv.reader(io.StringIO(csv_of([row]), newline=""))

        assert not [cell for cell in cells if FORMULA.match(cell)]
        assert as_written(cells[1]) == text
        assert json.loads(jsonl_of([row]))["quote"] == text


@pytest.mark.parametrize("log_format", ["text", "json"])
def test_a_line_of_the_log_is_one_line_and_steers_no_terminal(log_format: str) -> None:
    """Whatever a file or a workspace is called."""
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    settings = Settings(database_url="sqlite:///q.db", log_format=log_format)
    handler.setFormatter((logs.Json if log_format == "json" else logs.Plain)(settings.secrets))
    for text in texts(500):
        handler.handle(logging.LogRecord("bot", logging.WARNING, "", 0, "%s could not be read", (text,), None))

    lines = out.getvalue().split("\n")
    assert len(lines) == 501
    assert not [line for line in lines if "\x1b" in line or "\u202e" in line or len(line.splitlines()) > 1]
    if log_format == "json":
        assert [json.loads(line)["message"] for line in lines[:-1]] == [f"{t} could not be read" for t in texts(500)]


def test_a_page_is_text_whatever_a_workspace_is_called() -> None:
    """There is no mark-up in it but the page's own."""
    bare = told("", status=200).body.decode().count("<")
    for text in texts(500):
        assert told(text.encode("utf-8", "replace").decode(), status=200).body.decode().count("<") == bare
