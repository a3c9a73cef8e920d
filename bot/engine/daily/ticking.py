"""What the tick does: posts that are due are made, guesses and quizzes whose time is over are resolved.

Work goes in small batches, each one transaction, so that neither the event loop nor the writer is held for long. An
idle tick is two reads on indexes, however many subscriptions there are.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.core.daily.calendar import after_date
from bot.core.daily.lateness import MANY, jitter, too_late
from bot.core.daily.model import DAILY, Reason, Subscription
from bot.core.library import Library
from bot.engine.daily.making import Due, make, reveal, skip
from bot.engine.services import Services
from bot.ports import Transaction

BATCH = MANY


async def tick(services: Services, platforms: Sequence[str], at: datetime) -> int:
    """Make and resolve everything that is due; returns how many rows were worked on."""
    worked = 0
    while resolved := await _resolve(services, platforms, at):
        worked += resolved
    while made := await _make(services, platforms, at):
        worked += made
    return worked


async def _make(services: Services, platforms: Sequence[str], at: datetime) -> int:
    due = await services.store.read(lambda tx: tx.daily.due(platforms, at, limit=BATCH))
    if not due:
        return 0
    libraries = await _libraries(services, due)
    ids = [s.id for s in due]

    def materialise(tx: Transaction) -> int:
        # Read again under locks: another process may have been quicker, or somebody switched it off.
        held = tx.daily.due(platforms, at, limit=BATCH, among=ids)
        for subscription in held:
            tx.daily.put(_due(tx, services, libraries[subscription.place.workspace_id], subscription, at, len(due)))
        return len(held)

    return await services.store.write(materialise)


def _due(
    tx: Transaction, services: Services, library: Library, to: Subscription, at: datetime, at_once: int
) -> Subscription:
    """One local date further: its post is made, or skipped because it comes too late."""
    assert to.next is not None
    slot = to.next
    due = Due(slot.date, DAILY, slot.at, at + jitter(to.place.channel, at_once))
    if too_late(slot.date, slot.at, to.schedule.zone, at):
        after = skip(tx, to, due, Reason.LATE, at)
    else:
        after = make(tx, services, library, to, due)
    return replace(after, next=after_date(to.schedule, slot.date))


async def _resolve(services: Services, platforms: Sequence[str], at: datetime) -> int:
    due = await services.store.read(lambda tx: tx.daily.due_reveals(platforms, at, limit=BATCH))

    def resolve(tx: Transaction) -> None:
        for delivery in due:
            to = tx.daily.get(delivery.subscription_id)
            if to is not None:
                reveal(tx, to, delivery, at)

    if due:
        await services.store.write(resolve)
    return len(due)


async def _libraries(services: Services, due: Sequence[Subscription]) -> dict[str, Library]:
    ids = {s.place.workspace_id for s in due}
    return {workspace_id: await services.shelf.library(workspace_id) for workspace_id in ids}
