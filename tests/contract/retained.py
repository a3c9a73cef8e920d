"""Old games, what boards and choosing tell of them, and a retention that believes its clock."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from operator import itemgetter
from typing import Any

from sqlalchemy import func, select, update

from bot.app.retention import Retention
from bot.chat.incoming import Place
from bot.delivery.rows import PostRows
from bot.games.judging import Verdict
from bot.games.model import Answer, Ending, GameState, Pace, RoundState, Rules, ScoreEvent, ScoreKind
from bot.games.rating import RatingStep
from bot.games.rows.games import GameRows
from bot.games.rows.items import ItemRows
from bot.people.rows import PeopleRows
from bot.storage.rows import SOLO
from bot.storage.store import Store
from bot.storage.tables.delivery import post
from bot.storage.transaction import Transaction
from tests.builders import ALICE, BOB, ELSEWHERE, HERE, NOON, THERE, item, player
from tests.builders import asked as asked_round
from tests.builders import game as new_game
from tests.world import World

WORKSPACE = HERE.workspace_id


ALONE = replace(HERE, channel=f"{SOLO}alice")


DAY = timedelta(days=1)


def believing(world: World, ends: Callable[[], bool] = lambda: False) -> Retention:
    """One that began an hour ago: it believes its clock, though nothing happened in the last days."""
    hours = iter([0.0])
    return Retention(world.services, ends, lambda: next(hours, 3600.0))


def play(
    tx: Transaction, name: str, place: Place, at: datetime, rights: dict[str, list[bool]], *, kind: str = "who-said",
    void: frozenset[int] = frozenset(), overrule: bool = False, running: bool = False,
) -> None:  # fmt: skip
    """A game of some rounds, a minute each; who was right got 100 points."""
    rules = Rules(pace=Pace.SOLO) if place.channel.startswith(SOLO) else Rules()
    begun = replace(new_game(name, place=place, rules=rules), started_at=at)
    tx[GameRows].add(begun)
    for user in (ALICE, BOB):
        if user.id in rights:
            tx[GameRows].put_player(name, replace(player(user), points=100 * sum(rights[user.id])))
    for number in range(1, max(map(len, rights.values())) + 1):
        round_id, moment = f"{name}-{number}", at + timedelta(minutes=number)
        about = replace(
            item(), id=f"{kind}-{number}", kind=kind, quote_id=f"q-{name}-{number}", quote_ids=(f"{name}-2",)
        )
        tx[GameRows].add_round(
            replace(asked_round(round_id, game_id=name, number=number, about=about), quote_number=number)
        )
        tx[GameRows].open_round(
            replace(
                asked_round(round_id, game_id=name, number=number), state=RoundState.OPEN, opens_at=moment,
                closes_at=moment,
            )
        )  # fmt: skip
        for user_id, right in rights.items():
            verdict = Verdict.ACCEPT if right[number - 1] else Verdict.REJECT
            tx[GameRows].put_answer(Answer(round_id=round_id, user_id=user_id, text="A", verdict=verdict, at=moment))
            if right[number - 1]:
                kind_ = ScoreKind.OVERRULE if overrule else ScoreKind.ROUND
                scored = ScoreEvent(game_id=name, round_id=round_id, user_id=user_id, points=100, at=moment, kind=kind_)
                tx[GameRows].add_scores([scored])
        step = RatingStep(user_id="alice", right=True, item=1.0, player=1.0, strength=1.0)
        tx[ItemRows].keep_steps(round_id, [step])
        if not (running and number == max(map(len, rights.values()))):
            tx[GameRows].close_round(round_id)
        if number in void:
            stands = tx[GameRows].table_of_round(round_id)
            assert stands is not None
            assert stands.round is not None
            tx[GameRows].change_round(replace(stands.round, void=True))
        tx[PostRows].add(f"round:{round_id}", place, "round", round_id, not_before=at)
    tx[PostRows].add(f"board:{name}:final", place, "board", name, not_before=at)
    tx._connection.execute(update(post).values(shown=post.c.version))
    if not running:
        tx[GameRows].update(replace(begun, state=GameState.OVER, ending=Ending.PLAYED))


def history(tx: Transaction) -> None:
    """Three months of games in two channels and alone, with everything that could be counted wrongly."""
    scenes: list[tuple[datetime, str, Place, dict[str, list[bool]], dict[str, Any]]] = []

    def scene(name: str, place: Place, at: datetime, rights: dict[str, list[bool]], **more: Any) -> None:
        scenes.append((at, name, place, rights, more))

    both = {"alice": [True, False, True], "bob": [False, True, True]}
    scene("solo", ALONE, NOON - 90 * DAY, {"alice": [True, False]}, kind="missing-word")
    scene("a1", HERE, NOON - 80 * DAY, both)
    scene("a2", HERE, NOON - 70 * DAY, both, kind="missing-word")
    scene("a3", HERE, NOON - 60 * DAY, both, void=frozenset({2}))
    scene("a4", HERE, NOON - 50 * DAY, {"alice": [True, True, True]})
    scene("a5", HERE, NOON - 40 * DAY, both, overrule=True)
    scene("a6", HERE, NOON - 30 * DAY, both)
    scene("a7", HERE, NOON - 5 * DAY, both)
    scene("b1", THERE, NOON - 75 * DAY, both)
    scene("b2", THERE, NOON - 20 * DAY, {"alice": [False, False], "bob": [True, True]}, kind="closest")
    scene("other", ELSEWHERE, NOON - 75 * DAY, both)
    scene("other2", ELSEWHERE, NOON - 74 * DAY, both)
    # Nights in which a week ended: no one moment tells on which boards such a game counts.
    for name, monday in (("night", NOON.replace(month=2, day=9)), ("old-night", NOON.replace(month=1, day=12))):
        begun = monday.replace(hour=0, minute=0) - timedelta(seconds=90)
        scene(name, replace(HERE, channel=name), begun, both)
        scene(f"{name}-2", replace(HERE, channel=name), begun + DAY, both)
    # A new game begins after every one that was begun before it.
    for at, name, place, rights, more in sorted(scenes, key=itemgetter(0)):
        play(tx, name, place, at, rights, **more)


def told(tx: Transaction) -> dict[str, Any]:
    """Everything that somebody may see of games that are over."""
    found: dict[str, Any] = {}
    for ago in (None, 1, 6, 12, 20, 29, 45, 62, 85):
        since = None if ago is None else NOON - ago * DAY
        for place in (HERE, THERE, None):
            points = tx[PeopleRows].points(WORKSPACE, place, since)
            found[f"points {ago} {place and place.channel}"] = sorted(points)
    for user in (ALICE, BOB):
        found[f"answers {user.id}"] = tx[PeopleRows].answers(WORKSPACE, user.id, 100)
        found[f"few answers {user.id}"] = tx[PeopleRows].answers(WORKSPACE, user.id, 7)
        found[f"played {user.id}"] = tx[PeopleRows].played(WORKSPACE, user.id, 100)
    for place in (HERE, THERE, ALONE, ELSEWHERE):
        found[f"asked {place.channel}"] = tx[GameRows].asked_in_order(place)
        found[f"revealed {place.channel}"] = tx[GameRows].revealed_quotes(place)
        found[f"revealed to bob {place.channel}"] = tx[GameRows].revealed_to(place, "bob")
        newest = tx[GameRows].newest(place)
        found[f"newest {place.channel}"] = newest
        found[f"scores {place.channel}"] = newest and tx[GameRows].scores(newest.game.id)
        found[f"rounds {place.channel}"] = newest and tx[GameRows].rounds(newest.game.id)
    for name in ("a1", "a4", "solo", "b1"):
        table = tx[GameRows].table(name)
        found[f"game {name}"] = table and (table.game, table.players)
    return found


async def rows_of(store: Store, *tables: Any) -> list[int]:
    """How many there are."""
    return await store.read(
        lambda tx: [tx._connection.execute(select(func.count()).select_from(t)).scalar_one() for t in tables]
    )
