"""/quiz season: how it stands, and those before; managers close one and begin anew, and for ten minutes undo that."""

from datetime import datetime

from bot.chat.incoming import Incoming, Press, PressId, Request
from bot.chat.messages import Reply
from bot.chat.refusals import PressIsStale
from bot.delivery.rows import PostRows
from bot.library.services import Services, admit
from bot.people import season_wording as wording
from bot.people.boards import UNDO, Season
from bot.people.refusals import NoSeasonToReopen, NoSuchSeason, SeasonOfManagers, SeasonOver
from bot.people.rows import PeopleRows, SeasonRows
from bot.settings import model as settings
from bot.storage.outgoing import NOTE
from bot.storage.transaction import Transaction
from content.ids import fingerprint

POST = "season"
CLOSING, UNDOING = "close", "undo"


async def season(services: Services, request: Request) -> Reply:
    """The board of a season; or what was wanted of the one that goes on."""
    change = request.options.get("change")
    if change is not None:
        return await (_ask if change == CLOSING else _reopen)(services, request)
    number = int(request.options.get("number", 0))

    def look(tx: Transaction) -> Reply:
        seasons = tx[SeasonRows].all(request.place.workspace_id)
        if number > len(seasons):
            raise NoSuchSeason(number=number, last=len(seasons))
        meant = seasons[number - 1]
        points, zone = told_of(tx, request, meant)
        return wording.board(meant, points, zone, user_id=request.user.id, manages=request.manager)

    return await services.store.read(look)


def told_of(tx: Transaction, asked: Incoming, meant: Season) -> tuple[list[tuple[str, str, int]], str]:
    """What was scored in a season, and by whose clock its days are told."""
    whose = asked.place.workspace_id
    points = tx[PeopleRows].points(whose, None, meant.began_at, meant.closed_at)
    return points, settings.choice(tx, asked.place, settings.TIMEZONE) or "UTC"


async def press_season(services: Services, press: Press, meant: PressId) -> Reply:
    """Shall it be closed? By the button below its board."""
    return await _ask(services, press)


async def press_close(services: Services, press: Press, meant: PressId) -> Reply:
    """Close the season of that number. Raises SeasonOfManagers, SeasonOver and PressIsStale."""
    _check(press)
    if not meant.subject.isdigit():
        raise PressIsStale
    number = int(meant.subject)

    def close(tx: Transaction) -> Reply:
        admit(tx, press)
        whose = press.place.workspace_id
        going_on = tx[SeasonRows].all(whose)[-1]
        if number > going_on.number or number < 1:
            raise PressIsStale
        if number < going_on.number or not tx[SeasonRows].close(whose, number, press.at):
            raise SeasonOver(number=number)
        if press.problem is None:
            subject = f"{number}:{press.at.isoformat()}"
            key = _key(whose, number, press.at)
            if not tx[PostRows].add(key, press.place, POST, subject, not_before=press.at, priority=NOTE):
                tx[PostRows].touch(key, press.at)
        return wording.closed(going_on, posted=press.problem is None)

    return await services.store.write(close)


async def press_reopen(services: Services, press: Press, meant: PressId) -> Reply:
    """Undo it."""
    return await _reopen(services, press)


async def _ask(services: Services, asked: Incoming) -> Reply:
    _check(asked)
    whose = asked.place.workspace_id
    return wording.confirm(await services.store.read(lambda tx: tx[SeasonRows].all(whose)[-1]))


async def _reopen(services: Services, asked: Incoming) -> Reply:
    """Let the season that was closed last go on. Raises SeasonOfManagers and NoSeasonToReopen."""
    _check(asked)

    def reopen(tx: Transaction) -> Reply:
        admit(tx, asked)
        whose = asked.place.workspace_id
        *before, _ = tx[SeasonRows].all(whose)
        last = before[-1] if before else None
        if last is None or last.closed_at is None or asked.at > last.closed_at + UNDO:
            minutes = int(UNDO.total_seconds() // 60)
            raise NoSeasonToReopen(number=last.number if last else 0, minutes=minutes)
        tx[SeasonRows].reopen(whose, last.number)
        tx[PostRows].touch(_key(whose, last.number, last.closed_at), asked.at)
        return wording.reopened(last)

    return await services.store.write(reopen)


def _key(workspace_id: str, number: int, closed_at: datetime) -> str:
    """The key of the post that tells of it, short enough however long the workspace is called."""
    return f"{POST}:{fingerprint(workspace_id, str(number), closed_at.isoformat())}"


def _check(asked: Incoming) -> None:
    if not asked.manager:
        raise SeasonOfManagers
