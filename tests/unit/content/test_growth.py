"""Of every layout four times as many lines are read in about four times the time, however short and odd they are."""

from collections.abc import Callable
from contextlib import suppress
from time import process_time

import pytest

from content.document_options import Reading
from content.errors import ContentError
from content.reader import parse_transcript

# What grows with its square takes sixteen times as long; what is swept up in between is not its cost.
FEW, TIMES, MOST, LEAST = 500, 4, 10, 0.01
ANYONE = Reading(unattributed=True)


def lines(line: Callable[[int], str], head: str = "") -> Callable[[int], str]:
    """So many of these."""
    return lambda count: head + "".join(map(line, range(count)))


SHAPES = {
    "everybody speaks once": lines(lambda n: f"Ada Novak{n}: So it was.\n"),
    "initials, and words that come once": lines(lambda n: f"{'ABIH'[n % 4]}N: So it was.\nthing {n}: So.\n"),
    "votes": lines(lambda n: f"{'ABIH'[n % 4]}N: So it was.\nQ{n}: 12 in room\n"),
    "names that may be one": lines(lambda n: f"A. Novak{n}: So it was.\nAda Novak{n}: No.\n"),
    "times alone": lines(lambda n: f"0:{n % 60:02d}\nSo it was.\n"),
    "facts": lines(lambda n: f"DATE: {n}\nPLACE: here\n"),
    "headings": lines(lambda n: f"# Part {n}\nAda: So it was.\n"),
    "terms": lines(lambda n: f"# Part {n}\n**Term{n % 9}**: so it is.\n"),
    "fences": lines(lambda _: "```\na\n"),
    "blocks of a page": lines(lambda n: f"<p>{n}</p> so\n<b>Ada:</b> So it was.\n"),
    "seconds in brackets": lines(lambda n: f"Ada:\n[{n}.5s] So it was.\n"),
    "captions": lines(lambda n: f"00:{n // 60:02d}:{n % 60:02d}.000 --> 00:{n // 60:02d}:{n % 60:02d}.900\nSo.\n\n",
        head="WEBVTT\n\n"),
    "a chat of many": lines(lambda n: f"[12/03/2024, 10:{n % 60:02d}:00] Ada {n}: So it was.\n"),
}  # fmt: skip


@pytest.mark.parametrize("name", SHAPES)
def test_a_longer_text_costs_no_more_for_each_line(name: str) -> None:
    def once(count: int) -> float:
        text = SHAPES[name](count)
        begun = process_time()
        with suppress(ContentError):
            parse_transcript(text, "x", ANYONE)
        return process_time() - begun

    def cost(count: int) -> float:
        return min(once(count) for _ in range(3))

    once(50)
    assert cost(FEW * TIMES) < MOST * max(cost(FEW), LEAST)
