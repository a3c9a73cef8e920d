"""What people see of themselves and each other over time: leaderboard, stats, hiding; and reporting an item."""

from dataclasses import replace

from bot.core.boards import Period, Scope, since
from bot.core.rating import REPORTED, REPORTS_FOR_REVIEW, ItemStat, first_rating
from bot.core.refusals import NoRoundYet
from bot.engine.services import Services, admit
from bot.messages import Reply, Request
from bot.ports import Transaction
from bot.wording import people as wording

STATS_ANSWERS = 1000


async def leaderboard(services: Services, request: Request) -> Reply:
    """Who has the most points: this month or of all time, in this channel or the workspace."""
    period = Period(request.options.get("period", Period.MONTH))
    scope = Scope(request.options.get("scope", Scope.CHANNEL))
    place = request.place if scope is Scope.CHANNEL else None
    start = since(period, request.at)
    points = await services.store.read(lambda tx: tx.people.points(request.place.workspace_id, place, start))
    return wording.leaderboard(points, period, scope)


async def stats(services: Services, request: Request) -> Reply:
    """Your own strengths by kind and speaker."""
    workspace_id = request.place.workspace_id
    answers = await services.store.read(lambda tx: tx.people.answers(workspace_id, request.user.id, STATS_ANSWERS))
    library = await services.shelf.library(workspace_id)
    told = {a.quote_number: library.revealed(a.quote_number) for a in answers if a.quote_number is not None}
    speakers = {n: q.quote.speaker for n, q in told.items() if q is not None and q.quote.speaker}
    return wording.stats(answers, speakers)


async def hide(services: Services, request: Request) -> Reply:
    """Play under another name, or no longer."""
    hidden = request.options.get("switch", "on") == "on"

    def switch(tx: Transaction) -> None:
        admit(tx, request)
        tx.people.hide(request.place.workspace_id, request.user.id, hidden=hidden, alias=wording.TEAMMATE)

    await services.store.write(switch)
    return wording.hidden(hidden)


async def report(services: Services, request: Request) -> Reply:
    """Say that the newest item here is bad: it leaves this channel, and after two reports every game."""

    def note(tx: Transaction) -> bool:
        admit(tx, request)
        table = tx.games.newest(request.place)
        if table is None or table.round is None:
            raise NoRoundYet
        item, workspace_id = table.round.item, request.place.workspace_id
        review = tx.items.report(request.place, item.id, request.user.id) >= REPORTS_FOR_REVIEW
        if review:
            stat = tx.items.stats(workspace_id).get(item.id) or ItemStat(item_id=item.id, rating=first_rating(item))
            tx.items.put_stat(workspace_id, replace(stat, review=REPORTED))
        return review

    return wording.reported(review=await services.store.write(note))
