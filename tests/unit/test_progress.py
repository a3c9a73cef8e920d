"""How long work takes is told on a terminal, and nowhere else."""

import io
import re
import threading

import pytest

from bot.cli import wording
from bot.cli.inspect_ import MOST_TRIED, _tried
from bot.cli.progress import Progress, ticking
from content.packs import read_transcript_text
from tests.patience import PATIENCE


class Screen(io.StringIO):
    """A stream that may be a terminal, and tells when something stands on it."""

    def __init__(self, *, terminal: bool) -> None:
        super().__init__()
        self._terminal, self.written = terminal, threading.Event()

    def isatty(self) -> bool:
        """Whether somebody watches."""
        return self._terminal

    def flush(self) -> None:
        """What was written can be seen."""
        self.written.set()


def test_on_a_terminal_long_work_tells_how_long_it_takes() -> None:
    """And takes the line away at its end."""
    screen = Screen(terminal=True)

    with ticking(Progress(screen), lambda seconds: wording.inspecting("talk.md", seconds)):
        assert screen.written.wait(PATIENCE)

    assert re.match(r"reading talk\.md … [1-9]\d* s\r", screen.getvalue())
    assert screen.getvalue().endswith("\r")


def test_in_a_pipe_nothing_is_told() -> None:
    """Whoever reads it would have to part it from what is asked for."""
    pipe = Screen(terminal=False)

    with ticking(Progress(pipe), lambda seconds: wording.inspecting("talk.md", seconds)):
        assert not pipe.written.wait(1.3)

    assert pipe.getvalue() == ""


@pytest.mark.parametrize(("quotes", "tried"), [(3, 3), (MOST_TRIED, MOST_TRIED), (2 * MOST_TRIED + 1, 1334)])
def test_of_more_quotes_than_can_be_tried_some_from_all_over_are(quotes: int, tried: int) -> None:
    """So that an inspection of many hours of talk ends."""
    one = "Nobody reads the plan until the day it catches fire."
    pack = read_transcript_text(f"Ada: {one}\n\nBen: Yes.\n\nAda: No.", "talk")
    [held] = [quote for quote in pack.quotes if quote.text == one]

    many = type(pack)(**{name: getattr(pack, name) for name in pack.__slots__} | {"quotes": (held,) * quotes})

    assert len(_tried(many).quotes) == tried
