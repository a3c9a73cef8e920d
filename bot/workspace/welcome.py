"""The first words in a place: a greeting, a quote, the next thing to try; and the round that still stands open."""

from dataclasses import replace

from bot.chat.incoming import Place
from bot.chat.messages import Notice, Reply
from bot.chat.variants import GREETINGS, pick
from bot.games import round_wording
from bot.games import rules as play
from bot.games.model import GameSnapshot, GameState, RoundState
from bot.games.rows.games import GameRows
from bot.games.use_cases import scenes
from bot.library import withholding
from bot.library.library import View
from bot.library.lookups import card
from bot.library.model import NumberedQuote
from bot.library.refusals import NothingToShow
from bot.library.rows.shown import ShownRows
from bot.library.services import Services, Work
from bot.workspace import help_wording


async def welcome(services: Services, place: Place, *, pack: str = "") -> list[Reply]:
    """What is shown when somebody comes in."""
    library = await services.libraries.library_for(place)
    replies: list[Reply] = [Notice(text=pick(GREETINGS, services.rng))]

    def look(work: Work) -> Reply | tuple[View, NumberedQuote] | None:
        tx = work.tx
        table = tx[GameRows].running(place)
        view = withholding.shown_to_anybody_in(work, place.workspace_id)
        if table is not None and round_wording.is_open(table):
            return _goes_on(work, place, table)
        try:
            seen = tx[ShownRows].recent(place, library.size)
            numbered = view.draw(services.rng, seen=seen, pack=pack, verbatim=True, unasked=True)
        except NothingToShow:
            return None
        tx[ShownRows].add(place, numbered.number, services.clock.now())
        return view, numbered

    shown = await services.write(library, services.clock.now(), look)
    if isinstance(shown, tuple):
        shown = await card(services, *shown)
    if shown is not None:
        replies.append(shown)
    samples = all(p.info.sample for p in library.packs.values())
    return [*replies, Notice(text=help_wording.next_step(samples=samples, bring="/quotes import FILE"))]


async def is_overdue(services: Services, place: Place) -> bool:
    """Whether the time of the round that stands open there is over, and nobody has closed it yet."""
    table = await services.store.read(lambda tx: tx[GameRows].running(place))
    return table is not None and play.is_due(table, services.clock.now())


def _goes_on(work: Work, place: Place, table: GameSnapshot) -> Reply:
    """The round as it stands now, with the time that is left; where its time is over or it is still to be posted, that
    the game goes on.
    """
    asked = table.round
    if asked is None or asked.state is RoundState.PENDING:
        return Notice(text=help_wording.GOES_ON)
    if play.is_due(table, work.at):
        return Notice(text=help_wording.WENT_ON)
    now = replace(table, round=play.with_time_left(asked, work.at)) if table.game.state is GameState.RUNNING else table
    scene = scenes.of_round(work, place, asked)
    return replace(round_wording.open_round(now, asked.closes_at, scene), lead=help_wording.GOES_ON)


async def arrival(services: Services, place: Place) -> Notice:
    """What is said once where the bot was invited: who it is and what to try first."""
    library = await services.libraries.library_for(place)
    samples = all(p.info.sample for p in library.packs.values())
    next_step = help_wording.next_step(samples=samples, bring="/quotes import")
    return Notice(text=f"{pick(GREETINGS, services.rng)}\n{next_step}\n{help_wording.KEPT}")
