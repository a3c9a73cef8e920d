"""Taking a pack away and, for a day, bringing it back."""

from datetime import datetime

from bot.chat.incoming import Incoming, Request
from bot.chat.messages import Reply
from bot.library import bringing_wording as wording
from bot.library.book_refusals import IsTheBook
from bot.library.model import UNDO_TIME, PackInfo, PackUsage, named
from bot.library.pack_intake import clear
from bot.library.refusals import NoSuchPack, NotOursToRemove, TooLateToUndo
from bot.library.rows.packs import PackRows
from bot.library.services import Services, admit
from bot.storage.transaction import Transaction


async def remove(services: Services, request: Request) -> Reply:
    """Take a pack of this workspace away, from everybody and at once; for a day it can be brought back.

    Raises NoSuchPack, NotOursToRemove for one that came for others too, and IsTheBook for the workspace's own book.
    """
    workspace_id, wanted = request.place.workspace_id, request.options["pack"]

    def take(tx: Transaction) -> tuple[PackInfo, PackUsage]:
        admit(tx, request)
        return take_away(tx, workspace_id, wanted, request.at)

    return wording.removed(*await services.store.write(take))


def take_away(tx: Transaction, workspace_id: str | None, wanted: str, at: datetime) -> tuple[PackInfo, PackUsage]:
    """Remove a pack of that name or title; returns what it was and what named it. Raises as `remove`."""
    own = [info for info in tx[PackRows].owned(workspace_id) if not info.channel]
    found = named(own, wanted)
    if found is None:
        others = tx[PackRows].visible(workspace_id) if workspace_id is not None else ()
        if other := named(others, wanted):
            raise NotOursToRemove(name=other.name)
        raise NoSuchPack(name=wanted, known=[p.name for p in own])
    if found.book:
        raise IsTheBook(name=found.name)
    uses = tx[PackRows].uses(found)
    tx[PackRows].remove(found.id, at)
    return found, uses


async def bring_back(services: Services, incoming: Incoming, pack_id: int) -> Reply:
    """Use a pack again that this workspace removed. Raises TooLateToUndo, for what is not its own too."""

    def undo(tx: Transaction) -> PackInfo:
        admit(tx, incoming)
        own = any(p.id == pack_id for p in tx[PackRows].removed(incoming.place.workspace_id))
        back = tx[PackRows].bring_back(pack_id) if own else None
        if back is None:
            raise TooLateToUndo
        return back

    return wording.brought_back(await services.store.write(undo))


async def purge(services: Services) -> None:
    """Delete the words of packs that can not be brought back any more, and what was laid by for none."""
    await clear(services.store)
    before = services.clock.now() - UNDO_TIME
    if await services.store.read(lambda tx: tx[PackRows].outdated(before)):
        await services.store.write(lambda tx: tx[PackRows].purge(before))
