"""The words that rows hold: with another one, nobody could read a row that an earlier Quoth wrote."""

from enum import StrEnum

import pytest

from bot.daily.rules.model import DAILY, REVEAL, DeliveryState, Reason, Style, SubscriptionState
from bot.games.judging import Verdict
from bot.games.model import Difficulty, Ending, GameState, MarkKind, Pace, Phase, RoundState, ScoreKind, Teams
from bot.library.model import Audience
from content.decisions import Deciding


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (Style, "quote, guess, quiz, game, once, quote-of-the-week, on-this-day"),
        (SubscriptionState, "on, off, paused, ended"),
        (DeliveryState, "waiting, sent, failed, unknown, skipped"),
        (Reason, "late, asked, off, empty, gone, not allowed, not here, busy"),
        (Verdict, "accept, prompt, near, reject"),
        (Difficulty, "any, easy, normal, hard"),
        (Ending, "played, used up, pack gone, elsewhere, silence, too few, host, manager, not shown"),
        (GameState, "lobby, running, paused, over"),
        (RoundState, "pending, open, closed"),
        (Phase, "answers, writing, choosing"),
        (MarkKind, "hint, skip, looked"),
        (Pace, "normal, relaxed, solo"),
        (ScoreKind, "round, overrule, void"),
        (Teams, "none, named, balanced"),
        (Audience, "workspace, chosen, offered, public"),
        (Deciding, "pin, keep, drop, words, speaker"),
    ],
)
def test_what_is_kept_is_called_as_ever(kind: type[StrEnum], words: str) -> None:
    """A new word comes behind a migration or beside the others; none is renamed."""
    assert ", ".join(kind) == words


def test_a_day_has_two_slots() -> None:
    """A delivery is one for each subscription, date and slot."""
    assert (DAILY, REVEAL) == ("daily", "reveal")
