"""Packs that are known in a workspace and not in use there: what somebody means is told as that, not as unknown."""

from contextlib import suppress

from bot.chat.incoming import Incoming
from bot.errors import Refusal, StorageError
from bot.library.absence_refusals import NumberRests, PackIsAway, SuggestionWaits
from bot.library.model import Audience, PackInfo, named
from bot.library.refusals import NoSuchPack, NumberRemoved, NumberUnknown
from bot.library.rows.book import BookRows
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
            if suggested := _suggestion(tx, asked, refused.facts["number"]):
                return suggested
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


def _suggestion(tx: Transaction, asked: Incoming, number: int) -> Refusal | None:
    """What became of a suggestion, for managers and whoever made it: to others there is none."""
    by, stands = tx[BookRows].suggestion(asked.place.workspace_id, number)
    mine = by is not None and by.user_id == asked.user.id
    if by is None or stands is None or not (mine or asked.manager):
        return None
    if stands.removed:
        return NumberRemoved(number=number)
    return SuggestionWaits(number=number, manager=asked.manager and not mine)
