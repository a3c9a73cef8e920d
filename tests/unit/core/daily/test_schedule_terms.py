"""What a schedule is called, and how it is typed to have it again."""

from dataclasses import replace
from datetime import UTC, datetime, time

import pytest

from bot.daily.rules.calendar import EVERY_DAY, Schedule
from bot.daily.rules.model import Style, Subscription
from bot.daily.schedule_terms import again, days_text, off, played_text, terms_text, twelve_later, what_text, when_text
from bot.games.model import MIXED, Difficulty, Pace, Rules
from tests.builders import subscription

FRIDAY = datetime(2026, 3, 6, 16, tzinfo=UTC)
WORKDAYS, WEEKEND = frozenset(range(5)), frozenset({5, 6})


def daily(style: Style = Style.QUOTE, *, days: frozenset[int] = EVERY_DAY, **facts: object) -> Subscription:
    """At nine in Berlin, next on a Friday."""
    made = subscription(style=style, due=FRIDAY, zone="Europe/Berlin")
    return replace(made, schedule=Schedule(time=time(9), zone="Europe/Berlin", days=days), **facts)  # type: ignore[arg-type]


def live(rules: Rules, style: Style = Style.GAME, *, days: frozenset[int] = EVERY_DAY) -> Subscription:
    """A game at nine."""
    return daily(style, days=days, game=rules)


@pytest.mark.parametrize(
    ("days", "text"),
    [
        (EVERY_DAY, "every day"),
        (WORKDAYS, "Mon to Fri"),
        (WEEKEND, "on weekends"),
        (frozenset({4}), "every Fri"),
        (frozenset({2, 0}), "every Mon and Wed"),
        (frozenset({4, 2, 0}), "every Mon, Wed and Fri"),
    ],
)
def test_days(days: frozenset[int], text: str) -> None:
    """In the order of the week."""
    assert days_text(days) == text


@pytest.mark.parametrize(
    ("about", "when", "what"),
    [
        (daily(), "every day at 09:00 (Europe/Berlin)", "quote"),
        (daily(pack="talk"), "every day at 09:00 (Europe/Berlin)", "quote from talk"),
        (daily(Style.GUESS, mode="closest"), "every day at 09:00 (Europe/Berlin)", "guess of “Closest number”"),
        (daily(Style.ONCE), "on Fri 6 Mar at 09:00 (Europe/Berlin)", "live quiz"),
        (replace(daily(Style.ONCE), next=None), "at 09:00 (Europe/Berlin)", "live quiz"),
        (daily(Style.GAME, days=WORKDAYS), "Mon to Fri at 09:00 (Europe/Berlin)", "live quiz"),
    ],
)
def test_what_comes_when(about: Subscription, when: str, what: str) -> None:
    """A game for one day has that day."""
    assert when_text(about) == when
    assert what_text(about) == what


@pytest.mark.parametrize(
    ("about", "terms"),
    [
        (daily(), ""),
        (daily(Style.WEEK), " It is what was liked best of all that was posted here in the seven days before."),
        (daily(Style.GUESS), " The answer comes with the next one."),
        (daily(Style.GUESS, reveal=time(17)), " The answer comes at 17:00."),
        # Before there was a moment to answer it is the day after.
        (daily(Style.GUESS, reveal=time(8)), " The answer comes at 08:00 the day after."),
        (daily(Style.GUESS, reveal=time(9)), " The answer comes at 09:00 the day after."),
        (daily(Style.GUESS, reveal=time(17), mode="agree"), " What all said comes at 17:00."),
        (daily(Style.GUESS, reveal=time(17), mode="agree,closest"), " The answer comes at 17:00."),
        (daily(Style.QUIZ, reveal=time(17), rounds=5), " 5 questions, and it closes at 17:00."),
        (daily(Style.QUIZ, reveal=time(17), rounds=1), " 1 question, and it closes at 17:00."),
        (live(Rules(rounds=7)), " 7 rounds; the channel is reminded 10 minutes before."),
    ],
)
def test_terms(about: Subscription, terms: str) -> None:
    """How many questions, and when the answer comes."""
    assert terms_text(about) == terms


@pytest.mark.parametrize(
    ("about", "typed"),
    [
        (daily(), "/daily set 09:00"),
        (daily(pack="my talk"), '/daily set 09:00 pack="my talk"'),
        (daily(Style.GUESS, pack="talk"), "/daily set 09:00 style=guess pack=talk"),
        (live(Rules()), "/quiz start at=09:00 days=all"),
        (live(Rules(), days=frozenset({4, 0})), '/quiz start at=09:00 days="mon,fri"'),
        (live(Rules(), Style.ONCE), "/quiz start at=09:00"),
        (
            live(Rules(mode="bluff", rounds=5, pack="talk", pace=Pace.RELAXED, difficulty=Difficulty.HARD)),
            "/quiz start at=09:00 days=all mode=bluff rounds=5 difficulty=hard pace=relaxed pack=talk",
        ),
    ],
)
def test_what_to_type_to_have_it_again(about: Subscription, typed: str) -> None:
    """What holds by itself is not told; another time may be."""
    assert again(about) == typed
    assert again(about, time(21, 30)) == typed.replace("09:00", "21:30")


@pytest.mark.parametrize(
    ("about", "here", "typed"),
    [
        (daily(), [daily()], "/daily off style=quote"),
        (daily(), [daily(), daily(pack="talk")], "/daily off style=quote pack=none"),
        # What is off is not among those that are on.
        (daily(), [daily(), replace(daily(pack="talk"), next=None)], "/daily off style=quote"),
        (daily(pack="talk"), [], "/daily off style=quote pack=talk"),
        (daily(Style.ONCE), [], "/quiz stop"),
    ],
)
def test_what_ends_it_alone(about: Subscription, here: list[Subscription], typed: str) -> None:
    """As little as tells it from the others."""
    assert off(about, here) == typed


def test_rounds_of_what() -> None:
    """A mixed game says no kinds."""
    assert played_text(Rules(rounds=10, mode=MIXED)) == "10 rounds"
    assert played_text(Rules(rounds=1, mode="bluff")) == "1 round of “Bluff”"


@pytest.mark.parametrize(("wall", "later"), [(time(9), time(21)), (time(12), time(0)), (time(0, 30), time(12, 30))])
def test_the_other_half_of_the_day(wall: time, later: time) -> None:
    """Nine in the evening for nine in the morning."""
    assert twelve_later(wall) == later
