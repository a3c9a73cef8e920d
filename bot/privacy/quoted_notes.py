"""“You were quoted”: the private word to who is quoted (asked for by bot.library.quoted), and its Mute."""

from collections.abc import Mapping

from bot.chat.incoming import Incoming, Press, PressId
from bot.chat.messages import Reply
from bot.chat.places import owner
from bot.delivery.post_kinds import PostKind
from bot.delivery.posts import Post
from bot.library import withholding
from bot.library.model import NumberedQuote, PackInfo
from bot.library.quoted import QUOTED, to_be_told
from bot.library.rows.book import BookRows
from bot.library.rows.decisions import DecisionRows
from bot.library.rows.packs import PackRows
from bot.library.services import Services, Work, admit
from bot.privacy import quoted_wording as wording
from bot.storage.persons import PersonRows
from bot.storage.transaction import Transaction
from content.decisions import Deciding


async def _note(services: Services, post: Post) -> Reply | None:
    """The word as it stands when it is sent; nothing where the quote is gone or is not theirs after all, where they
    left, or want no such words any more.
    """
    subject, _, user_id = post.subject.partition(":")
    whose, number = post.place.workspace_id, int(subject)
    info = await services.store.read(lambda tx: _pack_of(tx, whose, number))
    if info is None or await services.directories.is_there(post.place, user_id) is False:
        return None
    library = await services.libraries.library(whose, frozenset({info.channel} - {""}))

    def look(work: Work) -> tuple[str, NumberedQuote | None] | None:
        tx = work.tx
        added = tx[BookRows].added(number)
        if added is None or user_id not in to_be_told(tx, whose, number, info.channel):
            return None
        changed = tx[DecisionRows].changed_by(number, (Deciding.SPEAKER,))
        return changed[0] if changed else added.name, withholding.posted_in(work, post.place).get(number)

    found = await services.read(library, services.clock.now(), look)
    return None if found is None else wording.note(number, *found)


async def press_mute(services: Services, press: Press, meant: PressId) -> Reply:
    """Whoever presses it is told no more that they were quoted; with choice 1 again."""
    muted = not meant.choice

    def mute(tx: Transaction) -> None:
        admit(tx, press)
        tx[PersonRows].put(workspace_meant(tx, press, meant.subject), press.user.id, {"muted": muted})

    await services.store.write(mute)
    return wording.muted(meant.subject) if muted else wording.unmuted()


def workspace_meant(tx: Transaction, incoming: Incoming, subject: str) -> str:
    """Where a word about quote #subject is from: on Discord direct messages do not tell, but the quote does."""
    here = incoming.place.workspace_id
    if owner(incoming.place) != incoming.user.id or not is_number(subject):
        return here
    whose = tx[PackRows].owner_of(int(subject))
    return whose if whose and whose.startswith(f"{incoming.place.platform}:") else here


def is_number(subject: str) -> bool:
    """Whether that may be the number of a quote."""
    return subject.isdecimal() and subject.isascii() and len(subject) < 10


def _pack_of(tx: Transaction, workspace_id: str, number: int) -> PackInfo | None:
    pack_id = tx[PackRows].pack_of(number)
    return next((info for info in tx[PackRows].used(workspace_id) if info.id == pack_id), None)


KINDS: Mapping[str, PostKind] = {QUOTED: PostKind(render=_note)}
