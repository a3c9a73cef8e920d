"""What a bare /quiz, /daily or /quotes shows: how things stand here, and what is done most."""

from collections.abc import Awaitable, Callable, Mapping
from types import MappingProxyType

from bot.chat.entries import When
from bot.chat.incoming import Request
from bot.chat.messages import Button, Reply
from bot.daily.rows import DailyRows
from bot.games.rows.games import GameRows
from bot.library.rows.book import BookRows
from bot.library.services import Services
from bot.workspace import menu
from bot.workspace import menu_wording as wording

MOST_SHOWN = 3
_GAME = {
    When.IDLE: ("start", "short", "alone"),
    When.LOBBY: ("begin", "join", "scores", "stop"),
    When.RUNNING: ("answer", "stop", "scores", "hint"),
    When.PAUSED: ("resume", "stop", "scores"),
}
_POSTED, _NOT_POSTED = ("daily", "daily-skip", "daily-set"), ("daily-set",)
_LIBRARY = ("quote", "find", "quote-add")


async def _quiz(services: Services, asked: Request) -> Reply:
    """Whether something is played."""
    table = await services.store.read(lambda tx: tx[GameRows].running(asked.place))
    now, hosts = menu.state_of(table), menu.hosts(table, asked)
    keys = [key for key in _GAME[now] if hosts or not menu.ENTRIES[key].host]
    return wording.topic("quiz", wording.game(table), await _first(services, asked, keys))


async def _daily(services: Services, asked: Request) -> Reply:
    """What is posted here, and when."""
    here = await services.store.read(lambda tx: tx[DailyRows].at(asked.place))
    on = [to for to in here if to.next is not None]
    return wording.topic("daily", wording.posted(on), await _first(services, asked, _POSTED if on else _NOT_POSTED))


async def _quotes(services: Services, asked: Request) -> Reply:
    """How many quotes there are, and for managers what waits for them."""
    whose = asked.place.workspace_id
    library = await services.libraries.library_for(asked.place)
    waiting = await services.store.read(lambda tx: len(tx[BookRows].waiting(whose))) if asked.manager else 0
    at_rest = [library.pack(name) for name in library.resting_samples]
    resting = sum(pack.size for pack in at_rest)
    own = len(library.packs) - len(at_rest)
    said = wording.known(library.size - resting, own, resting=resting, waiting=waiting)
    return wording.topic("quotes", said, await _first(services, asked, _LIBRARY))


async def _first(services: Services, asked: Request, keys: tuple[str, ...] | list[str]) -> tuple[Button, ...]:
    return (await menu.open_to(services, asked, keys))[:MOST_SHOWN]


TOPICS: Mapping[str, Callable[[Services, Request], Awaitable[Reply]]] = MappingProxyType(
    {"quiz": _quiz, "daily": _daily, "quotes": _quotes}
)


async def page(services: Services, asked: Request) -> Reply:
    """The menu, or of what is named how it stands."""
    topic = asked.options.get("topic", "")
    return await TOPICS[topic](services, asked) if topic else await menu.page(services, asked)
