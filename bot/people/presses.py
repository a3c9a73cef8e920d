"""Buttons of boards."""

from bot.chat.commands import Answers
from bot.chat.incoming import Press, PressId, Request
from bot.chat.messages import Reply
from bot.chat.presses import Presses
from bot.chat.refusals import PressIsStale
from bot.games.rows.games import GameRows
from bot.games.verbs import CLOSE, LEADERS, REOPEN, SEASON
from bot.library.services import Services
from bot.people import seasons, use_cases


async def _leaderboard(services: Services, press: Press, meant: PressId) -> Reply:
    """The command by the button of a final board. Raises PressIsStale for one of another place."""
    table = await services.store.read(lambda tx: tx[GameRows].table(meant.subject))
    if table is None or table.game.place != press.place:
        raise PressIsStale
    return await use_cases.leaderboard(
        services, Request(key=press.key, place=press.place, user=press.user, at=press.at, command="quiz leaderboard")
    )


PRESSES: Presses[Services] = {
    LEADERS: (Answers.PRIVATE, _leaderboard),
    SEASON: (Answers.PRIVATE, seasons.press_season),
    CLOSE: (Answers.UPDATE, seasons.press_close),
    REOPEN: (Answers.UPDATE, seasons.press_reopen),
}
