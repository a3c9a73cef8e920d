"""A whole evening of simulated people: nobody is waited for in vain, and a round is one message."""

import re
from collections.abc import Sequence
from pathlib import Path

from bot.games.rules.bluff import WRITING_SECONDS
from bot.games.rules.last_call import ANSWER_SECONDS
from bot.games.rules.last_call import WRITING_SECONDS as LAST_SECONDS
from bot.games.rules.round_end import READING_LEAST
from tests.benchmarks.evenings import evening
from tests.evenings import FOUR, person

# A phase may stand as long as its question is read, whoever was quick; what is told before the next clock is read too.
READ_SECONDS, BETWEEN_SECONDS = 12, 12
# A bluff's endings are read for longer: four of them, and the line.
READ_ENDINGS_SECONDS = 18


async def test_an_evening_waits_for_nobody_and_posts_a_message_a_round(tmp_path: Path) -> None:
    """Three people with habits of their own play ten rounds of the samples, three of them bluffs."""
    played = await evening([], seed=4, players=3, rounds="10")

    assert played.rounds == 10
    assert played.messages == [1] * 10
    # The lobby is apart, and the end.
    assert played.boards == 1
    assert played.kinds.count("bluff") == 4
    assert max(played.waited) <= READ_SECONDS
    assert max(played.between) <= BETWEEN_SECONDS
    # No question is posted below a reveal that nobody has read yet, nor is the board.
    assert len(played.apart) == 10
    assert min(played.apart) >= READING_LEAST
    assert set(played.points) == {one.user.name for one in FOUR[:3]}
    assert not played.refused


async def test_nobody_waits_for_whoever_left(tmp_path: Path) -> None:
    """One of three leaves before the third round; they are given their time twice, and never again."""
    people = [person("Ada", knows=0.6, thinks=8), person("Ines", thinks=5), person("Ben", thinks=9, leaves=3)]
    played = await evening([], seed=4, players=3, people=people, rounds="8")

    first, second, *others = played.waited_for_gone
    # In each of the first two for so long as the last one is given, in the others for what there is to read.
    assert min(first, second) >= ANSWER_SECONDS
    assert max(others) <= READ_ENDINGS_SECONDS
    assert len(others) >= 3


async def test_one_who_does_not_answer_costs_no_whole_round(tmp_path: Path) -> None:
    """The message says how long is left for the last answer, and the round stands for so long."""
    people = [person("Ada", thinks=4), person("Ines", thinks=5), person("Leo", thinks=4), person("Ben", silent=1.0)]
    played = await evening([], seed=4, people=people, rounds="4", mode="who-said")

    left = [
        int(found.group(1))
        for line in played.lines if (found := re.search(r"(\d+) seconds left for the last answer", line))
    ]  # fmt: skip
    assert left
    assert min(left) >= ANSWER_SECONDS
    at, told = _when(played.lines, "seconds left for the last answer"), _when(played.lines, "· the answer")
    assert left[0] <= told - at <= left[0] + 1


async def test_one_who_does_not_write_costs_no_whole_minute(tmp_path: Path) -> None:
    """The message says how long is left for the last ending; the others choose when that is over, and not before."""
    people = [person("Ada", thinks=4), person("Ines", thinks=5), person("Leo", thinks=4), person("Ben", silent=1.0)]
    played = await evening([], seed=4, people=people, rounds="4", mode="bluff")

    left = [
        int(found.group(1))
        for line in played.lines
        if (found := re.search(r"(\d+) seconds left for the last ending", line))
    ]
    assert left
    assert all(LAST_SECONDS <= seconds <= WRITING_SECONDS / 2 for seconds in left)
    # As long as the message told: Ben was silent in the first, and in the second.
    at, text = _when(played.lines, "seconds left for the last ending"), _when(played.lines, "Which ending is the true")
    assert left[0] <= text - at <= left[0] + 1


def _when(lines: Sequence[str], text: str) -> int:
    """The second at which the message was shown in which that stands first."""
    place = next(place for place, line in enumerate(lines) if text in line)
    told = next(line for line in reversed(lines[:place]) if line[:5].strip())
    minutes, seconds = told[:5].split(":")
    return 60 * int(minutes) + int(seconds)
