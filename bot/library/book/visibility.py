"""What nobody would be shown is not kept in a book: it would hide as soon as it is there."""

from collections.abc import Iterable

from bot.chat.incoming import Incoming
from bot.library import withholding
from bot.library.book_refusals import HoldsBlocked
from bot.library.services import Work


def require_shown(work: Work, incoming: Incoming, texts: Iterable[str], names: Iterable[str | None]) -> None:
    """Raises HoldsBlocked where managers blocked one of these words or names."""
    blocked = withholding.shown_to_in(work, incoming).withheld.blocked
    if any(map(blocked.says, texts)) or blocked.names(*(name for name in names if name)):
        raise HoldsBlocked
