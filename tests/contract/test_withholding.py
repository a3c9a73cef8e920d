"""The bot is not the cheat sheet: what is being asked is on no road, by which a quote leaves or is chosen."""

import asyncio
import random
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from bot.app.catalogue import POSTS as POST_KINDS
from bot.app.catalogue import PRESSES, REGISTRY
from bot.chat.commands import Completes
from bot.chat.incoming import Place, User
from bot.chat.messages import ClosedRound, Mark, Notice, OpenRound, Reply
from bot.daily.rows import DailyRows
from bot.delivery.rows import PostRows
from bot.games.model import GameState
from bot.games.rows.games import GameRows
from bot.library.rows.open_items import OpenItemRows
from bot.storage.database import open_store
from bot.storage.store import Store
from bot.storage.transaction import Transaction
from tests import cheating
from tests.builders import (
    ALICE,
    BOB,
    ELSEWHERE,
    HERE,
    NOON,
    THERE,
    asked,
    delivery,
    game,
    item,
    later,
    player,
    subscription,
)
from tests.cheating import ABROAD, MINE, SAMPLES, TWIN, Scene, Secret, channel
from tests.contract.roads import COMMANDS, POSTED, PRESSED, ROADS
from tests.world import words

TODAY = NOON.date()


@pytest.fixture(scope="session")
def furnished(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database in which everything stands open, to be copied."""
    path = tmp_path_factory.mktemp("furnished") / "quoth.db"
    shutil.copy(sqlite_template, path)

    async def furnish() -> None:
        store = await open_store(f"sqlite:///{path}")
        async with cheating.listening(store) as scene:
            await cheating.open_everything(scene)
        await store.close()

    asyncio.run(furnish())
    return path


@asynccontextmanager
async def reopened(furnished: Path, folder: Path) -> AsyncIterator[Scene]:
    """A scene of its own on a copy; Bob was seen in the workspace, and nowhere else."""
    path = folder / "quoth.db"
    shutil.copy(furnished, path)
    store = await open_store(f"sqlite:///{path}")
    async with cheating.listening(store) as scene:
        await prepare(scene)
        yield scene
    await store.close()


async def prepare(scene: Scene) -> None:
    """Bob says something where the games are; no request has the key of one that furnished the scene."""
    scene.world.serial = 100_000
    await scene.ask("quoth about")
    await cheating.hush(scene)
    assert len(scene.secrets) >= len(cheating.KINDS) + 3


def test_every_command_every_press_and_every_post_is_a_road_that_is_walked() -> None:
    """A new one without its line in tests/contract/roads.py fails here."""
    assert set(COMMANDS) == {c.name for c in REGISTRY}
    assert set(PRESSED) == set(PRESSES)
    assert set(POSTED) == set(POST_KINDS)
    assert {f"typing {what}" for what in Completes} <= set(ROADS)


@pytest.mark.parametrize("road", ROADS)
async def test_no_road_tells_what_is_being_asked(road: str, furnished: Path, tmp_path: Path) -> None:
    """Eight items are open in seven channels; from none of the others anything of them is seen."""
    async with reopened(furnished, tmp_path) as scene:
        await ROADS[road](scene)

        assert scene.given_away() == []
        assert scene.seen
        assert not [text for text in scene.seen if "done already" in text]


async def test_no_road_tells_it_on_either_engine(store: Store) -> None:
    """The roads where storage matters, one after the other."""
    async with cheating.listening(store) as scene:
        await cheating.open_everything(scene)
        await prepare(scene)
        for road in ("typing quote", "/quiz start 4", "press context", "greeting"):
            await ROADS[road](scene)

        assert scene.given_away() == []


async def test_what_is_resolved_comes_back(store: Store) -> None:
    """Afterwards the same roads tell everything: what was shown before was withheld, not lost."""
    async with cheating.listening(store) as scene:
        await cheating.open_everything(scene)
        await prepare(scene)
        for kind in (*cheating.KINDS, "bluff"):
            await scene.world.ask(ALICE, "quiz stop", place=channel(f"open-{kind}"))
        for style in ("guess", "quiz"):
            await scene.world.ask(ALICE, "daily off", place=channel(f"open-{style}"), manager=True)
        assert await scene.open_now() == ()
        await ROADS["/whosaid 0"](scene)

        told = {kind for kind, _ in scene.given_away()}
        assert told >= {"who-said", "odd-one-out", "finish-the-quote", "closest"}


async def test_what_is_open_and_for_whom(store: Store) -> None:
    """From the moment it is chosen until it is closed; what somebody is asked alone for them only."""
    home = HERE.workspace_id

    def begin(tx: Transaction) -> None:
        for name, place in [("g1", HERE), ("alone", replace(HERE, channel="solo:alice")), ("away", ELSEWHERE)]:
            tx[GameRows].add(game(name, place=place))
            tx[GameRows].put_player(name, player())
            tx[GameRows].add_round(asked(f"r-{name}", game_id=name, about=item(f"key of {name}")))

    async def open_for(*people: str, workspaces: tuple[str, ...] = (home,), everybody: bool = False) -> set[str]:
        whose = None if everybody else people
        return {i.key for i in await store.read(lambda tx: tx[OpenItemRows].open_items(workspaces, whose))}

    await store.write(begin)

    assert await open_for() == {"key of g1"}
    assert await open_for("bob") == {"key of g1"}
    assert await open_for("alice") == await open_for(everybody=True) == {"key of g1", "key of alone"}
    assert await open_for(workspaces=(home, ELSEWHERE.workspace_id)) == {"key of g1", "key of away"}
    assert await store.read(lambda tx: tx[OpenItemRows].whereabouts("slack", {"alice"}, TODAY)) == {"slack:T1"}
    await store.write(lambda tx: tx[GameRows].close_round("r-g1"))
    await store.write(lambda tx: tx[GameRows].update(replace(game("away", place=ELSEWHERE), state=GameState.OVER)))
    assert await open_for() == await open_for(workspaces=(home, ELSEWHERE.workspace_id)) == set()
    assert await store.read(lambda tx: tx[OpenItemRows].whereabouts("slack", {"alice"}, TODAY)) == frozenset()


async def test_what_waits_to_be_told_is_known(store: Store) -> None:
    """A reveal, a daily quote and a game's end on their way; not what was sent, and not another workspace's."""

    def write(tx: Transaction) -> None:
        tx[GameRows].add(game())
        tx[GameRows].add_round(asked())
        tx[PostRows].add("round:r1", HERE, "round", "r1", not_before=NOON)
        tx[DailyRows].put(subscription())
        tx[DailyRows].add_delivery(HERE, replace(delivery("d1"), number=7))
        tx[PostRows].add("daily:d1", HERE, "daily", "d1", not_before=NOON)
        tx[DailyRows].add_delivery(
            HERE, replace(delivery("d2", slot="now:1", open_=True), items=delivery(open_=True).items)
        )
        tx[DailyRows].add_delivery(HERE, replace(delivery("d3", slot="reveal"), number=None, about="d2"))

    async def announced(place: Place = HERE) -> tuple[frozenset[str], frozenset[int]]:
        return await store.read(lambda tx: tx[OpenItemRows].announced(place.workspace_id))

    await store.write(write)
    assert await announced() == (frozenset(), frozenset({7}))
    await store.write(lambda tx: tx[GameRows].close_round("r1"))
    assert await announced() == (frozenset({"q1"}), frozenset({7}))
    assert await announced(ELSEWHERE) == (frozenset(), frozenset())
    for _ in range(2):
        for post in await store.write(lambda tx: tx[PostRows].claim(["terminal"], later(1), lease=5, limit=5)):
            await store.write(partial(_settled, post))
    assert await announced() == (frozenset(), frozenset())
    await store.write(lambda tx: tx[PostRows].add("daily:d3", HERE, "daily", "d3", not_before=NOON))
    assert await announced() == (frozenset({"q1"}), frozenset())
    for post in await store.write(lambda tx: tx[PostRows].claim(["terminal"], later(1), lease=5, limit=5)):
        await store.write(partial(_settled, post))
    # The quote of the night is one that was asked in the game.
    await store.write(lambda tx: tx[PostRows].add("board:g1:3", HERE, "board", "g1", not_before=NOON))
    assert await announced() == (frozenset(), frozenset())
    await store.write(lambda tx: tx[PostRows].add("board:g1:final", HERE, "board", "g1", not_before=NOON))
    assert await announced() == (frozenset({"q1"}), frozenset())


def _settled(post: object, tx: Transaction) -> None:
    from bot.chat.incoming import MessageRef

    tx[PostRows].settle(post, MessageRef(place=HERE, id="m"))  # type: ignore[arg-type]


async def test_statistics_do_not_judge_an_open_round(store: Store) -> None:
    """Neither whether one was right nor who said it; after the reveal both count."""
    async with cheating.listening(store) as scene:
        place = channel("open")
        await scene.world.ask(ALICE, "quiz start", place=place, mode="who-said", pack=SAMPLES, pace="relaxed")
        before = [words(await scene.ask(name, place=place)) for name in ("quiz stats", "quoth home")]
        await scene.world.ask(BOB, "quiz answer", place=place, text="A")
        assert [words(await scene.ask(name, place=place)) for name in ("quiz stats", "quoth home")] == before
        await scene.world.ask(ALICE, "quiz skip", place=place)
        assert words(await scene.ask("quiz stats", place=place)) != before[0]


async def test_who_plays_alone_waits_for_a_reveal_in_a_channel(store: Store) -> None:
    """Their own reveal would tell it; they may skip, and nothing they did is lost."""
    async with cheating.listening(store) as scene:
        library = scene.library
        await scene.ask("quiz start", place=THERE, pace="solo", mode="who-said", pack=SAMPLES)
        (mine,) = await scene.open_now()
        other = replace(item(), quote_id=mine.quote_id)

        def ask_it_too(tx: Transaction) -> None:
            tx[GameRows].add(game("g9", place=HERE))
            tx[GameRows].add_round(asked("r9", game_id="g9", about=other))

        await scene.world.services.store.write(ask_it_too)
        cheating_ = Secret.of(mine, library)
        for reply in (
            await scene.ask("quiz answer", place=THERE, text="A"),
            await scene.ask("quiz start", place=THERE, pace="solo"),
        ):
            assert "/quiz skip" in words(reply)
            assert not cheating_.is_in(words(reply))
        await scene.world.services.store.write(lambda tx: tx[GameRows].close_round("r9"))
        assert isinstance(await scene.ask("quiz answer", place=THERE, text="A"), ClosedRound)


async def test_a_queued_quote_that_is_asked_waits(store: Store) -> None:
    """It is posted when it may be."""
    async with cheating.listening(store) as scene:
        here = channel("daily")
        await scene.ask("daily set", place=here, manager=True, time="09:00", timezone="UTC", pack=SAMPLES)
        await scene.world.ask(ALICE, "quiz start", place=HERE, mode="who-said", pack=SAMPLES, pace="relaxed")
        (open_item,) = await scene.open_now()
        secret = Secret.of(open_item, scene.library)
        assert secret.quote is not None
        number = secret.quote.number
        assert "being asked" in words(await scene.ask("daily next", place=here, manager=True, number=str(number)))

        def queue(tx: Transaction) -> None:
            for to in tx[DailyRows].at(here):
                tx[DailyRows].put(replace(to, queued=number))

        await scene.world.services.store.write(queue)
        await cheating.hush(scene)
        await scene.ask("daily now", place=here, manager=True)
        assert scene.given_away() == []
        await scene.world.ask(ALICE, "quiz stop", place=HERE)
        await scene.ask("daily now", place=here, manager=True)
        assert scene.given_away()


async def test_nothing_left_to_ask_is_said_as_such(store: Store) -> None:
    """A pack of which everything is open elsewhere: not that it cannot be played."""
    async with cheating.listening(store) as scene:
        refused: Reply = Notice(text="")
        for n in range(60):
            refused = await scene.ask(
                "quiz start", place=channel(f"c{n}"), mode="hand-written", pack="interview-in-brief", pace="relaxed"
            )
            if isinstance(refused, Notice) and refused.mark is Mark.REFUSED:
                break

        assert "being asked elsewhere" in words(refused)


WALK = 150


@pytest.mark.parametrize("seed", [1, 2])
async def test_a_walk_at_random(seed: int, store: Store) -> None:
    """Three people in two workspaces and at home; whatever anybody is shown, nothing that they are asked elsewhere."""
    rng = random.Random(seed)
    async with cheating.listening(store, seed=seed) as scene:
        people = [ALICE, BOB, User(id="cy", name="Cy")]
        secrets: dict[str, Secret] = {}

        async def wrong(reply: Reply, place: Place, who: User, before: set[str]) -> list[str]:
            """What a reply told of what was open before it and is open still."""
            where = {place.workspace_id}
            if place.workspace.startswith("user-"):
                where |= {HERE.workspace_id} if who.id in at_home else set()
            now = await scene.world.services.store.read(lambda tx: tx[OpenItemRows].open_items(where, {who.id}))
            for one in now:
                secrets.setdefault(one.id, Secret.of(one, scene.library))
            shown = words(reply)
            return [s.item.id for i in now if i.id in before and (s := secrets[i.id]).is_in(shown)]

        at_home: set[str] = set()
        for _ in range(WALK):
            who = rng.choice(people)
            place = rng.choice([HERE, THERE, channel("third"), ABROAD, replace(MINE, workspace=f"user-{who.id}")])
            if place.workspace == HERE.workspace:
                at_home.add(who.id)
            before = {i.id for w in (HERE, ABROAD) for i in await scene.open_now(w.workspace_id)}
            number = str(rng.randrange(1, 230))
            quote = scene.library.revealed(int(number))
            text = quote.quote.text[:60] if quote else "the plan"
            command, options = rng.choice(_STEPS)
            given = {k: v.format(number=number, text=text) for k, v in options.items()}
            own = _own(await scene.world.services.store.read(lambda tx, p=place: tx[GameRows].running(p)))  # type: ignore[misc]
            reply = await scene.world.ask(who, command, place=place, manager=True, **given)
            if not isinstance(reply, OpenRound):
                assert await wrong(reply, place, who, before - own) == []


def _own(table: object) -> set[str]:
    """What is asked in that very place may be seen there."""
    asked_now = getattr(table, "round", None)
    return {asked_now.item.id} if asked_now else set()


_STEPS: list[tuple[str, dict[str, str]]] = [
    ("quote", {}), ("quote", {"search": "#{number}"}), ("quote", {"search": "{text}"}),
    ("whosaid", {"words": "{text}"}),
    ("quiz start", {"pack": SAMPLES, "pace": "relaxed"}), ("quiz start", {"pack": TWIN, "pace": "relaxed"}),
    ("quiz start", {"pack": SAMPLES, "pace": "solo"}), ("quiz answer", {"text": "A"}), ("quiz skip", {}),
    ("quiz stop", {}), ("quiz hint", {}), ("quiz stats", {}), ("quoth home", {}),
    ("daily set", {"time": "09:00", "timezone": "UTC", "style": "guess", "pack": SAMPLES}), ("daily now", {}),
    ("daily next", {"number": "{number}"}), ("daily off", {}),
]  # fmt: skip
