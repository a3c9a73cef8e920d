"""/quotes merge: two packs of this workspace as one, undone by a button for ten minutes."""

from datetime import timedelta

from bot.chat.incoming import Press, PressId, Request
from bot.chat.messages import Reply
from bot.library import tidying_wording as wording
from bot.library.model import Audience, PackInfo
from bot.library.pack_names import own_pack
from bot.library.refusals import CannotMerge, CannotPart
from bot.library.rows.merges import Merged, MergeRows
from bot.library.rows.packs import PackRows
from bot.library.services import Services, admit
from bot.storage.transaction import Transaction

# So long it can be undone.
UNDO = timedelta(minutes=10)


async def merge(services: Services, request: Request) -> Reply:
    """Put one pack into the other. Raises NoSuchPack, NotOursToChange, CannotMerge."""

    def put(tx: Transaction) -> tuple[PackInfo, PackInfo, Merged]:
        admit(tx, request)
        one, into = (own_pack(tx, request.place, request.options[name]) for name in (wording.PACK, wording.INTO))
        if why := _against(tx, one, into):
            raise CannotMerge(name=one.name, into=into.name, why=why)
        return one, into, tx[MergeRows].merge(one, into, request.user.id, request.at)

    return wording.merged(*await services.store.write(put))


async def press_part(services: Services, press: Press, meant: PressId) -> Reply:
    """They are two again. Raises CannotPart."""

    def part(tx: Transaction) -> tuple[PackInfo, PackInfo]:
        admit(tx, press)
        own = [info.id for info in tx[PackRows].owned(press.place.workspace_id)]
        known = meant.subject.isdecimal() and meant.subject.isascii() and len(meant.subject) < 10
        done = tx[MergeRows].part(int(meant.subject), own, press.at - UNDO, press.at) if known else None
        if done is None:
            raise CannotPart
        infos = {info.id: info for info in tx[PackRows].owned(press.place.workspace_id)}
        return infos[done[0]], infos[done[1]]

    return wording.parted(*await services.store.write(part))


def _against(tx: Transaction, one: PackInfo, into: PackInfo) -> str:
    """What speaks against it, "" for nothing."""
    if one.id == into.id:
        return "same"
    if one.is_own_questions or into.is_own_questions:
        return "questions"
    if one.book or into.book:
        return "book"
    if {one.audience, into.audience} != {Audience.WORKSPACE}:
        return "others"
    if one.source.licence != into.source.licence:
        return "licence"
    if one.language and into.language and one.language != into.language:
        return "language"
    uses = tx[PackRows].uses(one)
    return "used" if uses.games or uses.daily else ""
