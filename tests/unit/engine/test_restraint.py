"""Three public answers a person, eight a channel, in ten seconds; refusals do not count, nothing is kept for long."""

from datetime import datetime

import pytest

from bot.app.refusals import TooOften
from bot.app.restraint import PublicAnswerLimit
from bot.chat.incoming import Place
from bot.library.refusals import NothingToShow
from tests.builders import later

HERE, THERE = (Place(platform="slack", workspace="T1", channel=channel) for channel in ("C1", "C2"))
THREAD = Place(platform="slack", workspace="T1", channel="C1", thread="17.1")
ELSEWHERE = Place(platform="slack", workspace="T2", channel="C1")


def answer(restraint: PublicAnswerLimit, who: str, at: datetime, place: Place = HERE) -> TooOften | None:
    """Somebody asks for a public answer: why they get none."""
    try:
        with restraint.counted(place, who, at):
            return None
    except TooOften as refused:
        return refused


def test_a_person_gets_three_in_ten_seconds_wherever_they_ask() -> None:
    """In a workspace; how long to wait is told."""
    restraint = PublicAnswerLimit()
    places = (HERE, THERE, THREAD)
    assert [answer(restraint, "bob", later(n), place) for n, place in enumerate(places)] == [None] * 3
    refused = answer(restraint, "bob", later(4), THERE)

    assert refused is not None
    assert refused.facts == {"seconds": 6, "most": 3, "channel": False}
    assert answer(restraint, "bob", later(4), ELSEWHERE) is None
    assert answer(restraint, "eve", later(4)) is None
    assert answer(restraint, "bob", later(10)) is None
    assert answer(restraint, "bob", later(10.5)) is not None


def test_a_channel_gets_eight_with_its_threads() -> None:
    """From whoever it is."""
    restraint = PublicAnswerLimit()
    given = [answer(restraint, f"p{n}", later(0), (HERE, THREAD)[n % 2]) for n in range(9)]

    assert given[:8] == [None] * 8
    assert given[8] is not None
    assert given[8].facts == {"seconds": 10, "most": 8, "channel": True}
    assert answer(restraint, "p9", later(1), THERE) is None


def test_what_was_refused_does_not_count() -> None:
    """Only what everybody saw."""
    restraint = PublicAnswerLimit()
    for n in range(20):
        with pytest.raises(NothingToShow), restraint.counted(HERE, "bob", later(n / 10)):
            raise NothingToShow

    assert answer(restraint, "bob", later(2)) is None


def test_a_clock_that_is_set_back_makes_nobody_wait_for_hours() -> None:
    """Ten seconds are ten seconds."""
    restraint = PublicAnswerLimit()
    for _ in range(3):
        answer(restraint, "bob", later(3600))

    assert answer(restraint, "bob", later(0)) is None


def test_nothing_is_kept_of_who_was_answered_long_ago() -> None:
    """A thousand people and channels, then one more."""
    restraint = PublicAnswerLimit()
    for n in range(1000):
        answer(restraint, f"p{n}", later(n / 1000), Place(platform="slack", workspace="T1", channel=f"C{n}"))
    answer(restraint, "bob", later(60))

    assert len(restraint._given) == 2
