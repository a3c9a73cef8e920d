"""For how many posts there is something new to ask, and when it will have run out."""

from collections.abc import Iterator
from datetime import date, time

import pytest

from bot.chat.refusals import NoItems
from bot.daily.rules.calendar import EVERY_DAY, Schedule, after
from bot.daily.rules.foresight import FORESEEN, Asking, Foresight, foresee
from bot.daily.rules.model import AskedItem, Style, Subscription
from bot.daily.schedule_wording import lasts
from tests.builders import HERE, NOON, item

AGAIN = "what was asked comes again."
WORKDAYS = frozenset(range(5))


def schedule(days: frozenset[int] = EVERY_DAY, style: Style = Style.QUIZ) -> Subscription:
    """One that posts at nine, five questions where it is a quiz; NOON is a Sunday, the first of March."""
    told = Schedule(time=time(9), zone="UTC", days=days)
    return Subscription(
        id="s", place=HERE, pack="", style=style, schedule=told, set_by="u", set_by_name="Ada",
        rounds=5 if style is Style.QUIZ else 0, next=after(told, NOON),
    )  # fmt: skip


def asking(*posts: str, again: bool = False) -> Asking:
    """What is asked post after post, an item a letter; after that the last ones again, or nothing."""
    left: Iterator[str] = iter(posts)

    def ask(known: frozenset[str]) -> list[AskedItem]:
        told = next(left, posts[-1] if again else "")
        if not told:
            raise NoItems(mode="mixed", pack="")
        return [AskedItem(item=item(letter), number=None) for letter in told]

    return ask


@pytest.mark.parametrize(
    ("posts", "again", "days", "ahead"),
    [
        (("abcde", "f"), False, EVERY_DAY, Foresight(2, 5, date(2026, 3, 3), again=False)),
        (("ab", "ab"), True, EVERY_DAY, Foresight(1, 2, date(2026, 3, 2), again=True)),
        (("a",) * 1, True, EVERY_DAY, Foresight(1, 1, date(2026, 3, 2), again=True)),
        (("a", "b", "c", "d", "e", "f"), False, WORKDAYS, Foresight(6, 1, date(2026, 3, 9), again=False)),
        ((), False, EVERY_DAY, Foresight(0)),
        (tuple("abcdefghijklmnop"[: FORESEEN + 1]), False, EVERY_DAY, None),
    ],
)  # fmt: skip
def test_what_is_ahead(posts: tuple[str, ...], again: bool, days: frozenset[int], ahead: Foresight | None) -> None:
    """Until the last date that has something new; nothing is told of what lasts."""
    assert foresee(asking(*posts, again=again), frozenset(), schedule(days)) == ahead


def test_what_was_asked_before_is_nothing_new() -> None:
    """It comes again from the first post on."""
    ahead = foresee(asking("a", again=True), frozenset({"item-a"}), schedule())
    assert ahead == Foresight(0, again=True)


@pytest.mark.parametrize(
    ("style", "ahead", "told"),
    [
        (
            Style.QUIZ, Foresight(1, 1, date(2026, 3, 2), again=True),
            "It has something new to ask for 1 post, with 1 question instead of 5; after that " + AGAIN,
        ),
        (
            Style.GUESS, Foresight(3, 1, date(2026, 3, 4)),
            "It has something new to ask for 3 posts, the last on Wed 4 Mar; after that nothing is posted.",
        ),
        (
            Style.QUIZ, Foresight(0, again=True),
            "Nothing new is left to ask, so what was asked comes again.",
        ),
        (Style.QUOTE, Foresight(0), "Nothing is left to post, so nothing comes."),
    ],
)  # fmt: skip
def test_how_that_is_told(style: Style, ahead: Foresight, told: str) -> None:
    """With the way on behind it."""
    assert lasts(schedule(style=style), ahead) == f"{told} /quotes import brings in more."
