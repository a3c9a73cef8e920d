"""Packs that are known in a workspace and not in use there: what somebody means is told as that, not as unknown."""

from contextlib import suppress

from bot.chat.incoming import Incoming
from bot.errors import Refusal, StorageError
from bot.library.absence_refusals import NumberRests, PackIsAway
from bot.library.model import Audience, PackInfo, named
from bot.library.refusals import NoSuchPack, NumberUnknown
from bot.library.rows.packs import PackRows
from bot.library.services import Services
from bot.storage.transaction import Transaction


async def explained(services: Services, refused: Refusal, asked: Incoming) -> Refusal:
    """Why a pack or a number is not there, where that is because its pack rests or was taken away; else the same.

    Where people of other companies read along, nothing is told of what they could not see if it were in use.
    """
    if type(refused) not in (NoSuchPack, NumberUnknown):
        return refused
    public = await services.libraries.before_others(asked.place)

    def look(tx: Transaction) -> Refusal | None:
        rows, workspace = tx[PackRows], asked.place.workspace_id
        resting = [p for p in rows.shelved(workspace) if not public or p.audience is Audience.PUBLIC]
        if isinstance(refused, NumberUnknown):
            held = rows.pack_of(refused.facts["number"])
            pack = next((p for p in resting if p.id == held), None)
            return NumberRests(number=refused.facts["number"], pack=pack.name) if pack else None
        gone: tuple[PackInfo, ...] = () if public else rows.removed(workspace)
        wanted = str(refused.facts["name"])
        if pack := named(resting, wanted):
            return PackIsAway(name=pack.name, removed=False)
        if pack := named(gone, wanted):
            return PackIsAway(name=pack.name, removed=True)
        return None

    with suppress(StorageError):
        return await services.store.read(look) or refused
    return refused
