"""What people see of themselves and each other over time: leaderboard, stats, hiding; and reporting an item."""

from dataclasses import replace

from bot.chat.identity import TEAMMATE
from bot.chat.incoming import Request
from bot.chat.messages import Notice, Reply
from bot.games.model import RoundState
from bot.games.rating import REPORTED, REPORTS_FOR_REVIEW, ItemStat, first_rating
from bot.games.refusals import NoRoundYet
from bot.games.rows.games import GameRows
from bot.games.rows.items import ItemRows
from bot.games.rows.questions import QuestionRows
from bot.library.rows.blocks import BlockRows
from bot.library.rows.book import BookRows
from bot.library.rows.decisions import DecisionRows
from bot.library.rows.members import MemberRows
from bot.library.services import Services, admit
from bot.people import wording
from bot.people.boards import Period, Scope, since
from bot.people.rows import PeopleRows, SeasonRows
from bot.storage.transaction import Transaction

STATS_ANSWERS = 1000


async def leaderboard(services: Services, request: Request) -> Reply:
    """Who has the most points in a period, in this channel or the workspace."""
    period = Period(request.options.get("period", Period.MONTH))
    scope = Scope(request.options.get("scope", Scope.CHANNEL))
    place = request.place if scope is Scope.CHANNEL else None
    whose = request.place.workspace_id

    def look(tx: Transaction) -> tuple[list[tuple[str, str, int]], frozenset[str]]:
        start = since(period, request.at, tx[SeasonRows].all(whose)[-1])
        return tx[PeopleRows].points(whose, place, start), tx[PeopleRows].hidden(whose)

    points, hidden = await services.store.read(look)
    shown = [(who, name, won) for who, name, won in points if who not in hidden]
    return wording.leaderboard(shown, period, scope, request.user.id, hidden=request.user.id in hidden)


async def stats(services: Services, request: Request) -> Reply:
    """Your own strengths by kind, and by the speakers that may be named where one asks."""
    workspace_id = request.place.workspace_id
    answers = await services.store.read(lambda tx: tx[PeopleRows].answers(workspace_id, request.user.id, STATS_ANSWERS))
    library = await services.libraries.library_at(request.place)
    told = {a.quote_number: library.revealed(a.quote_number) for a in answers if a.quote_number is not None}
    speakers = {n: q.quote.speaker for n, q in told.items() if q is not None and q.quote.speaker}
    return wording.stats(answers, speakers)


async def hide(services: Services, request: Request) -> Reply:
    """Play under another name, or no longer."""
    if "switch" not in request.options:
        return wording.hiding()
    hidden = request.options["switch"] == "on"

    def switch(tx: Transaction) -> None:
        admit(tx, request)
        if hidden:
            tx[DecisionRows].forget_name(request.place.workspace_id, request.user.id, TEAMMATE)
            tx[BlockRows].forget_name(request.place.workspace_id, request.user.id, TEAMMATE)
            tx[QuestionRows].forget_name(request.place.workspace_id, request.user.id, TEAMMATE)
            tx[BookRows].forget_name(request.place.workspace_id, request.user.id, TEAMMATE)
        tx[PeopleRows].hide(request.place.workspace_id, request.user.id, hidden=hidden, alias=TEAMMATE)
        tx[MemberRows].renew()

    await services.store.write(switch)
    return wording.hidden(hidden)


async def report(services: Services, request: Request) -> Reply:
    """Say that the newest item here is bad: it leaves this channel, and after two reports every game."""

    def note(tx: Transaction) -> Notice:
        admit(tx, request)
        table = tx[GameRows].newest(request.place)
        if table is None or table.round is None:
            raise NoRoundYet
        item, workspace_id = table.round.item, request.place.workspace_id
        before = tx[ItemRows].reports(request.place.workspace_id, item.id)
        count = tx[ItemRows].report(request.place, item.id, request.user.id)
        review = count >= REPORTS_FOR_REVIEW
        if review:
            stat = tx[ItemRows].stats(workspace_id).get(item.id) or ItemStat(item_id=item.id, rating=first_rating(item))
            tx[ItemRows].put_stat(workspace_id, replace(stat, review=REPORTED))
        standing = table.round.number if table.round.state is not RoundState.CLOSED else 0
        return wording.reported(review=review, again=count == before, standing=standing)

    return await services.store.write(note)
