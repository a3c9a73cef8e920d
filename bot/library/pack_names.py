"""/quotes rename: another name for a pack of this workspace."""

from bot.chat.incoming import Place, Request
from bot.chat.messages import Reply
from bot.chat.refusals import BadOption
from bot.library import tidying_wording as wording
from bot.library.model import PackInfo, named
from bot.library.refusals import NameTaken, NoSuchPack, NotOursToChange
from bot.library.rows.packs import PackRows
from bot.library.services import Services, admit
from bot.storage.transaction import Transaction
from content.text import clean, slug


async def rename(services: Services, request: Request) -> Reply:
    """Give a pack another name. Raises NoSuchPack, NotOursToChange, NameTaken, BadOption."""
    title = " ".join(clean(request.options[wording.NAME]).split())
    if not any(c.isalnum() for c in title):
        raise BadOption(option=wording.NAME, value=title, expected=wording.RENAME_EXAMPLE, example=True)

    def change(tx: Transaction) -> tuple[PackInfo, PackInfo]:
        admit(tx, request)
        held = own_pack(tx, request.place, request.options[wording.PACK])
        # A title that is only the name goes with it.
        shown = title if slug(held.source.title) == held.name else held.source.title
        now = tx[PackRows].rename(held, slug(title), shown)
        if now is None:
            raise NameTaken(name=slug(title))
        return held, now

    return wording.renamed(*await services.store.write(change))


def own_pack(tx: Transaction, place: Place, wanted: str) -> PackInfo:
    """The pack of that name or title that is its workspace's own and told there. Raises NoSuchPack, NotOursToChange."""
    own = tx[PackRows].told_in(place)
    found = named(own, wanted)
    if found is not None:
        return found
    if other := named(tx[PackRows].visible(place.workspace_id), wanted):
        raise NotOursToChange(name=other.name)
    raise NoSuchPack(name=wanted, known=[p.name for p in own])
