"""“You were quoted”: who is told, privately and once, of a quote that people add by hand; `bot.privacy` has the words.

What comes in with a transcript tells nobody: /privacy show counts it.
"""

from collections.abc import Collection
from datetime import datetime

from bot.chat.identity import is_forgotten
from bot.chat.incoming import Place
from bot.chat.places import owner
from bot.library.book_model import SUGGESTED, NewQuote
from bot.library.book_refusals import NeverQuoted
from bot.library.rows.book import BookRows
from bot.library.rows.packs import PackRows
from bot.library.rows.silence import Link, SilenceRows
from bot.storage.outgoing import NOTE, OutgoingRows
from bot.storage.transaction import Transaction
from content.omission import several
from content.text import fold

QUOTED = "quoted"


def tell_quoted(tx: Transaction, place: Place, number: int, knows: Collection[str], at: datetime, inside: str) -> None:
    """Ask for a word to each member who said that quote, but for those who know; `inside` which channel it stays.

    In a private channel only who wrote the message there is told: a linked speaker may not be in it. Of a suggestion
    nobody is told before it is kept.
    """
    if owner(place):
        return
    for user_id in sorted(to_be_told(tx, place.workspace_id, number, inside) - {*knows}):
        if not is_forgotten(user_id):
            to = Place.of_user(place.platform, place.workspace, user_id)
            subject = f"{number}:{user_id}"
            tx[OutgoingRows].add(f"{QUOTED}:{subject}", to, QUOTED, subject, not_before=at, priority=NOTE)


def to_be_told(tx: Transaction, workspace_id: str, number: int, inside: str) -> frozenset[str]:
    """The ids of those to whom that quote, as it stands, is a word; nobody who wants none."""
    added, stands = tx[BookRows].added(number), tx[BookRows].standing(number)
    if added is None or stands is None or stands.removed or inside == SUGGESTED:
        return frozenset()
    people = frozenset({added.author} - {""})
    if inside:
        people = people if added.message else frozenset()
    elif not people or several(stands.speaker):
        # Where it is known who said it, nobody else of that name is meant.
        people |= tx[SilenceRows].members(workspace_id, stands.speaker, tx[PackRows].used(workspace_id))
    return people - tx[SilenceRows].untold(workspace_id)


def tell_kept(tx: Transaction, workspace_id: str, number: int, manager: str, at: datetime) -> None:
    """The same once a manager keeps what somebody suggested; neither of the two is told."""
    platform, _, workspace = workspace_id.partition(":")
    added = tx[BookRows].added(number)
    knows = {manager, added.user_id} if added is not None else {manager}
    tell_quoted(tx, Place(platform=platform, workspace=workspace, channel=""), number, knows, at, "")


def require_quotable(tx: Transaction, workspace_id: str, new: NewQuote) -> None:
    """Raises NeverQuoted for the words of a member who opted out, whoever is named."""
    if new.author and new.author in tx[SilenceRows].opted_out(workspace_id):
        raise NeverQuoted(name=new.speaker or new.author_name or "Whoever said that")


def link_author(tx: Transaction, workspace_id: str, new: NewQuote, by: str, at: datetime) -> None:
    """Whoever wrote a message that is quoted under their own name, or is mentioned by it, is that speaker, unless
    somebody is already.
    """
    name, rows = new.speaker or "", tx[SilenceRows]
    if not new.author or not name or fold(name) != fold(new.author_name):
        return
    is_gone = rows.is_forgotten(workspace_id)
    if any(fold(one.name) == fold(name) for one in rows.links(workspace_id)) or (is_gone and is_gone(fold(name))):
        return
    if new.author not in rows.opted_out(workspace_id):
        rows.put_link(workspace_id, Link(name=name, user_id=new.author, linked_by=by, at=at, called=new.author_name))


def may_be(name: str, other: str) -> bool:
    """Whether two names may be one person's: equal, or the one is a part of the other (“Ada” of “Ada Novak”)."""
    mine, theirs = set(fold(name).split()), set(fold(other).split())
    return bool(mine and theirs) and (mine <= theirs or theirs <= mine)
