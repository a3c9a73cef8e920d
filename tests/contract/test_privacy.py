"""What is kept about somebody: shown, handed out and forgotten, on both engines."""

import json

from bot.chat.incoming import PressId, User
from bot.chat.messages import File, Listing, Notice, Scoreboard
from bot.games.rules.answers import removed_option
from bot.library.wording import SHARE, UP, WRONG
from bot.privacy.rows.kept import KEPT
from bot.privacy.wording import FORGET
from tests.builders import ALICE, BOB, THERE
from tests.searched import places
from tests.world import World, words

# An id and a name that stand in nothing else.
ZOE = User(id="u-zoe-71", name="Zoe Thackeray")
BEN = User(id="u-ben-72", name="Ben Ashworth")


async def begin(world: World, who: User, **options: str) -> None:
    """Two rounds of “Who said it”."""
    await world.ask(who, "quiz start", pack="the-round-table", rounds="2", mode="who-said", **options)  # type: ignore[arg-type]


async def lived(world: World) -> None:
    """Zoe plays, alone and with others, guesses, votes, doubts, shares, reports, sets a daily post and reviews."""
    await world.ask(ALICE, "settings set", manager=True, name="managers", value="alice")
    for verb in (UP, WRONG):
        await world.press(ZOE, str(PressId(verb, "2")))
    await world.press(ZOE, str(PressId(SHARE, "2", 7)))
    await world.ask(ALICE, "settings set", manager=True, name="managers", value=f"{ZOE.id}, alice")
    await begin(world, ALICE)
    for _ in range(2):
        await world.ask(ZOE, "quiz hint")
        asked = (await world.table()).round
        assert asked is not None
        item = asked.item
        await world.ask(ZOE, "quiz answer", text="B" if removed_option(asked) == 0 else "A")
        await world.ask(BEN, "quiz answer", text="ABCD"[item.options.index(item.key)])
        await world.ask(ALICE, "quiz skip")
    await world.ask(ZOE, "quiz report")
    await begin(world, ZOE, pace="solo")
    await world.ask(ZOE, "quiz answer", text="B")
    await world.ask(ZOE, "daily set", place=THERE, time="09:00", timezone="UTC", style="guess", pack="the-round-table")
    await world.ask(ZOE, "daily now", place=THERE)
    await world.services.attendance.settle()


async def test_everything_of_somebody_is_shown_and_handed_out(world: World) -> None:
    """In words with counts, and row by row as JSON."""
    await lived(world)
    shown = await world.ask(ZOE, "privacy show")
    handed = await world.ask(ZOE, "privacy export")

    assert isinstance(shown, Listing)
    assert "Answers in quizzes: 3, for 14 days; whether each was right stays" in shown.lines
    assert "Quotes you voted on, shared or passed over with Next: 1" in shown.lines
    assert isinstance(handed, File)
    told = json.loads(handed.data)
    assert len(told["kept"]["answer"]) == 3
    others = {"player", "game", "mark", "vote", "doubt", "seen", "inbox", "setting", "subscription", "item_report"}
    assert others <= set(told["kept"])
    assert all(ZOE.id in json.dumps(rows) for rows in told["kept"].values())


async def test_who_is_forgotten_is_nowhere(world: World) -> None:
    """Neither by id nor by name; what others played stays as it was."""
    await lived(world)
    before = await world.ask(BOB, "quiz leaderboard", period="all")
    assert isinstance(before, Scoreboard)
    assert await places(world.services.store, ZOE.id, ZOE.name)
    asked = await world.ask(ZOE, "privacy forget")
    assert isinstance(asked, Notice)
    assert "cannot be undone" in asked.text
    assert await places(world.services.store, ZOE.id)

    await world.press(ZOE, asked.buttons[0].id)

    assert await places(world.services.store, ZOE.id, ZOE.name) == set()
    after = await world.ask(BOB, "quiz leaderboard", period="all")
    assert isinstance(after, Scoreboard)
    kept = [s for s in before.standings if s.name == BEN.name]
    assert kept
    assert [s for s in after.standings if s.name == BEN.name] == kept
    assert "Nothing." in words(await world.ask(ZOE, "privacy show"))


async def test_another_one_forgets_themselves_alone(world: World) -> None:
    """Ben's press, wherever he has it from, forgets Ben."""
    await lived(world)
    await world.press(BEN, str(PressId(FORGET, "me")))

    assert await places(world.services.store, ZOE.id)
    assert await places(world.services.store, BEN.id) == set()


async def test_a_game_goes_on_without_who_was_forgotten(world: World) -> None:
    """The round waits for nobody who is gone."""
    await begin(world, ALICE)
    for user in (ZOE, ALICE):
        await world.ask(user, "quiz answer", text="A")
    await world.ask(ALICE, "quiz skip")
    await world.press(ZOE, str(PressId(FORGET, "me")))

    table = await world.table()

    assert [p.joined for p in table.players if p.user_id != ALICE.id] == [False]
    assert "a teammate" in words(await world.ask(ALICE, "quiz scores"))


def test_each_kind_is_told_once() -> None:
    """A table and a column together."""
    told = [(kept.table.name, kept.column) for kept in KEPT]

    assert len(told) == len(set(told))
