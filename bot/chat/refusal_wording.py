"""The replies to somebody who gets nothing: they are refused, something of ours went wrong, or the database is away."""

from bot.chat.messages import Mark, Notice
from bot.errors import Refusal, RowUnreadable, StorageAway, StorageError, StorageUnwritable


def refusal(refused: Refusal) -> Notice:
    """The reply to somebody who was refused."""
    about = str(refused.facts.get("option") or refused.about)
    return Notice(text=refused.sentence(), mark=Mark.REFUSED, field=about)


def failed(reference: str) -> Notice:
    """The reply when something of ours went wrong; by the reference its line in the log is found."""
    text = f"That went wrong on my side, not on yours. Try it again in a moment. (Reference {reference})"
    return Notice(text=text, mark=Mark.REFUSED)


def without_database(trouble: StorageError) -> Notice:
    """The reply while the database cannot be used. What exactly is wrong is for whoever runs the bot, in the log."""
    match trouble:
        case StorageAway():
            said = "My database does not answer right now. Try it again in a minute."
        case StorageUnwritable():
            said = "I can keep nothing right now. /whosaid still works; whoever runs me finds the reason in the log."
        case RowUnreadable():
            said = "What I kept of that cannot be read any more. Whoever runs me finds the reason by quoth doctor."
        case _:
            said = "My database cannot be read. Whoever runs me finds the reason in the log."
    return Notice(text=said, mark=Mark.REFUSED)
