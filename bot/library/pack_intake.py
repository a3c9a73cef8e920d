"""Storing packs so that nobody waits for it: what is large is compared or laid by before the transaction that counts.

A large pack that is new is laid by in slices, each a short transaction, and nobody sees it; a large edition is compared
with what is there in a thread. The last transaction looks whether all still is as it was then, and makes it count.
"""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from bot.errors import StorageError
from bot.library.model import Imported
from bot.library.rows.laid_packs import LaidPackRows
from bot.library.rows.pack_choice import Choice, Coming
from bot.library.rows.pack_contents import CONTENTS, PAGE, HeldContents
from bot.library.rows.pack_edition import Edition, compared
from bot.library.rows.pack_editions import Outdated, Prepared
from bot.library.rows.packs import PackRows
from bot.library.unwatched import unwatched
from bot.storage.store import Store
from bot.storage.transaction import Transaction

T = TypeVar("T")
# More rows than these are not written by one transaction that writes all of a pack: it takes some hundredths of a
# second.
LARGE = 2 * PAGE
# So often a large pack is prepared; where its owner's packs changed each time meanwhile, it is stored at one go.
TRIES = 3
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Foreseen:
    """What storing a pack would do, and `choice` and `edition` by which that is known."""

    done: Imported
    choice: Choice
    edition: Edition | None


async def stored(
    store: Store, coming: Coming, at: datetime, keep: Callable[[Transaction, Prepared | None], T]
) -> T:  # fmt: skip
    """What `keep` returns, which calls PackRows.keep in its one transaction with what was prepared for that.

    `keep` may be called again where what was prepared does not hold any more.
    """
    # What a large pack makes for a while would be looked through for cycles again and again, while everybody waits.
    with unwatched():
        return await _stored(store, coming, at, keep)


async def _stored(
    store: Store, coming: Coming, at: datetime, keep: Callable[[Transaction, Prepared | None], T]
) -> T:  # fmt: skip
    for _ in range(TRIES):
        prepared = await _prepared(store, coming, at)
        if prepared is None:
            break
        done = False
        try:
            kept = await store.write(lambda tx, ready=prepared: keep(tx, ready))  # type: ignore[misc]
            done = True
        except Outdated:
            continue
        finally:
            if not done and prepared.laid is not None:
                await _take_away(store, prepared.laid)
        return kept
    return await store.write(lambda tx: keep(tx, None))


async def foresee(store: Store, coming: Coming, at: datetime) -> Foreseen:
    """What storing it would do; nothing is written."""
    with unwatched():
        return await _foresee(store, coming, at)


async def _foresee(store: Store, coming: Coming, at: datetime) -> Foreseen:
    await asyncio.to_thread(lambda: coming.said)
    choice = await store.read(lambda tx: tx[PackRows].choose(coming))
    edition = None if choice.done is not None or choice.meant is None else await _edition(store, coming, choice, at)
    done = await store.read(lambda tx: tx[PackRows].foresee(coming, choice, edition, at))
    return Foreseen(done=done, choice=choice, edition=edition)


async def clear(store: Store) -> None:
    """Take away what was laid by and nobody goes on with."""
    for pack_id in await store.read(lambda tx: tx[LaidPackRows].abandoned()):
        await _take_away(store, pack_id)


async def _prepared(store: Store, coming: Coming, at: datetime) -> Prepared | None:
    """What is done beforehand; None where that is not worth it."""
    pack = coming.pack
    is_large = len(pack.turns) + len(pack.items) + len(pack.quotes) > LARGE
    if is_large:
        await asyncio.to_thread(lambda: coming.said)

    def look(tx: Transaction) -> tuple[Choice, object] | None:
        choice = tx[PackRows].choose(coming)
        large = is_large or (choice.meant is not None and tx[PackRows].is_large(choice.meant.id, LARGE))
        return (choice, tx[PackRows].mark(coming.owner)) if large else None

    if (found := await store.read(look)) is None:
        return None
    choice, mark = found
    if choice.done is not None:
        return Prepared(mark=mark, choice=choice)
    if choice.meant is None:
        laid = await _laid(store, coming, choice, at)
        return None if laid is None else Prepared(mark=mark, choice=choice, laid=laid)
    return Prepared(mark=mark, choice=choice, edition=await _edition(store, coming, choice, at))


async def _laid(store: Store, coming: Coming, choice: Choice, at: datetime) -> int | None:
    """The id under which all of it lies by; None where somebody took it away meanwhile."""
    new = choice.pack
    pack_id, rulings = await store.write(lambda tx: tx[LaidPackRows].begin(coming, new, at))
    whole = False
    try:
        for first in range(0, max(map(len, (new.turns, new.items, new.quotes))), PAGE):
            if not await store.write(
                lambda tx, first=first: tx[LaidPackRows].add(pack_id, new, rulings, first, at)  # type: ignore[misc]
            ):
                return None
        whole = True
    finally:
        if not whole:
            await _take_away(store, pack_id)
    return pack_id


async def _edition(store: Store, coming: Coming, choice: Choice, at: datetime) -> Edition:
    held, new = choice.meant, choice.pack
    assert held is not None
    known = await store.read(lambda tx: tx[PackRows].standing_for(held, new, at))
    there = HeldContents()
    for what in (*CONTENTS, "quotes"):
        after = None
        while True:
            after = await store.read(
                lambda tx, what=what, after=after: tx[PackRows].read_page(held.id, there, what, after)  # type: ignore[misc]
            )
            if after is None:
                break
    return await asyncio.to_thread(compared, there, known, new, at, named=coming.named)


async def _take_away(store: Store, pack_id: int) -> None:
    try:
        while await store.write(lambda tx: tx[LaidPackRows].take_away(pack_id)):
            pass
    except StorageError:
        # It goes when somebody looks for what nobody goes on with.
        _log.warning("what was laid by for a pack is taken away later")
