"""/quotes export: packs as a file, handed over in the chat."""

from bot.chat.incoming import Request
from bot.chat.messages import File, Reply
from bot.library import export_files, withholding
from bot.library import export_wording as wording
from bot.library.export_files import CSV, GIFT, JSONL, OF_QUOTES, QUOTH
from bot.library.library import View
from bot.library.model import PackSummary
from bot.library.refusals import (
    ExportBeingAsked,
    ExportTooLarge,
    NoSuchPack,
    NothingOfYours,
    NothingToExport,
    WhichPack,
    WholePacksForManagers,
)
from bot.library.rows.mine import MineRows
from bot.library.rows.packs import PackRows
from bot.library.said_by import own_words
from bot.library.services import Services
from bot.library.threads import SERVING, within
from bot.storage.transaction import Transaction

# What every platform takes as one file.
LIMIT = 10_000_000


async def export(services: Services, request: Request) -> Reply:
    """All of a pack, or of those in use here, for a manager; for others what is known to be theirs.

    Raises NoSuchPack, and why there is no file: NothingOfYours, WholePacksForManagers, WhichPack, ExportBeingAsked,
    NothingToExport, ExportTooLarge.
    """
    format_, wanted = request.options.get(wording.FORMAT, CSV), request.options.get(wording.PACK, "")
    view = await withholding.shown_to(services, request)
    packs = [_pack(view, wanted)] if wanted else list(view.library.in_use)
    if format_ == QUOTH:
        return await _whole(services, request, view, packs)
    mine = None if request.manager else await _mine(services, request, packs)
    data = await within(SERVING, export_files.written, format_, view, packs, *(mine or ()))
    return _handed(data, format_, packs, kept_back=bool(export_files.kept_back(view, packs)), mine=mine is not None)


def _pack(view: View, wanted: str) -> PackSummary:
    """The pack that is meant. Raises NoSuchPack, which tells the formats too: one of them may have been meant."""
    try:
        return view.library.pack(wanted)
    except NoSuchPack as unknown:
        raise NoSuchPack(**unknown.facts, formats=export_files.FORMATS) from None


async def _whole(services: Services, request: Request, view: View, packs: list[PackSummary]) -> File:
    if not request.manager:
        raise WholePacksForManagers
    if len(packs) != 1:
        raise WhichPack(known=[p.info.name for p in packs])
    pack = await services.store.read(lambda tx: tx[PackRows].whole(packs[0].info.id))
    if await within(SERVING, export_files.tells, view, pack):
        raise ExportBeingAsked(name=pack.name)
    return _handed(await within(SERVING, export_files.whole, pack), QUOTH, packs, kept_back=False, mine=False)


async def _mine(
    services: Services, request: Request, packs: list[PackSummary]
) -> tuple[frozenset[int], frozenset[str]]:
    """What of these packs is theirs. Raises NothingOfYours."""

    def read(tx: Transaction) -> tuple[frozenset[int], frozenset[str]]:
        rows, whose, user_id = tx[MineRows], request.place.workspace_id, request.user.id
        quotes = rows.quotes(user_id, [p.info.id for p in packs]) | own_words(tx, whose, user_id).numbers
        return quotes, rows.questions(whose, user_id)

    quotes, questions = await services.store.read(read)
    if not (quotes or questions):
        raise NothingOfYours
    return quotes, questions


def _handed(data: bytes, format_: str, packs: list[PackSummary], *, kept_back: bool, mine: bool) -> File:
    if len(data) > LIMIT:
        raise ExportTooLarge(size=len(data), limit=LIMIT, known=[p.info.name for p in packs])
    if not export_files.holds_something(data, format_):
        raise NothingToExport(format=format_, mine=mine, other=GIFT if format_ in OF_QUOTES else JSONL)
    return wording.file(data, format_, packs, kept_back=kept_back, mine=mine)
