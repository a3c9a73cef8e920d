"""/quotes history: who did what to a quote, and bringing one back that was taken out. For managers."""

from bot.chat.incoming import Incoming, Press, PressId, Request
from bot.chat.messages import Reply
from bot.chat.refusals import PressIsStale
from bot.library import book_wording as wording
from bot.library import withholding
from bot.library.book.additions import zone_of
from bot.library.book.changes import NUMBER, press_number
from bot.library.book_model import Standing
from bot.library.library import View
from bot.library.model import DecidedBy
from bot.library.refusals import NumberUnknown
from bot.library.rows.book import BookRows
from bot.library.rows.decisions import DecisionRows
from bot.library.rows.packs import PackRows
from bot.library.services import Services, Work, admit
from content.decisions import Deciding

# What stands in the place of words that would tell what is being asked, or that nobody wants to be shown.
ASKED, BLOCKED = "(being asked right now)", "(blocked here)"


async def history(services: Services, request: Request) -> Reply:
    """What was done to a quote, be it there or taken out. Raises NumberUnknown and BeingAsked."""
    number = int(request.options[NUMBER])
    zone = await zone_of(services, request)
    library = await services.libraries.library_at(request.place)
    number = library.kept(number)

    def look(work: Work) -> Reply:
        stands = _ours(work, request, number)
        view = withholding.shown_to_in(work, request)
        if not stands.removed:
            view.number(number)
        changes = work.tx[BookRows].changes(number)
        told = [(_told(view, change.before), _told(view, change.text)) for change in changes]
        return wording.history(stands, changes, told, work.at, zone)

    return await services.read(library, request.at, look)


async def press_back(services: Services, press: Press, meant: PressId) -> Reply:
    """A quote that was taken out is there again. Raises NumberUnknown, and PressIsStale where it is there already."""
    number = press_number(meant.subject)

    def bring(work: Work) -> Reply:
        if not _ours(work, press, number).removed:
            raise PressIsStale
        user = admit(work.tx, press)
        work.tx[DecisionRows].decide(number, Deciding.KEEP, "", DecidedBy(user.id, user.name), work.at)
        stands = work.tx[BookRows].standing(number)
        if stands is None or stands.removed:
            # No edition of its transcript has it any more.
            raise PressIsStale
        return wording.brought_back(number)

    library = await services.libraries.library_at(press.place)
    return await services.write(library, press.at, bring)


def _told(view: View, text: str) -> str:
    if view.withheld.blocked.says(text):
        return BLOCKED
    return ASKED if view.withheld.hides_text(text) else text


def _ours(work: Work, incoming: Incoming, number: int) -> Standing:
    stands = work.tx[BookRows].standing(number)
    ours = work.tx[PackRows].reviewed_by(incoming.place.workspace_id).intersection(work.library.packs)
    if stands is None or stands.pack_id not in ours:
        raise NumberUnknown(number=number)
    return stands
