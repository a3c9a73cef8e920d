"""Which receipt the next one takes the place of."""

from adapters.discord.cards import KEPT, SECONDS, Receipts
from adapters.discord.wire import AnsweredInteraction

ANN, BEA, HERE, THERE, ASKED, OTHER = 1, 2, 10, 11, 100, 101


def answered(token: str) -> AnsweredInteraction:
    """An interaction with that token."""
    return AnsweredInteraction(7, token, None)


def test_a_receipt_is_about_one_message_for_one_person() -> None:
    """Another message, person or channel has its own; what a command answers is about none."""
    cards = Receipts()
    cards.keep(ANN, HERE, ASKED, answered("a"))
    cards.keep(BEA, HERE, None, answered("b"))

    assert cards.about(ANN, HERE, ASKED) == answered("a")
    for who, where, message in ((ANN, HERE, OTHER), (ANN, THERE, ASKED), (BEA, HERE, ASKED)):
        assert cards.about(who, where, message) is None
    assert (cards.take(BEA, HERE), cards.take(BEA, HERE)) == (answered("b"), None)


def test_a_token_is_used_as_long_as_discord_takes_it() -> None:
    """A minute less than its quarter of an hour; and only so many are kept."""
    now = [0.0]
    cards = Receipts(lambda: now[0])
    cards.keep(ANN, HERE, ASKED, answered("a"))
    now[0] = SECONDS - 1
    assert cards.about(ANN, HERE, ASKED) is not None
    now[0] = SECONDS + 1
    assert (cards.about(ANN, HERE, ASKED), cards.take(ANN, HERE)) == (None, None)
    cards.keep(ANN, HERE, ASKED, answered("a"))
    for channel in range(KEPT):
        cards.keep(BEA, channel, ASKED, answered("b"))
    assert cards.about(ANN, HERE, ASKED) is None


def test_a_token_is_in_no_log_line() -> None:
    """Nor in a traceback."""
    assert "secret" not in repr(answered("secret"))
