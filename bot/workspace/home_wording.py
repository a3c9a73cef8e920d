"""What stands on somebody's own page."""

from collections.abc import Sequence

from bot.chat.counts import counted
from bot.chat.messages import Section
from bot.daily.rules.model import Subscription
from bot.daily.schedule_terms import what_text, when_text
from bot.daily.schedule_wording import state_text
from bot.games.scores import standings
from bot.library.library import Library
from bot.library.wording import packs as packs_listing
from bot.people.boards import PlayedGame

TITLE = "Your page"
DONE, OPEN = "✓", "○"


def you(answers: int, right: int, streak: int, best: int) -> Section:
    """What somebody has to show for themselves."""
    if not answers:
        return Section(title="You", lines=("No answers yet. /quiz start in a channel, and the first streak begins.",))
    run = f"{streak} right in a row" if streak else "No streak at the moment"
    record = f"; your best is {best}." if best > streak else "."
    return Section(title="You", lines=(run + record, f"Right: {right} of {answers} ({right / answers:.0%})"))


def games(played: Sequence[PlayedGame], user_id: str) -> Section:
    """The last games, newest first."""
    return Section(title="Your last games", lines=tuple(_game(game, user_id) for game in played))


def packs(library: Library, *, manager: bool) -> Section:
    """What the workspace can quote and ask."""
    listing = packs_listing(library, manager=manager)
    return Section(title="What this place knows", lines=(*listing.lines, listing.closing), buttons=listing.buttons)


def daily(mine: Sequence[Subscription]) -> Section:
    """What somebody arranged."""
    lines = (f"{what_text(to)}, {when_text(to)}{state_text(to)}" for to in mine)
    return Section(title="Daily posts you set", lines=tuple(lines))


def waiting(quotes: int, questions: int) -> Section:
    """What members suggested, for those who decide about it."""
    told = [f"{counted(quotes, 'quote')}: /quotes review"] if quotes else []
    told += [f"{counted(questions, 'question')}: /quiz list"] if questions else []
    return Section(title="Suggested by members", lines=tuple(told))


def settings(lines: Sequence[str]) -> Section:
    """What was chosen for the workspace."""
    return Section(title="Settings", lines=tuple(lines))


def checklist(*, own: bool, played: bool, daily: bool) -> Section:
    """What a manager has done and what is left."""
    steps = (
        (True, "Quoth is here"),
        (own, "A transcript of yours is in: /quotes import"),
        (played, "A first game was played: /quiz start rounds=3"),
        (daily, "Something is posted every day: /daily set 09:00"),
    )
    told = [f"{DONE if done else OPEN} {step}" for done, step in steps]
    return Section(title="Setting up", lines=(*told, "What else holds here: /settings show"))


def _game(game: PlayedGame, user_id: str) -> str:
    board = standings(game.points)
    mine = next(s for s in board if s.name == user_id)
    day = f"{game.started_at:%d %B}".lstrip("0")
    alone = len(board) == 1
    return f"{day}: {counted(mine.points, 'point')}" + ("" if alone else f", place {mine.rank} of {len(board)}")
