"""The packs that a workspace uses, and those that rest there."""

from bot.chat.incoming import Press, PressId, Request
from bot.chat.messages import Reply
from bot.library import bringing_wording as wording
from bot.library import wording as quotes_wording
from bot.library.model import named
from bot.library.refusals import NoSuchPack
from bot.library.removal import bring_back
from bot.library.rows.packs import PackRows
from bot.library.services import Services, admit
from bot.storage.transaction import Transaction


async def listing(services: Services, request: Request) -> Reply:
    """The packs this workspace uses, and those it could switch on."""
    library = await services.libraries.library_for(request.place)
    shelved, removed = await services.store.read(
        lambda tx: (tx[PackRows].shelved(request.place.workspace_id), tx[PackRows].removed(request.place.workspace_id))
    )
    return quotes_wording.packs(library, shelved, removed, manager=request.manager)


async def enable(services: Services, request: Request) -> Reply:
    """Use a pack here that was offered, switched off or removed. Raises NoSuchPack."""
    workspace_id, wanted = request.place.workspace_id, request.options["pack"]
    away, shelved = await services.store.read(
        lambda tx: (
            named(tx[PackRows].removed(workspace_id), wanted),
            named(tx[PackRows].shelved(workspace_id), wanted),
        )
    )
    if away is not None and shelved is None:
        return await bring_back(services, request, away.id)
    return await _switch(services, request, on=True)


async def disable(services: Services, request: Request) -> Reply:
    """Do not use a pack here any more; it stays as it is for everybody else. Raises NoSuchPack."""
    return await _switch(services, request, on=False)


async def press_back(services: Services, press: Press, meant: PressId) -> Reply:
    """Undo a removal by its button. Raises TooLateToUndo."""
    return await bring_back(services, press, int(meant.subject[:9]) if meant.subject.isdecimal() else 0)


async def _switch(services: Services, request: Request, *, on: bool) -> Reply:
    workspace_id, wanted = request.place.workspace_id, request.options["pack"]

    def turn(tx: Transaction) -> Reply:
        admit(tx, request)
        used, resting = tx[PackRows].visible(workspace_id), tx[PackRows].shelved(workspace_id)
        known, others = (resting, used) if on else (used, resting)
        found = named(known, wanted)
        if found is None and (already := named(others, wanted)):
            return wording.used_already(already, on=on)
        if found is None:
            raise NoSuchPack(name=wanted, known=[p.name for p in known], others=[p.name for p in others])
        tx[PackRows].switch(found.id, workspace_id, on=on)
        return wording.switched(found, on=on)

    return await services.store.write(turn)
