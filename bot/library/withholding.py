"""The one rule of what the bot keeps to itself: which view of a library a request, a post or a game may read.

Every use case that shows or chooses a quote takes its View here and nowhere else (tests/meta/test_withholding.py).

    to whoever asks     open in the workspace, and what they are asked alone
    in one's own place  (direct messages, an app that one user brought along) what is open in every workspace where
                        one of these people sits in an open game or was seen in the last 30 days
    to ask next         besides: what is about to be told by a post that waits, and what others there are asked alone
                        as long as there is something else; likewise what was shown a moment ago: it may be on its way
    to anybody at all   besides: nothing that the managers of the workspace blocked (bot/library/blocked.py)
    posted and asked    besides: nothing of a member who left, until a manager says so
    to nobody in person (a greeting, the command line) what anybody there is asked alone
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from datetime import timedelta
from typing import TypeVar

from bot.chat.incoming import Incoming, Place
from bot.chat.places import owner
from bot.chat.refusals import NoItems, NothingUnseen
from bot.library.attendance import KEPT_DAYS
from bot.library.blocked import Blocked
from bot.library.library import Library, View
from bot.library.refusals import AskedElsewhere, EverythingAsked
from bot.library.rows.blocks import BlockRows
from bot.library.rows.open_items import OpenItemRows
from bot.library.rows.shown import ShownRows
from bot.library.rows.silence import SilenceRows
from bot.library.services import Services, Work
from bot.library.withheld import NOTHING, Withheld
from content.model import Item

T = TypeVar("T")
LATELY = timedelta(days=KEPT_DAYS)
# A channel's turn comes within this.
ON_ITS_WAY = timedelta(minutes=1)


async def shown_to(services: Services, incoming: Incoming) -> View:
    """What whoever asks may read now."""
    library = await services.libraries.library_at(incoming.place)
    return await services.read(library, incoming.at, lambda work: shown_to_in(work, incoming))


def shown_to_in(work: Work, incoming: Incoming) -> View:
    """The same inside a transaction."""
    asker = {incoming.user.id}
    where = _workspaces(work, incoming.place, asker, alone=incoming.alone)
    return _view(work, incoming.place.workspace_id, work.tx[OpenItemRows].open_items(where, asker))


def drawn_for(work: Work, incoming: Incoming) -> View:
    """What chance may take for whoever asks: everybody sees it, so nothing of somebody who left."""
    where = _workspaces(work, incoming.place, {incoming.user.id}, alone=incoming.alone)
    blocked = _unasked(work, incoming.place.workspace_id)
    return work.library.without(Withheld(work.tx[OpenItemRows].open_items(where, {incoming.user.id}), blocked=blocked))


async def shown_to_anybody(services: Services, workspace_id: str) -> View:
    """What may be read there by somebody who gave no name."""
    library = await services.libraries.library(workspace_id)
    return await services.read(library, services.clock.now(), lambda work: shown_to_anybody_in(work, workspace_id))


def shown_to_anybody_in(work: Work, workspace_id: str) -> View:
    """The same inside a transaction."""
    return _view(work, workspace_id, work.tx[OpenItemRows].open_items({workspace_id}, None))


def posted_in(work: Work, place: Place, *, asking: Item | None = None) -> View:
    """What a post that nobody asked for may show there; beside the item that it is `asking` itself."""
    where = _workspaces(work, place, ())
    open_now = [item for item in work.tx[OpenItemRows].open_items(where, _owner(place)) if item != asking]
    return work.library.without(Withheld(open_now, blocked=_unasked(work, place.workspace_id)))


def chosen(work: Work, place: Place, people: Collection[str], choose: Callable[[View], T]) -> T:
    """What `choose` finds to ask these people there, so that nothing open is told and nothing told is asked.

    Raises what `choose` raises; EverythingAsked where it would find something if nothing were open.
    """
    tx = work.tx
    tx[OpenItemRows].hold({place.workspace_id})
    blocked = _unasked(work, place.workspace_id)
    open_now = tx[OpenItemRows].open_items(_workspaces(work, place, people), {*people, *_owner(place)})
    quotes, numbers = tx[OpenItemRows].announced(place.workspace_id)
    alone = tx[OpenItemRows].open_items({place.workspace_id}, None)
    lately = tx[ShownRows].lately(place.workspace_id, work.at - ON_ITS_WAY)
    for avoided, shown in (((*open_now, *alone), lately), ((*open_now, *alone), ()), (open_now, ())):
        try:
            kept = Withheld(avoided, quotes=quotes, numbers=numbers.union(shown), blocked=blocked)
            return choose(work.library.without(kept))
        except (NoItems, NothingUnseen):
            continue
    choose(work.library.without(Withheld(blocked=blocked)))
    raise EverythingAsked


def tally(library: Library, count: Callable[[View], T]) -> T:
    """How much there is, be it open or not: a number tells nothing."""
    return count(library.without(NOTHING))


def check_alone(work: Work, place: Place, player: str, item: Item) -> None:
    """Raises AskedElsewhere where the item of somebody who plays alone would tell what others are asked now."""
    others = work.tx[OpenItemRows].open_items(_workspaces(work, place, {player}), ())
    if work.library.without(Withheld(others)).withheld.hides_item(item):
        raise AskedElsewhere


def _view(work: Work, workspace_id: str, items: Iterable[Item]) -> View:
    return work.library.without(Withheld(items, blocked=work.tx[BlockRows].of(workspace_id)))


def _unasked(work: Work, workspace_id: str) -> Blocked:
    """What is blocked, and who is neither posted nor asked about, because they left."""
    blocked, away = work.tx[BlockRows].of(workspace_id), work.tx[SilenceRows].away(workspace_id)
    return replace(blocked, speakers=blocked.speakers | away) if away else blocked


def _workspaces(work: Work, place: Place, people: Collection[str], *, alone: bool = False) -> frozenset[str]:
    """The workspaces whose open items count in that place, for these people."""
    here = frozenset({place.workspace_id})
    if not (owner(place) or alone):
        return here
    return here | work.tx[OpenItemRows].whereabouts(
        place.platform, {*people, *_owner(place)}, (work.at - LATELY).date()
    )


def _owner(place: Place) -> frozenset[str]:
    return frozenset({owner(place)} - {""})
