"""What several games ask at the same moment, and what was shown or is told in a moment."""

import asyncio
from datetime import datetime, timedelta

from bot.chat.incoming import Place
from bot.chat.messages import QuoteCard
from bot.chat.refusals import NoItems
from bot.library import withholding
from bot.library.library import View
from bot.storage.store import Store
from tests import cheating
from tests.builders import (
    ALICE,
    HERE,
    NOON,
    THERE,
)
from tests.cheating import ABROAD, SAMPLES, channel


async def test_what_is_about_to_be_told_is_not_asked(store: Store) -> None:
    """A reveal that waits for its channel would tell it while the next ones still answer."""
    async with cheating.listening(store) as scene:
        world, library = scene.world, scene.library
        await world.ask(ALICE, "quiz start", mode="who-said", pack=SAMPLES, pace="relaxed")
        number = (await world.table()).round.quote_number or 0  # type: ignore[union-attr]

        async def may_be_asked(*, of: Place) -> bool:
            view = await world.services.write(
                library, NOON, lambda work: withholding.chosen(work, of, (), lambda view: view)
            )
            return view.get(number) is not None

        assert not await may_be_asked(of=THERE)
        assert await may_be_asked(of=ABROAD)
        await world.engine.handle(world.request(ALICE, "quiz skip"))
        assert not await may_be_asked(of=THERE)
        await world.outbox.flush()
        assert await may_be_asked(of=THERE)


async def test_what_was_shown_a_moment_ago_is_asked_later(store: Store) -> None:
    """It may still wait for its channel; where there is nothing else it is asked all the same."""
    async with cheating.listening(store) as scene:
        world, library = scene.world, scene.library
        shown = await scene.ask("quote", place=THERE)
        assert isinstance(shown, QuoteCard)

        async def may_be_asked(*, of: Place, at: datetime = NOON, only: bool = False) -> bool:
            def choose(view: View) -> bool:
                if only and view.get(shown.number or 0) is None:
                    raise NoItems(mode="mixed", pack="", samples=())
                return view.get(shown.number or 0) is not None

            return await world.services.write(library, at, lambda work: withholding.chosen(work, of, (), choose))

        assert not await may_be_asked(of=HERE)
        assert await may_be_asked(of=HERE, only=True)
        assert await may_be_asked(of=HERE, at=NOON + timedelta(minutes=2))
        assert await may_be_asked(of=ABROAD)


async def test_games_that_begin_at_the_same_moment_ask_about_different_quotes(store: Store) -> None:
    """Twelve channels of one workspace: choosing is one after the other there."""
    async with cheating.listening(store) as scene:
        places = [channel(f"c{n}") for n in range(12)]
        requests = [
            scene.world.request(ALICE, "quiz start", place=p, pace="relaxed", pack=SAMPLES, mode="who-said")
            for p in places
        ]
        await asyncio.gather(*map(scene.world.engine.handle, requests))
        quotes = [i.quote_id for i in await scene.open_now()]

        assert len(quotes) == len(set(quotes)) == 12
