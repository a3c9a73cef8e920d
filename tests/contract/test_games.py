"""What storage promises about games: races are settled by the database."""

import asyncio
from dataclasses import replace
from functools import partial
from threading import current_thread
from typing import Any

import pytest

from bot.chat.incoming import Place, User
from bot.games import rules as play
from bot.games.choice import how_many
from bot.games.judging import Verdict
from bot.games.model import (
    Answer,
    GameSnapshot,
    GameState,
    MarkKind,
    PlayerView,
    RoundMark,
    RoundState,
    Rules,
    ScoreEvent,
    Teams,
    Turnout,
)
from bot.games.rows.games import GameRows
from bot.games.use_cases import supply
from bot.games.use_cases.effects import apply
from bot.storage.store import Store
from bot.storage.transaction import Transaction
from tests.builders import (
    ALICE,
    BOB,
    ELSEWHERE,
    HERE,
    NOON,
    THERE,
    asked,
    game,
    item,
    later,
    opened,
    player,
    seat_at,
    turnout_of,
)
from tests.world import opened_on, words


async def begin(store: Store, game_id: str = "g1", place: Place = HERE) -> bool:
    """Start a game with Alice in it."""

    def work(tx: Transaction) -> bool:
        added = tx[GameRows].add(game(game_id, place=place))
        if added:
            tx[GameRows].put_player(game_id, player())
        return added

    return await store.write(work)


async def begin_round(store: Store, round_id: str = "r1") -> None:
    """Start a game whose first round is open."""
    await begin(store)
    await store.write(lambda tx: tx[GameRows].add_round(asked(round_id)))
    await store.write(lambda tx: tx[GameRows].open_round(opened(round_id)))


def answer(text: str = "tea", *, user: str = "alice", verdict: Verdict = Verdict.ACCEPT, tries: int = 1) -> Answer:
    """An answer five seconds after noon."""
    return Answer(round_id="r1", user_id=user, text=text, verdict=verdict, at=later(5), tries=tries)


async def put(store: Store, given: Answer) -> bool:
    """Record an answer."""
    return await store.write(lambda tx: tx[GameRows].put_answer(given))


def put_mark(new: RoundMark, tx: Transaction) -> bool:
    """Keep a mark."""
    return tx[GameRows].put_mark(new)


async def running(store: Store, place: Place = HERE) -> GameSnapshot | None:
    """The game in a place."""
    return await store.read(lambda tx: tx[GameRows].running(place))


async def test_a_table_comes_back_as_it_was_stored(store: Store) -> None:
    """Game, players, round with its frozen item, answers."""
    await begin_round(store)
    await store.write(lambda tx: tx[GameRows].put_answer(answer()))

    expected = GameSnapshot(game=game(), players=(player(),), round=opened(), answers=(answer(),))
    assert await running(store) == expected
    assert await store.read(lambda tx: tx[GameRows].table_of_round("r1")) == expected
    assert await store.read(lambda tx: tx[GameRows].table("g1")) == expected


async def test_a_seat_is_one_players_part_of_the_table(store: Store) -> None:
    """For who answered, who tried twice, who took the hint, who is not in the game; here and by the round."""
    await begin_round(store)
    cy, dee = User(id="cy", name="Cy"), User(id="dee", name="Dee")
    await put(store, answer("te", user="cy", verdict=Verdict.PROMPT))
    for user, said, seconds in ((BOB, "jam", 9.0), (cy, "tea", 4.0)):
        seat = await store.read(partial(seat_here, user=user))
        assert seat is not None
        events = play.answer(seat, user, said, later(seconds))
        await store.write(partial(_apply, events=events))
    await store.write(partial(put_mark, RoundMark(round_id="r1", user_id="alice", kind=MarkKind.HINT)))

    laid = await running(store)
    assert laid is not None
    assert [(a.user_id, a.text, a.tries) for a in laid.answers] == [("cy", "tea", 2), ("bob", "jam", 1)]
    for user in (ALICE, BOB, cy, dee):
        assert await store.read(partial(seat_here, user=user)) == seat_at(laid, user)
        assert await store.write(partial(seat_here, user=user)) == seat_at(laid, user)
        assert await store.read(partial(seat_in_round, user=user)) == seat_at(laid, user)
    assert await store.read(lambda tx: tx[GameRows].seat(THERE, "alice")) is None
    assert await store.read(lambda tx: tx[GameRows].seat_in_round("r9", "alice")) is None


async def test_a_seat_in_the_lobby_has_no_round(store: Store) -> None:
    """The player is known all the same."""
    await begin(store)

    assert await store.read(lambda tx: tx[GameRows].seat(HERE, "alice")) == PlayerView(game=game(), player=player())


async def test_the_turnout_counts_who_joined(store: Store) -> None:
    """Who only answers is not waited for; who may try again still is."""
    await begin_round(store)
    await store.write(lambda tx: tx[GameRows].put_player("g1", player(BOB)))
    await store.write(lambda tx: tx[GameRows].put_player("g1", player(User(id="cy", name="Cy"), joined=False)))
    said = (answer(user="cy"), answer("te", verdict=Verdict.PROMPT), answer(user="bob"), answer(tries=2))

    seen = []
    for given in said:
        assert await put(store, given)
        seen.append(await store.read(lambda tx: tx[GameRows].turnout("r1")))
    assert seen == [Turnout(2, 2), Turnout(2, 2), Turnout(2, 1), Turnout(2, 0)]
    laid = await running(store)
    assert laid is not None
    assert turnout_of(laid) == seen[-1]


def seat_here(tx: Transaction, *, user: User) -> PlayerView | None:
    """One player's part of the game that is not over."""
    return tx[GameRows].seat(HERE, user.id)


def seat_in_round(tx: Transaction, *, user: User) -> PlayerView | None:
    """The same by its round."""
    return tx[GameRows].seat_in_round("r1", user.id)


def _apply(tx: Transaction, *, events: list[play.Event]) -> None:
    apply(tx, events)


async def test_one_game_holds_a_place(store: Store) -> None:
    """Ten starts at once: one game. Other places are free, and so is this one when the game is over."""
    started = await asyncio.gather(*(begin(store, f"g{i}") for i in range(10)))

    assert sum(started) == 1
    assert await begin(store, "there", THERE)
    assert await begin(store, "else", ELSEWHERE)
    winner = f"g{started.index(True)}"
    await store.write(lambda tx: tx[GameRows].update(replace(game(winner), state=GameState.OVER)))
    assert await running(store) is None
    assert await begin(store, "next")


async def test_the_first_answer_counts(store: Store) -> None:
    """Of twenty presses at once one is recorded, and a second try only replaces a PROMPT, once."""
    await begin_round(store)
    said = await asyncio.gather(*(put(store, answer(str(i))) for i in range(20)))
    assert sum(said) == 1

    prompt = answer("te", user="bob", verdict=Verdict.PROMPT)
    tries = [prompt, prompt, answer("tea", user="bob", tries=2), answer("jam", user="bob", tries=2)]
    assert [await put(store, a) for a in tries] == [True, False, True, False]


async def test_the_last_stamp_counts_where_answers_may_change(store: Store) -> None:
    """In whatever order twenty presses are written."""
    await begin_round(store)
    presses = [replace(answer(str(n)), at=later(5 + n / 100)) for n in range(20)]

    def change(tx: Transaction, given: Answer) -> bool:
        return tx[GameRows].put_answer(given, change=True)

    await asyncio.gather(*(store.write(partial(change, given=presses[n * 7 % 20])) for n in range(20)))
    table = await running(store)

    assert table is not None
    assert table.answers == (presses[19],)


async def test_the_earlier_stamp_counts(store: Store) -> None:
    """In whatever order twenty presses are written."""
    await begin_round(store)
    presses = [replace(answer(str(n)), at=later(5 + n / 100)) for n in range(20)]
    await asyncio.gather(*(put(store, presses[n * 7 % 20]) for n in range(20)))
    table = await running(store)

    assert table is not None
    assert table.answers == (presses[0],)
    assert not await put(store, presses[1])


async def test_a_round_closes_once(store: Store) -> None:
    """Ten processes close at once: one of them may score."""
    await begin_round(store)
    closed = await asyncio.gather(*(store.write(lambda tx: tx[GameRows].close_round("r1")) for _ in range(10)))

    assert sum(closed) == 1
    assert not await store.write(lambda tx: tx[GameRows].open_round(opened()))


async def test_scores_come_in_the_order_they_were_given(store: Store) -> None:
    """Score events are a journal."""
    await begin_round(store)
    events = [
        ScoreEvent(game_id="g1", round_id="r1", user_id=u.id, points=p, at=NOON) for u, p in [(BOB, 90), (ALICE, 120)]
    ]
    await store.write(lambda tx: tx[GameRows].add_scores(events))

    assert await store.read(lambda tx: tx[GameRows].scores("g1")) == tuple(events)


async def test_items_asked_in_a_place_are_remembered_across_games(store: Store) -> None:
    """Choosing needs them so that nothing is asked twice."""
    await begin_round(store)
    await store.write(lambda tx: tx[GameRows].close_round("r1"))
    await store.write(lambda tx: tx[GameRows].add_round(asked("r2", number=2, about=item("jam"))))

    assert await store.read(lambda tx: tx[GameRows].asked_items(HERE)) == {"item-tea", "item-jam"}
    assert await store.read(lambda tx: tx[GameRows].asked_items(THERE)) == frozenset()
    assert [r.number for r in await store.read(lambda tx: tx[GameRows].rounds("g1"))] == [1, 2]


async def test_rounds_fall_due(store: Store) -> None:
    """Only open rounds on platforms this process serves, once their time is over."""
    await begin_round(store)

    assert await store.read(lambda tx: tx[GameRows].next_due(["terminal"])) == later(20)
    assert await store.read(lambda tx: tx[GameRows].due_rounds(["terminal"], later(19.9))) == ()
    assert await store.read(lambda tx: tx[GameRows].due_rounds(["terminal"], later(20))) == ("r1",)
    assert await store.read(lambda tx: tx[GameRows].due_rounds(["slack"], later(99))) == ()
    await store.write(lambda tx: tx[GameRows].close_round("r1"))
    assert await store.read(lambda tx: tx[GameRows].next_due(["terminal"])) is None


async def test_a_round_opens_once(store: Store) -> None:
    """The first confirmation of its post sets the time; another process coming late changes nothing."""
    await begin(store)
    await store.write(lambda tx: tx[GameRows].add_round(asked()))
    late = replace(opened(), opens_at=later(60), closes_at=later(80))

    assert await store.write(lambda tx: tx[GameRows].open_round(opened()))
    assert not await store.write(lambda tx: tx[GameRows].open_round(late))
    table = await running(store)
    assert table is not None
    assert table.round == opened()
    assert table.round.state is RoundState.OPEN


async def test_marks_are_kept_once(store: Store) -> None:
    """A hint and a vote of one player; a second hint is none."""
    await begin_round(store)
    hinted, voted = (RoundMark(round_id="r1", user_id="alice", kind=kind) for kind in (MarkKind.HINT, MarkKind.SKIP))

    assert [await store.write(partial(put_mark, mark)) for mark in (hinted, voted, hinted)] == [True, True, False]
    table = await running(store)
    assert table is not None
    assert set(table.marks) == {hinted, voted}


async def test_a_pause_and_an_undone_round_are_kept(store: Store) -> None:
    """Times stop, and come back; void stays; a paused game has nothing due."""
    await begin_round(store)
    paused = replace(opened(), closes_at=None, left=12.5)
    await store.write(lambda tx: tx[GameRows].change_round(paused))
    await store.write(lambda tx: tx[GameRows].update(replace(game(), state=GameState.PAUSED)))

    table = await running(store)
    assert table is not None
    assert table.round == paused
    assert await store.read(lambda tx: tx[GameRows].next_due(["terminal"])) is None
    await store.write(lambda tx: tx[GameRows].change_round(replace(opened(), void=True)))
    assert await store.read(lambda tx: tx[GameRows].due_rounds(["terminal"], later(99))) == ()


async def test_a_lobby_falls_due(store: Store) -> None:
    """Its end is known to every process, and so are the teams in it."""
    gathering = replace(game(), state=GameState.LOBBY, begins_at=later(60), rules=Rules(teams=Teams.NAMED))
    await store.write(lambda tx: tx[GameRows].add(gathering))
    await store.write(lambda tx: tx[GameRows].put_player("g1", replace(player(), team="red")))

    assert await running(store) == GameSnapshot(game=gathering, players=(replace(player(), team="red"),))
    assert await store.read(lambda tx: tx[GameRows].next_due(["terminal"])) == later(60)
    assert await store.read(lambda tx: tx[GameRows].due_lobbies(["terminal"], later(59))) == ()
    assert await store.read(lambda tx: tx[GameRows].due_lobbies(["terminal"], later(60))) == ("g1",)


async def test_the_last_closed_round_can_be_put_right(store: Store) -> None:
    """Also when the next one is open already, and when the game is over."""
    await begin_round(store)
    await store.write(lambda tx: tx[GameRows].put_answer(answer("jam", verdict=Verdict.REJECT)))
    await store.write(lambda tx: tx[GameRows].close_round("r1"))
    await store.write(lambda tx: tx[GameRows].add_round(asked("r2", number=2, about=item("jam"))))
    await store.write(lambda tx: tx[GameRows].change_answer(answer("jam", verdict=Verdict.ACCEPT)))
    await store.write(lambda tx: tx[GameRows].update(replace(game(), state=GameState.OVER)))

    newest = await store.read(lambda tx: tx[GameRows].newest(HERE))
    assert newest is not None
    assert newest.game.id == "g1"
    table = await store.read(lambda tx: tx[GameRows].last_closed("g1"))
    assert table is not None
    assert table.round is not None
    assert (table.round.id, table.answers[0].verdict) == ("r1", Verdict.ACCEPT)


async def test_the_last_game_is_the_last_in_order_of_play(store: Store) -> None:
    """A clock that is put back takes no game behind those that were played before it."""
    over = replace(game(), state=GameState.OVER)

    def play(tx: Transaction) -> None:
        tx[GameRows].add(over)
        tx[GameRows].add(replace(over, id="second", started_at=later(-3600)))

    await store.write(play)
    newest = await store.read(lambda tx: tx[GameRows].newest(HERE))

    assert newest is not None
    assert newest.game.id == "second"


@pytest.mark.parametrize("pace", ["normal", "solo"])
async def test_what_there_is_to_ask_is_looked_through_in_no_transaction(
    fresh_url: str, monkeypatch: pytest.MonkeyPatch, pace: str
) -> None:
    """On neither engine is the loop, or whoever writes, held meanwhile."""
    where = list[str]()

    def told(*given: Any) -> int:
        where.append(current_thread().name)
        return how_many(*given)

    monkeypatch.setattr(supply, "how_many", told)
    async with opened_on(fresh_url) as world:
        reply = await world.ask(ALICE, "quiz start", mode="who-said,closest", pace=pace)

    assert len(where) == 3, words(reply)
    assert all(name.startswith("quoth-serving") for name in where)
