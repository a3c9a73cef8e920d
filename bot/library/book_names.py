"""/quotes speaker in a book: what stands under one name there stands under another, as a decision about each quote."""

from datetime import datetime, timedelta

from bot.library.book_refusals import ChangedSince
from bot.library.model import DecidedBy, PackInfo
from bot.library.rows.book import BookRows
from bot.library.rows.decisions import DecisionRows
from bot.library.rows.voices import JoinedVoice
from bot.storage.transaction import Transaction
from content.decisions import Deciding
from content.text import fold


def rename(tx: Transaction, book: PackInfo, label: str, name: str, by: DecidedBy, at: datetime) -> JoinedVoice:
    """Put what `label` said under `name`. Raises NeverQuoted."""
    tx[BookRows].hold()
    numbers = [number for number, who in tx[BookRows].speakers(book.id).items() if fold(who) == fold(label)]
    decided = [tx[DecisionRows].decide(number, Deciding.SPEAKER, name, by, at) for number in numbers]
    return JoinedVoice(decided[0], label, name, len(decided), book=True)


def take_back(tx: Transaction, first: int, user_id: str, at: datetime, within: timedelta) -> JoinedVoice | None:
    """Undo that, but for what somebody changed since; None for what is undone already, or is not theirs.

    Raises TooLateToTakeBack.
    """
    done = tx[DecisionRows].together(first, user_id)
    if not done:
        return None
    kept = 0
    for decision_id in done:
        try:
            tx[DecisionRows].take_back(decision_id, user_id, at, at - within)
        except ChangedSince:
            kept += 1
    return JoinedVoice(first, "", "", len(done) - kept, book=True)
