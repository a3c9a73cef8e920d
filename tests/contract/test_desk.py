"""Several reviewers at once, on both engines: no two are dealt the same, and no two decide about the same."""

import asyncio
import random

from bot.chat.incoming import User
from bot.delivery.clock import VirtualClock
from bot.library.cache import LibraryCache
from bot.library.desk import Desk
from bot.library.desk_model import DealtQuote
from bot.library.imports import store as keep
from bot.library.rows.decisions import DecisionRows
from bot.library.services import Services
from bot.library.withholding import shown_to_anybody_in
from bot.storage.store import Store
from content.decisions import Deciding
from tests.builders import HERE, NOON, pack

REVIEWERS, QUOTES = 6, 30


async def test_reviewers_at_once(store: Store) -> None:
    """Each looks at every quote that they are dealt and decides; together they look at each once."""
    services = Services(store=store, libraries=LibraryCache(store), clock=VirtualClock(NOON), rng=random.Random(5))
    texts = [f"Line {i} is one that nobody else said." for i in range(QUOTES)]
    done = await keep(services, pack("talk", *texts), workspace_id=HERE.workspace_id)
    looking: set[int] = set()
    decided: list[int] = []

    async def review(user: User) -> None:
        desk = Desk(
            services, HERE.workspace_id, user.id, NOON,
            lambda work: shown_to_anybody_in(work, HERE.workspace_id),
        )  # fmt: skip
        while isinstance(dealt := await desk.deal(), DealtQuote):
            number = dealt.numbered.number
            assert number not in looking
            looking.add(number)
            await asyncio.sleep(0)
            what = Deciding.DROP if number % 3 else Deciding.KEEP
            looking.remove(number)
            assert await desk.decide(number, what, "", lambda tx: user) is None
            decided.append(number)

    await asyncio.gather(*(review(User(id=f"u{i}", name=f"U{i}")) for i in range(REVIEWERS)))

    assert len(decided) == len(set(decided)) == QUOTES
    assert await store.read(lambda tx: tx[DecisionRows].looked_at({done.info.id})) == set(decided)
    library = await services.libraries.library(HERE.workspace_id)
    assert library.pack("talk").size == QUOTES // 3
