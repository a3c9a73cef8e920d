"""What storage promises about rounds of two phases: they turn once, endings and votes are kept or gone together."""

import asyncio
from collections import Counter
from dataclasses import replace
from datetime import timedelta

from typing_extensions import override

from bot.chat.incoming import MessageRef, Place, User
from bot.chat.messages import Reply
from bot.delivery.clock import VirtualClock
from bot.delivery.rows import PostRows
from bot.games.judging import Verdict
from bot.games.model import Answer, Fake, GameSnapshot, Phase, Round, Turnout
from bot.games.rows.games import GameRows
from bot.storage.store import Store
from tests.builders import ALICE, BOB, HERE, asked, game, item, later, opened, player, seat_at
from tests.world import Silent, opened_on

CY = User(id="cy", name="Cy")


def writing() -> Round:
    """An open round in which endings are written."""
    return replace(opened(about=item(options=())), phase=Phase.WRITING)


def turned(*texts: str) -> Round:
    """The same once players choose among these."""
    return replace(
        writing(), item=item(options=("tea", *texts)), phase=Phase.CHOOSING, seconds=30, opens_at=later(9),
        closes_at=later(39),
    )  # fmt: skip


def fake(user: User, text: str, seconds: float = 3) -> Fake:
    """An ending of somebody's."""
    return Fake(round_id="r1", user_id=user.id, text=text, at=later(seconds))


async def begin(store: Store) -> None:
    """Alice and Bob joined, Cy only looks in."""
    await store.write(lambda tx: tx[GameRows].add(game()))
    for user, joined in ((ALICE, True), (BOB, True), (CY, False)):
        await store.write(lambda tx, u=user, j=joined: tx[GameRows].put_player("g1", player(u, joined=j)))  # type: ignore[misc]
    await store.write(lambda tx: tx[GameRows].add_round(replace(asked(about=item(options=())), phase=Phase.WRITING)))
    await store.write(lambda tx: tx[GameRows].open_round(writing()))


async def put(store: Store, *fakes: Fake) -> None:
    """Keep endings."""
    for one in fakes:
        await store.write(lambda tx, one=one: tx[GameRows].put_fake(one))  # type: ignore[misc]


async def table(store: Store) -> GameSnapshot:
    """The game as it is now."""
    found = await store.read(lambda tx: tx[GameRows].running(HERE))
    assert found is not None
    return found


async def test_endings_come_back_with_their_round(store: Store) -> None:
    """In the order in which they came; who writes again has one all the same; a seat sees them too."""
    await begin(store)
    await put(store, fake(BOB, "jam", 4), fake(ALICE, "ink", 5), fake(BOB, "fog", 6))
    laid = await table(store)

    assert laid.round == writing()
    assert laid.fakes == (fake(ALICE, "ink", 5), fake(BOB, "fog", 6))
    seat = await store.read(lambda tx: tx[GameRows].seat(HERE, "alice"))
    assert seat == replace(seat_at(laid, ALICE), fakes=laid.fakes)
    assert await store.read(lambda tx: tx[GameRows].fakes("g1")) == laid.fakes


async def test_who_writes_is_counted_by_who_joined(store: Store) -> None:
    """Cy writes and is waited for by nobody."""
    await begin(store)
    seen = []
    for user, text in ((CY, "rain"), (ALICE, "ink"), (BOB, "fog")):
        await put(store, fake(user, text))
        seen.append(await store.read(lambda tx: tx[GameRows].writers("r1")))

    assert seen == [Turnout(2, 2), Turnout(2, 1), Turnout(2, 0)]


async def test_a_round_turns_once(store: Store) -> None:
    """Ten processes at once, each with other endings: one of them decides what is chosen from, and when time is up."""
    await begin(store)
    rivals = [turned(f"jam {n}") for n in range(10)]
    won = await asyncio.gather(
        *(store.write(lambda tx, one=one: tx[GameRows].turn_round(one)) for one in rivals)  # type: ignore[misc]
    )

    assert sum(won) == 1
    laid = await table(store)
    assert laid.round == rivals[won.index(True)]
    assert await store.read(lambda tx: tx[GameRows].next_due(["terminal"])) == later(39)


async def test_a_round_turns_or_closes(store: Store) -> None:
    """Whoever closes it while others turn it: one of both happens, and what is closed turns no more."""
    await begin(store)
    outcomes = await asyncio.gather(
        store.write(lambda tx: tx[GameRows].close_round("r1")),
        store.write(lambda tx: tx[GameRows].turn_round(turned())),
    )

    assert outcomes[0]
    assert not await store.write(lambda tx: tx[GameRows].turn_round(turned()))


async def test_what_was_never_written_turns_nothing(store: Store) -> None:
    """A round that asks for answers has one phase."""
    await store.write(lambda tx: tx[GameRows].add(game()))
    await store.write(lambda tx: tx[GameRows].add_round(asked()))
    await store.write(lambda tx: tx[GameRows].open_round(opened()))

    assert not await store.write(lambda tx: tx[GameRows].turn_round(turned("jam")))
    assert (await table(store)).round == opened()


async def test_a_removed_ending_takes_its_votes_along(store: Store) -> None:
    """Who had chosen it may choose again; other votes stand, and so does the text, for the record."""
    await begin(store)
    await put(store, fake(ALICE, "ink"), fake(BOB, "fog"))
    await store.write(lambda tx: tx[GameRows].turn_round(turned("ink", "fog")))
    votes = [
        Answer(round_id="r1", user_id=user.id, text=text, verdict=Verdict.REJECT, at=later(12))
        for user, text in ((CY, "ink"), (ALICE, "fog"))
    ]
    for vote in votes:
        await store.write(lambda tx, vote=vote: tx[GameRows].put_answer(vote))  # type: ignore[misc]
    await store.write(lambda tx: tx[GameRows].remove_fake(fake(ALICE, "ink")))
    laid = await table(store)

    assert [(one.text, one.removed) for one in laid.fakes] == [("ink", True), ("fog", False)]
    assert laid.answers == (votes[1],)
    assert await store.write(lambda tx: tx[GameRows].put_answer(replace(votes[0], text="fog")))


class Counting(Silent):
    """A platform that counts what is posted anew."""

    def __init__(self) -> None:
        self.posts: Counter[str] = Counter()

    @override
    async def post(self, place: Place, reply: Reply, nonce: str) -> MessageRef:
        self.posts[place.channel] += 1
        return MessageRef(place=place, id=nonce)


async def test_two_processes_whose_time_is_up_turn_a_round_once(fresh_url: str) -> None:
    """Each with an engine of its own on one database, again and again: one set of options, one post, and it goes on."""
    chat = Counting()
    async with opened_on(fresh_url, chat) as here, opened_on(fresh_url, chat) as there:
        for number in range(5):
            place = replace(HERE, channel=f"c{number}")
            await here.ask(ALICE, "quiz start", place=place, mode="bluff", pack="the-round-table", rounds="1")
            for user in (BOB, CY):
                await here.ask(user, "quiz join", place=place)
            await here.ask(ALICE, "quiz begin", place=place)
            for user in (ALICE, BOB):
                await here.ask(user, "quiz answer", place=place, text=f"it was {user.name} all along")
            begun = (await here.table(place)).round
            assert begun is not None
            assert begun.closes_at is not None
            for world in (here, there):
                assert isinstance(world.services.clock, VirtualClock)
                world.services.clock.move_to(begun.closes_at)
            await asyncio.gather(*(w.engine.due.catch_up(["terminal"]) for w in (here, there, here, there)))
            asked = (await here.table(place)).round
            assert asked is not None
            assert (asked.id, asked.phase, len(asked.item.options)) == (begun.id, Phase.CHOOSING, 3)
            assert asked.closes_at == begun.closes_at + timedelta(seconds=asked.seconds)
            for world in (here, there):
                await world.outbox.flush()
            assert chat.posts[place.channel] == 2  # the lobby and the round, which is edited


async def test_a_new_game_brings_the_board_before_it_forward(store: Store) -> None:
    """It waits until the last reveal is read, unless something else is to stand below it."""
    await store.write(lambda tx: tx[PostRows].add("board:g1:final", HERE, "board", "g1", not_before=later(12)))
    await store.write(lambda tx: tx[PostRows].add("lobby:g2", HERE, "lobby", "g2", not_before=later(3)))

    async def due(seconds: float) -> list[str]:
        claimed = await store.write(lambda tx: tx[PostRows].claim([HERE.platform], later(seconds), lease=5.0))
        return [one.key for one in claimed]

    assert await due(4) == []
    await store.write(lambda tx: tx[PostRows].bring_forward(HERE, "board", later(4)))
    assert await due(4) == ["board:g1:final"]
