"""The bot is not the cheat sheet: what is being asked is on no road, by which a quote leaves or is chosen."""

import asyncio
import random
import shutil
import sqlite3
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy.dialects import sqlite

from bot.app.catalogue import POSTS as POST_KINDS
from bot.app.catalogue import PRESSES, REGISTRY
from bot.chat.commands import Completes
from bot.chat.incoming import Place, Press, PressId, User
from bot.chat.messages import ClosedRound, Listing, Mark, Notice, OpenRound, QuoteCard, Reply
from bot.chat.refusals import NoItems
from bot.daily.rows import DailyRows
from bot.delivery.clock import VirtualClock
from bot.delivery.rows import PostRows
from bot.games.model import GameState
from bot.games.rows.games import GameRows
from bot.library import withholding
from bot.library.imports import store as keep
from bot.library.library import View
from bot.library.model import NumberedQuote
from bot.library.rows import open_items
from bot.library.rows.open_items import OpenItemRows
from bot.storage.database import open_store
from bot.storage.store import Store
from bot.storage.transaction import Transaction
from content.packs import read_bytes_as_pack
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
    quotes_of,
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


async def test_what_is_open_elsewhere_is_not_withheld_from_those_who_are_not_there(store: Store) -> None:
    """In another workspace, for somebody who never was in this one, and in direct messages of theirs."""
    async with cheating.listening(store) as scene:
        await cheating.open_everything(scene)
        await cheating.hush(scene)
        for place in (ABROAD, MINE):
            for secret in scene.secrets:
                if secret.quote:
                    shown = words(await scene.ask("quote", place=place, search=f"#{secret.quote.number}"))
                    assert secret.quote.quote.text in shown


async def test_direct_messages_know_where_somebody_was_seen(store: Store) -> None:
    """For thirty days; a seat in an open game counts for as long as that is open."""
    async with cheating.listening(store) as scene:
        await cheating.open_everything(scene)
        await cheating.hush(scene)
        secret = next(s for s in scene.secrets if s.item.kind == "who-said")
        assert secret.quote is not None
        number = f"#{secret.quote.number}"
        clock = scene.world.services.clock
        assert isinstance(clock, VirtualClock)

        await scene.ask("whosaid", words="anything at all")
        assert "being asked" in words(await scene.ask("quote", place=MINE, search=number))
        clock.move_to(NOON + timedelta(days=30))
        assert "being asked" in words(await scene.ask("quote", place=MINE, search=number))
        clock.move_to(NOON + timedelta(days=31))
        assert secret.quote.quote.text in words(await scene.ask("quote", place=MINE, search=number))

        open_round = channel("open-who-said")
        await scene.world.ask(BOB, "quiz join", place=open_round)
        clock.move_to(NOON + timedelta(days=90))
        assert "being asked" in words(await scene.ask("quote", place=MINE, search=number))
        # Whoever brought the bot along is asked, and so may not see; whoever presses neither.
        stranger = Press(
            key="p", place=MINE, user=User(id="cy", name="Cy"), at=clock.now(),
            id=str(PressId("show", number.removeprefix("#"))),
        )  # fmt: skip
        assert "being asked" in words(await scene.world.engine.press(stranger))


async def test_where_somebody_was_seen_is_kept_for_thirty_days(store: Store) -> None:
    """One row a person and workspace; older ones go."""

    def note(tx: Transaction) -> None:
        forget = TODAY - timedelta(days=30)
        for days, workspace_id in [
            (31, "slack:T0"),
            (30, "slack:T1"),
            (2, "slack:T2"),
            (0, "slack:T2"),
            (1, "slack:T2"),
        ]:
            tx[OpenItemRows].see(workspace_id, "bob", TODAY - timedelta(days=days), forget=forget)
        tx[OpenItemRows].see("discord:7", "bob", TODAY, forget=forget)
        tx[OpenItemRows].see("slack:T3", "eve", TODAY, forget=forget)

    await store.write(note)

    async def seen(days: int) -> frozenset[str]:
        return await store.read(lambda tx: tx[OpenItemRows].whereabouts("slack", {"bob"}, TODAY - timedelta(days=days)))

    assert await seen(400) == {"slack:T1", "slack:T2"}
    assert await seen(0) == {"slack:T2"}
    assert await store.read(lambda tx: tx[OpenItemRows].whereabouts("slack", (), TODAY)) == frozenset()


@pytest.mark.parametrize("name", ["_ROUNDS", "_DAILY", "_REVEALS", "_BOARDS", "_DAILY_POSTS", "_WHEREABOUTS"])
def test_no_table_is_read_from_end_to_end(name: str, sqlite_template: Path) -> None:
    """Asked with every request, so each goes by an index that holds what is open and nothing else."""
    statement = getattr(open_items, name)
    values = {
        "platform": "p", "workspace": "w", "workspaces": ["w", "v"], "people": ["u"], "everybody": False,
        "since": "2026-01-01",
    }  # fmt: skip
    bound = statement.params({k: v for k, v in values.items() if k in statement.compile().params})
    query = bound.compile(dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True})
    with sqlite3.connect(sqlite_template) as connection:
        plan = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {query}")]
    connection.close()

    assert plan
    assert not [step for step in plan if step.startswith("SCAN")]


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


TALK = [
    "Ada Novak: The kettle in our kitchen has a birthday, and nobody has ever forgotten it.",
    "Ben Osei: I do too. A plan that nobody reads until it is on fire was never a plan of anybody who was awake.",
    (
        "Ines Moreau: Whoever owns the longest meeting owns the whole week for everybody else. Yes. "
        "My oldest bug has a chair of its own, and three customers and one lighthouse depend on it."
    ),
]


async def test_who_speaks_beside_a_quote_does_not_tell_who_said_it(store: Store) -> None:
    """By a first short sentence at the desk, or by a turn that is missing around a quote."""
    async with cheating.listening(store) as scene:
        plan, bug = "A plan that nobody reads", "My oldest bug has a chair"
        made = read_bytes_as_pack("\n\n".join(TALK).encode(), "talk.md", name="talk")
        await keep(scene.world.services, made, workspace_id=HERE.workspace_id)
        library = await scene.world.services.libraries.library(HERE.workspace_id)
        held = [
            q
            for n in range(1, cheating.MOST)
            if (q := library.revealed(n)) and q.pack_id == library.pack("talk").info.id
        ]
        told = {
            words: next(q for q in held if words in q.quote.text) for words in ("kettle", plan, bug, "longest meeting")
        }

        def ask_who_said_them(tx: Transaction) -> None:
            for name in (plan, bug):
                quote = told[name].quote
                about = replace(
                    item(), id=name, kind="who-said", quote_id=quote.id, stimulus=quote.text, key=quote.speaker or ""
                )
                tx[GameRows].add(game(f"g-{name}", place=channel(name)))
                tx[GameRows].add_round(asked(f"r-{name}", game_id=f"g-{name}", about=about))

        await store.write(ask_who_said_them)
        desk = ""
        shown = await scene.ask("quotes review", place=THERE, manager=True, pack="talk")
        while isinstance(shown, Listing) and len(shown.buttons) > 4:
            desk += words(shown)
            shown = await scene.press(shown.buttons[0].id, place=THERE, manager=True)
        around = [
            words(await scene.press(str(PressId("context", str(told[w].number))), place=THERE))
            for w in ("kettle", "longest meeting")
        ]

        assert "kettle" in desk
        assert "longest meeting" in desk
        assert not [t for t in ("I do too", "Yes.", "Ben Osei", "oldest bug") if t in desk]
        assert "Ben Osei" not in around[0]
        # The words that were asked about stand there, as of any other quote that was a whole turn.
        assert "owns the whole week" in around[1]
        assert "oldest bug" not in around[1]


async def test_what_is_never_drawn_does_not_tell_who_said_it(store: Store) -> None:
    """How many quotes everybody has is told: one is missing of each voice that may have said it."""
    async with cheating.listening(store) as scene:
        await scene.world.ask(ALICE, "quiz start", mode="who-said", pack=SAMPLES, pace="relaxed")
        (one,) = await scene.open_now()
        view = await withholding.shown_to_anybody(scene.world.services, HERE.workspace_id)
        missing = {name: view.library.said_by(name) - len(_drawn(view, speaker=name)) for name in one.options}
        sample = Counter(q.quote.speaker for q in quotes_of(view.library, SAMPLES))
        sample.subtract(q.quote.speaker for q in _drawn(view, pack=SAMPLES))

    assert missing[one.key]
    assert len(set(missing.values())) == len({sample[name] for name in one.options}) == 1


def _drawn(view: View, *, speaker: str = "", pack: str = "") -> list[NumberedQuote]:
    """Everything that is drawn until nothing new comes."""
    drawn: list[NumberedQuote] = []
    chance = random.Random(1)
    while (new := view.draw(chance, seen=[q.number for q in drawn], speaker=speaker, pack=pack)) not in drawn:
        drawn.append(new)
    return drawn


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
