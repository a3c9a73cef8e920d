"""What storage promises about players across games, and about how items do."""

from dataclasses import replace

from bot.chat.incoming import Place
from bot.games.judging import Verdict
from bot.games.model import Answer, GameState, ScoreEvent
from bot.games.rating import ItemStat, Strength
from bot.games.rows.games import GameRows
from bot.games.rows.items import ItemRows
from bot.games.rows.strengths import StrengthRows
from bot.people.boards import AnsweredItem
from bot.people.rows import PeopleRows
from bot.storage.persons import PersonRows
from bot.storage.store import Store
from bot.storage.transaction import Transaction
from tests.builders import ALICE, BOB, ELSEWHERE, HERE, THERE, asked, game, item, later, player

WORKSPACE = "terminal:local"


def played(tx: Transaction, game_id: str, place: Place, *, points: dict[str, int], seconds: float = 0) -> None:
    """A round that was played by everybody with points, Bob wrong, at that time."""
    tx[GameRows].add(game(game_id, place=place))
    for user in (ALICE, BOB):
        tx[GameRows].put_player(game_id, player(user))
    round_id = f"round-{game_id}"
    tx[GameRows].add_round(asked(round_id, game_id=game_id, about=item()))
    for user_id, won in points.items():
        verdict = Verdict.ACCEPT if won else Verdict.REJECT
        given = Answer(round_id=round_id, user_id=user_id, text="tea", verdict=verdict, at=later(seconds))
        tx[GameRows].put_answer(given)
    scores = [
        ScoreEvent(game_id=game_id, round_id=round_id, user_id=u, points=p, at=later(seconds))
        for u, p in points.items()
        if p
    ]
    tx[GameRows].add_scores(scores)
    tx[GameRows].close_round(round_id)


async def test_points_are_summed_by_place_workspace_and_time(store: Store) -> None:
    """Another workspace's never count, nor those of a game that one person played alone."""

    def play(tx: Transaction) -> None:
        played(tx, "g1", HERE, points={"alice": 100, "bob": 0})
        played(tx, "g2", THERE, points={"alice": 50, "bob": 70}, seconds=90)
        played(tx, "g3", ELSEWHERE, points={"alice": 999, "bob": 1})
        played(tx, "g4", replace(HERE, channel="alone"), points={"alice": 500})

    await store.write(play)
    here = await store.read(lambda tx: tx[PeopleRows].points(WORKSPACE, HERE, None))
    everywhere = await store.read(lambda tx: tx[PeopleRows].points(WORKSPACE, None, None))
    lately = await store.read(lambda tx: tx[PeopleRows].points(WORKSPACE, None, later(60)))

    assert here == [("alice", "Alice", 100)]
    assert sorted(everywhere) == [("alice", "Alice", 150), ("bob", "Bob", 70)]
    assert sorted(lately) == [("alice", "Alice", 50), ("bob", "Bob", 70)]


async def test_answers_come_back_for_statistics(store: Store) -> None:
    """Newest first, of that workspace only."""

    def play(tx: Transaction) -> None:
        played(tx, "g1", HERE, points={"alice": 100, "bob": 0})
        played(tx, "g2", ELSEWHERE, points={"bob": 70})

    await store.write(play)

    assert await store.read(lambda tx: tx[PeopleRows].answers(WORKSPACE, "bob", 10)) == [
        AnsweredItem(kind="missing-word", quote_number=1, right=False)
    ]


async def test_who_hides_is_hidden_in_games_past_too(store: Store) -> None:
    """In their workspace; the points stay."""
    await store.write(lambda tx: played(tx, "g1", HERE, points={"alice": 100, "bob": 0}))
    await store.write(lambda tx: played(tx, "g3", ELSEWHERE, points={"alice": 9, "bob": 1}))
    await store.write(lambda tx: tx[PeopleRows].hide(WORKSPACE, "alice", hidden=True, alias="a teammate"))

    assert await store.read(lambda tx: tx[PeopleRows].points(WORKSPACE, None, None)) == [("alice", "a teammate", 100)]
    assert ("alice", "Alice", 9) in await store.read(lambda tx: tx[PeopleRows].points("slack:T1", None, None))
    assert await store.read(lambda tx: tx[PersonRows].is_hidden(WORKSPACE, "alice"))
    assert not await store.read(lambda tx: tx[PersonRows].is_hidden(WORKSPACE, "bob"))
    await store.write(lambda tx: tx[PeopleRows].hide(WORKSPACE, "alice", hidden=False, alias="a teammate"))
    assert not await store.read(lambda tx: tx[PersonRows].is_hidden(WORKSPACE, "alice"))


async def test_strengths_are_kept(store: Store) -> None:
    """A newcomer is average; hiding does not touch them."""
    ada = Strength(user_id="ada", rating=1.25, answers=7)
    await store.write(lambda tx: tx[StrengthRows].put_strength(WORKSPACE, ada))
    await store.write(lambda tx: tx[PeopleRows].hide(WORKSPACE, "ada", hidden=True, alias="x"))

    known = await store.read(lambda tx: tx[StrengthRows].strengths(WORKSPACE, ["ada", "new"]))
    assert known == {"ada": ada, "new": Strength(user_id="new")}


async def test_item_statistics_are_kept_for_each_workspace(store: Store) -> None:
    """And replaced by newer ones."""
    first = ItemStat(item_id="i", rating=0.5, answers=3, right=1, right_sum=0.25, wrong_sum=-1.5)
    second = replace(first, answers=4, review="reported")
    for stat in (first, second):
        await store.write(lambda tx, s=stat: tx[ItemRows].put_stat(WORKSPACE, s))  # type: ignore[misc]

    assert await store.read(lambda tx: tx[ItemRows].stats(WORKSPACE)) == {"i": second}
    assert await store.read(lambda tx: tx[ItemRows].stats("slack:T1")) == {}


async def test_reports_count_people(store: Store) -> None:
    """Twice by one person is once; the item is out of the place where it was reported."""

    def report(tx: Transaction) -> list[int]:
        reporters = [(HERE, "alice"), (HERE, "alice"), (THERE, "bob"), (ELSEWHERE, "cy")]
        return [tx[ItemRows].report(place, "i", user) for place, user in reporters]

    assert await store.write(report) == [1, 1, 2, 1]
    assert await store.read(lambda tx: tx[ItemRows].reported(HERE)) == {"i"}
    assert await store.read(lambda tx: tx[ItemRows].reported(replace(HERE, channel="new"))) == frozenset()


async def test_forms_are_learned_once(store: Store) -> None:
    """For that item in that workspace."""
    for form in ("cuppa", "brew", "cuppa"):
        await store.write(lambda tx, f=form: tx[ItemRows].learn(WORKSPACE, "i", f))  # type: ignore[misc]

    assert await store.read(lambda tx: tx[ItemRows].learned(WORKSPACE, ["i", "j"])) == {"i": ("brew", "cuppa")}
    assert await store.read(lambda tx: tx[ItemRows].learned("slack:T1", ["i"])) == {}


async def test_what_was_met_alone_earns_no_points_on_boards(store: Store) -> None:
    """Statistics count it; the leaderboard does not."""

    def play(tx: Transaction) -> None:
        played(tx, "alone", replace(HERE, channel="solo:alice"), points={"alice": 100})
        played(tx, "g1", HERE, points={"alice": 120, "bob": 90}, seconds=60)

    await store.write(play)

    assert await store.read(lambda tx: tx[PeopleRows].points(WORKSPACE, None, None)) == [("bob", "Bob", 90)]
    assert len(await store.read(lambda tx: tx[PeopleRows].answers(WORKSPACE, "alice", 10))) == 2


async def test_games_that_are_over_are_told_to_who_played_them(store: Store) -> None:
    """Newest first, everybody's points by rank; running ones, foreign ones and those played alone are left out."""

    def play(tx: Transaction) -> None:
        for i, (name, place, state) in enumerate(
            [
                ("g1", HERE, GameState.OVER), ("g2", THERE, GameState.OVER), ("g3", ELSEWHERE, GameState.OVER),
                ("g4", replace(HERE, channel="solo:alice"), GameState.OVER), ("g5", HERE, GameState.RUNNING),
            ]
        ):  # fmt: skip
            begun = replace(game(name, place=place), started_at=later(i), state=state)
            tx[GameRows].add(begun)
            tx[GameRows].put_player(name, player(ALICE, points=10 * i))
            tx[GameRows].put_player(name, player(BOB, points=15))

    await store.write(play)
    played = await store.read(lambda tx: tx[PeopleRows].played(WORKSPACE, "alice", 5))
    newest = await store.read(lambda tx: tx[PeopleRows].played(WORKSPACE, "alice", 1))

    assert [(p.started_at, p.points) for p in played] == [
        (later(1), (("bob", 15), ("alice", 10))),
        (later(0), (("bob", 15), ("alice", 0))),
    ]
    assert newest == played[:1]
    assert await store.read(lambda tx: tx[PeopleRows].played(WORKSPACE, "carol", 5)) == []
    assert await store.read(lambda tx: tx[GameRows].any_in(WORKSPACE))
    assert not await store.read(lambda tx: tx[GameRows].any_in("terminal:nowhere"))
