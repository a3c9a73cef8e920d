"""What the tick does: posts that are due are made, guesses and quizzes whose time is over are resolved.

Work goes in small batches, each one transaction, so that neither the event loop nor the writer is held for long. An
idle tick is two reads on indexes, however many subscriptions there are.
"""

import asyncio
import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from bot.chat.incoming import Place
from bot.daily.rows import DailyRows
from bot.daily.rules.calendar import Slot, after_date
from bot.daily.rules.lateness import MANY, jitter, too_late
from bot.daily.rules.model import DAILY, Reason, Style, Subscription
from bot.daily.use_cases.deliveries import DueDelivery, make, reveal, skip
from bot.daily.use_cases.lobbies import gather
from bot.errors import RowUnreadable, StorageError
from bot.games.choice import look_through, sample_of
from bot.games.model import MIXED, Rules
from bot.games.use_cases.supply import shortened
from bot.library import withholding
from bot.library.beforehand import NotLookedThrough, written
from bot.library.library import Library, View
from bot.library.refusals import NoSuchPack
from bot.library.services import Services, Work
from bot.library.unwatched import made
from bot.storage.careful import left_out, tell
from bot.storage.transaction import Transaction

BATCH = MANY
BROKEN = timedelta(minutes=10)
# A platform that does not say who reads somewhere may be there again in a moment.
UNTOLD = timedelta(seconds=5)
_log = logging.getLogger(__name__)


async def tick(services: Services, platforms: Sequence[str], at: datetime, *, patience: timedelta = timedelta()) -> int:
    """Make everything that is due, and resolve what was `patience` ago; returns how many rows were worked on."""
    worked = 0
    while resolved := await _resolve(services, platforms, at - patience):
        worked += resolved
    while made := await _make(services, platforms, at):
        worked += made
    return worked


async def _make(services: Services, platforms: Sequence[str], at: datetime) -> int:
    due = await services.store.read(lambda tx: tx[DailyRows].due(platforms, at, limit=BATCH))
    if not due:
        return 0
    libraries = await _libraries(services, due)
    ids = [s.id for s in due]
    await _look_through(libraries, due, at)
    played = await _played(services, libraries, due, at)

    def materialise(tx: Transaction) -> int:
        # Read again under locks: another process may have been quicker, or somebody switched it off.
        held = tx[DailyRows].due(platforms, at, limit=BATCH, among=ids)
        for to in held:
            try:
                known = to.place in libraries and (to.game is None or to.id in played)
                after = put_off(to, at, BROKEN if to.place in libraries else UNTOLD)
                if known:
                    work = Work(tx, services, libraries[to.place], at)
                    after = _due(work, to, len(due), played.get(to.id))
            except RowUnreadable:
                tell("subscription", to.id)
                after = put_off(to, at)
            except (StorageError, NotLookedThrough):
                raise
            except Exception:  # noqa: BLE001 - whatever is wrong with one channel, the others get their posts
                _log.exception("the daily post of subscription %s could not be made; it is tried again later", to.id)
                after = put_off(to, at)
            tx[DailyRows].put(after)
        return len(held)

    return await written(services.store, services.rng, materialise)


async def _look_through(libraries: Mapping[Place, Library], due: Iterable[Subscription], at: datetime) -> None:
    """What quizzes choose from is looked through before the writer is held, once for all that choose from the same."""
    told = [s for s in due if s.place in libraries]
    quizzes = [(s, s.next) for s in told if s.style is Style.QUIZ and s.next is not None]
    timely = [(s, n) for s, n in quizzes if not too_late(n.date, n.at, s.schedule.zone, at)]
    for library, pack, mode, sample in {
        (libraries[s.place], s.pack, s.mode or MIXED, sample_of(s.place.workspace_id, n.at)): None for s, n in timely
    }:
        try:
            await made(withholding.tally, library, partial(_looked_through, pack, mode, sample))
        except NoSuchPack:
            pass
        except Exception:  # noqa: BLE001 - making the post meets it as well, and puts that one off
            _log.exception("what a quiz asks could not be looked through")


async def _played(
    services: Services, libraries: Mapping[Place, Library], due: Iterable[Subscription], at: datetime
) -> dict[str, Rules | None]:
    """The rules of the games that are due, with no more rounds than there is something to ask; None where the pack is
    gone. Those of which it cannot be told are left out.
    """
    found: dict[str, Rules | None] = {}
    for to in due:
        if to.game is None or to.place not in libraries:
            continue
        try:
            found[to.id] = await shortened(services, libraries[to.place], to.place, to.game, at)
        except NoSuchPack:
            found[to.id] = None
        except StorageError:
            raise
        except Exception:  # noqa: BLE001 - whatever is wrong with one channel, the others get their posts
            _log.exception("what the game of subscription %s asks could not be told; it is tried again later", to.id)
    return found


def _looked_through(pack: str, mode: str, sample: str, view: View) -> None:
    look_through(view, Rules(pack=pack, mode=mode), sample)


def _due(work: Work, subscription: Subscription, at_once: int, played: Rules | None) -> Subscription:
    """One local date further: its post is made, or skipped because it comes too late; a game's lobby opens, by the
    rules by which it is `played`.
    """
    assert subscription.next is not None
    if subscription.style.is_game:
        return gather(work, subscription, played)
    slot = subscription.next
    due = DueDelivery(slot.date, DAILY, slot.at, work.at + jitter(subscription.place.channel, at_once))
    if too_late(slot.date, slot.at, subscription.schedule.zone, work.at):
        after = skip(work.tx, subscription, due, Reason.LATE, work.at)
    else:
        after = make(work, subscription, due)
    return replace(after, next=after_date(subscription.schedule, slot.date))


def put_off(subscription: Subscription, at: datetime, pause: timedelta = BROKEN) -> Subscription:
    """The same local date, tried again in a while."""
    assert subscription.next is not None
    return replace(subscription, next=Slot(subscription.next.date, at + pause + subscription.style.lead))


async def _resolve(services: Services, platforms: Sequence[str], at: datetime) -> int:
    due = await services.store.read(lambda tx: tx[DailyRows].due_reveals(platforms, at, limit=BATCH))

    def resolve(tx: Transaction) -> int:
        resolved = 0
        for delivery in due:
            with left_out("delivery", delivery.id):
                subscription = tx[DailyRows].get(delivery.subscription_id)
                # What was guessed in time counts, however late it is worked on.
                if subscription is not None and not services.arrivals.outstanding(
                    subscription.place, delivery.reveal_at or at
                ):
                    reveal(tx, subscription, delivery, at)
                    resolved += 1
        return resolved

    return await services.store.write(resolve) if due else 0


async def _libraries(services: Services, due: Sequence[Subscription]) -> dict[Place, Library]:
    """Of each place, but for those of which nobody can tell who reads there; all are asked for at once."""
    places = list({s.place for s in due})
    found = await asyncio.gather(*map(services.libraries.library_once_told, places))
    return {place: library for place, library in zip(places, found, strict=True) if library is not None}
