"""Presses from another time or place change nothing and say the way on; a quote that is asked is on no road."""

import random
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from adapters.terminal.outgoing import render
from bot.clock import VirtualClock
from bot.core.game import Table
from bot.engine.catalogue import REGISTRY
from bot.engine.engine import PRESSES, Engine
from bot.engine.outbox import Outbox
from bot.engine.packs import store_samples
from bot.engine.services import Services
from bot.engine.shelf import Shelf
from bot.messages import Mark, Notice, Place, Press, PressId, Reply, Request, User
from bot.storage.database import open_store
from bot.wording.quotes import ANOTHER
from tests.benchmarks.games import Silent
from tests.builders import ALICE, BOB, HERE, NOON, THERE

OTHER_WORKSPACE = replace(HERE, workspace="elsewhere")


class World:
    """An engine on a database of its own, with posts going nowhere."""

    def __init__(self, services: Services) -> None:
        self.services = services
        self.engine = Engine(services)
        self.outbox = Outbox(services, {HERE.platform: Silent()})
        self.serial = 0

    async def ask(
        self, user: User, command: str, *, place: Place = HERE, manager: bool = False, **options: str
    ) -> Reply:
        """A command and everything that follows from it."""
        self.serial += 1
        request = Request(
            key=str(self.serial), place=place, user=user, at=self.services.clock.now(), command=command,
            options=options, manager=manager,
        )  # fmt: skip
        reply = await self.engine.handle(request)
        await self.outbox.flush()
        return reply

    async def press(self, user: User, press_id: str, *, place: Place = HERE, key: str = "") -> Reply:
        """A press and everything that follows from it."""
        self.serial += 1
        press = Press(key=key or str(self.serial), place=place, user=user, at=self.services.clock.now(), id=press_id)
        reply = await self.engine.press(press)
        await self.outbox.flush()
        return reply

    async def table(self, place: Place = HERE) -> Table:
        """The newest game of a place."""
        found = await self.services.store.read(lambda tx: tx.games.newest(place))
        assert found is not None
        return found


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    """The samples, and nobody playing."""
    store = await open_store(f"sqlite:///{tmp_path}/quoth.db")
    services = Services(store=store, shelf=Shelf(store), clock=VirtualClock(NOON), rng=random.Random(5))
    await store_samples(services)
    yield World(services)
    await store.close()


def words(reply: Reply) -> str:
    """Everything a reply shows."""
    return "\n".join(line.plain for line in render(reply))


def refused(reply: Reply) -> str:
    """The sentence of a refusal."""
    assert isinstance(reply, Notice)
    assert reply.mark is Mark.REFUSED, reply.text
    return reply.text


async def test_presses_that_are_refused(world: World) -> None:
    """A foreign channel, another workspace, a made-up id, a choice that is not there, a closed round, an ended game."""
    await world.ask(ALICE, "quiz start", mode="who-said", rounds="2")
    first = (await world.table()).round
    assert first is not None
    answer = str(PressId("answer", first.id, 0))
    made_up = [str(PressId(verb, "nobody-knows")) for verb in PRESSES if verb != ANOTHER]

    assert "earlier moment" in refused(await world.press(BOB, answer, place=THERE))
    assert "earlier moment" in refused(await world.press(BOB, answer, place=OTHER_WORKSPACE))
    assert "earlier moment" in refused(await world.press(BOB, str(PressId("answer", first.id, 7))))
    for press_id in [*made_up, "q1.answer", "q9.answer.x.0", "", "💥" * 300]:
        refused(await world.press(BOB, press_id))
    await world.ask(ALICE, "quiz skip")
    assert "closed" in refused(await world.press(BOB, answer))
    await world.ask(ALICE, "quiz stop")
    assert "No game" in refused(await world.press(BOB, answer))
    assert (await world.table()).answers == ()


async def test_one_press_delivered_four_times_counts_once(world: World) -> None:
    """The platform may repeat itself; a second press of one's own is told that the first stands."""
    await world.ask(ALICE, "quiz start", mode="who-said")
    asked = (await world.table()).round
    assert asked is not None
    replies = [await world.press(BOB, str(PressId("answer", asked.id, 1)), key="same") for _ in range(4)]

    assert [isinstance(r, Notice) and r.mark is Mark.REFUSED for r in replies] == [False, True, True, True]
    assert len((await world.table()).answers) == 1
    assert "first one counts" in refused(await world.press(BOB, str(PressId("answer", asked.id, 2))))


async def test_only_host_and_managers_host(world: World) -> None:
    """Everybody else is told who may."""
    await world.ask(ALICE, "quiz start", mode="who-said")
    for command in ("quiz stop", "quiz pause", "quiz resume", "quiz void"):
        assert "Alice" in refused(await world.ask(BOB, command))
    assert "Alice" in refused(await world.ask(BOB, "quiz accept", player="Bob"))
    await world.ask(BOB, "quiz pause", manager=True)

    assert (await world.table()).game.state.value == "paused"


async def test_the_bot_is_not_the_cheat_sheet(world: World) -> None:
    """While a round is open every command and every button is tried: none shows how the quote ends."""
    await world.ask(ALICE, "quiz start", mode="finish-the-quote")
    asked = (await world.table()).round
    assert asked is not None
    library = await world.services.shelf.library(HERE.workspace_id)
    quote = library.quotes[asked.quote_number or 0].quote
    ending = quote.text[-25:]
    searches = [quote.text, quote.text[:40], quote.text[20:], asked.item.key, f"#{asked.quote_number}"]
    searches += [quote.speaker or "", f"who said {asked.item.key}"]
    seen = [words(await world.ask(BOB, "quote", place=place, search=s)) for s in searches for place in (HERE, THERE)]
    seen += [words(await world.ask(BOB, "whosaid", words=s)) for s in searches]
    seen += [words(await world.ask(BOB, "quote", place=place)) for place in (HERE, THERE) for _ in range(100)]
    numbers = [n for n, q in library.quotes.items() if abs(q.quote.turn - quote.turn) <= 1 or n == asked.quote_number]
    for verb in ("context", "show", "share", "another"):
        seen += [words(await world.press(BOB, str(PressId(verb, str(n))))) for n in numbers]
    for command in REGISTRY:
        if not command.options and command.name not in ("quiz skip", "quiz stop"):
            seen.append(words(await world.ask(BOB, command.name)))

    assert not [text for text in seen if ending in text]
    elsewhere = words(await world.ask(BOB, "whosaid", place=OTHER_WORKSPACE, words=quote.text))
    assert ending in elsewhere
    await world.ask(ALICE, "quiz skip")
    assert ending in words(await world.ask(BOB, "whosaid", words=quote.text))
