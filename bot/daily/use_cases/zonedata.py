"""When the rules of time zones change, what was computed by the old ones is computed again."""

import importlib.metadata
import zoneinfo
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.daily.rows import DailyRows
from bot.daily.rules.calendar import Slot, after_date, moment
from bot.daily.rules.model import Subscription
from bot.library.services import Services
from bot.settings.rows import ChoiceRows
from bot.storage.transaction import Transaction

INSTALLATION, NAME = "", "tzdata"
PAGE = 200


def version() -> str:
    """The version of the zone rules that this process uses: the system's where it has them, else the package's."""
    for folder in map(Path, zoneinfo.TZPATH):
        for name in ("tzdata.zi", "+VERSION"):
            if (folder / name).is_file():
                with (folder / name).open(encoding="utf-8") as lines:
                    return lines.readline().strip("# \n")
    return f"package {importlib.metadata.version('tzdata')}"


async def follow(services: Services, rules: str) -> int:
    """Bring every next post to what these rules say, unless that was done; returns how many moved.

    The local date of a post stays, so that none is lost and none comes twice.
    """
    known = await services.store.read(lambda tx: tx[ChoiceRows].all(INSTALLATION).get(NAME))
    if known == rules:
        return 0
    # A process keeps the rules that it has read.
    ZoneInfo.clear_cache()
    moved, past = 0, ""
    while page := await services.store.read(lambda tx, past=past: tx[DailyRows].scheduled(past, limit=PAGE)):  # type: ignore[misc]
        wrong = [s.id for s in page if _moved(s) is not None]
        if wrong:
            moved += await services.store.write(lambda tx, ids=wrong: _move(tx, ids))  # type: ignore[misc]
        past = page[-1].id
    await services.store.write(lambda tx: tx[ChoiceRows].put(INSTALLATION, NAME, rules))
    return moved


def _move(tx: Transaction, ids: list[str]) -> int:
    moved = 0
    for subscription_id in ids:
        subscription = tx[DailyRows].get(subscription_id)
        slot = None if subscription is None else _moved(subscription)
        if subscription is not None and slot is not None:
            tx[DailyRows].put(replace(subscription, next=slot))
            moved += 1
    return moved


def _moved(subscription: Subscription) -> Slot | None:
    """Where the next post belongs by the present rules; None if it stands there, or its zone is not known any more."""
    if subscription.next is None:
        return None
    try:
        at: datetime | None = moment(subscription.next.date, subscription.schedule.time, subscription.schedule.zone)
        slot = (
            after_date(subscription.schedule, subscription.next.date)
            if at is None
            else Slot(subscription.next.date, at)
        )
    except ZoneInfoNotFoundError:
        return None
    return None if slot == subscription.next else slot
