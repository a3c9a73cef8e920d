"""Ways through everything that somebody may do on Slack, each with what is then seen."""

from bot.library.imports import store
from content.packs import read_file
from tests.platform.slack.conftest import World
from tests.platform.slack.people import buttons
from tests.platform.slack.test_talking import KETTLE, seen
from tests.platform.slack.workspace import Shown

TALK = (
    b"Ada: Nobody reads the plan until the day it catches fire.\n"
    b"Ben: Then everybody wants a copy of the ashes.\nAda: Ducks hold meetings."
)


NORTHS = (
    b"Ida North: Nobody reads the plan until the day it catches fire.\n"
    b"I. North: Then everybody wants a copy of the ashes for the wall."
)


async def press(world: World, who: str, on: Shown, label: str, *kinds: str, has: str = "") -> Shown:
    """Press it; the next thing of that kind that is seen."""
    before = len(world.slack.shown)
    await world.people.press(who, on, label)
    return await seen(world, *(kinds or ("ephemeral",)), after=before, has=has)


async def look_up(world: World) -> None:
    await world.people.command("alice", "/quote")
    quote = await seen(world, "message")
    await press(world, "bob", quote, "Next", "message", has="#")
    await press(world, "bob", quote, "Context", has="Around")
    await world.people.command("alice", "/settings show")
    await press(world, "bob", quote, "Wrong speaker?", has="A manager gets a private word")
    assert (await seen(world, "message", has="Bob asks whether #")).channel == world.slack.direct("UALICE").id
    await world.people.command("alice", "/whosaid nobody")
    shared = await seen(world, "ephemeral", has="Several hold these words")
    await press(world, "alice", shared, "More", has="numbers 4 to 6")
    before = len(world.slack.shown)
    await world.people.command("bob", "/whosaid half of what I teach I once overheard")
    overheard = await seen(world, "ephemeral", after=before, has="overheard")
    await press(world, "bob", overheard, "More like this", has="Half of all estimates")
    before = len(world.slack.shown)
    await world.people.command("alice", "/whosaid the plan")
    unsure = await seen(world, "ephemeral", after=before, has="#8")
    shown = await press(world, "alice", unsure, "#")
    shared = await press(world, "alice", shown, "Share", "message")
    await press(world, "bob", shared, "👍", has="👍 1, 👎 0")
    await press(world, "bob", shared, "👎", has="👍 0, 👎 1")
    await world.people.shortcut("alice", quote)
    menu = await seen(world, "ephemeral", has="Nothing is being played")
    form = await press(world, "alice", menu, "Who said…", "view")
    before = len(world.slack.shown)
    await world.people.fill("alice", form.message, words="backups can smell fear")
    await seen(world, "ephemeral", after=before, has="smell fear")


async def play_in_teams(world: World) -> None:
    await world.people.command("alice", "/quiz start begin=now who-said teams=named rounds=1")
    lobby = await seen(world, "message", has="Team game")
    await press(world, "bob", lobby, "Join blue", has="blue")
    await press(world, "bob", lobby, "Begin", has="Only the one")
    asked = await press(world, "alice", lobby, "Begin", "message", has="Round 1 of 1")
    await world.opened()
    await press(world, "bob", asked, "Hint", has="half")
    await press(world, "bob", asked, "A", has="A ·")
    before = len(world.slack.shown)
    await world.people.press("alice", asked, "Skip")
    await seen(world, "message", after=before, has="Final scores")


async def play_relaxed(world: World) -> None:
    await world.people.command("alice", "/quiz start begin=now who-said pace=relaxed rounds=1")
    before = len(world.slack.shown) - 1
    asked = await seen(world, "message", after=before, has="Round 1 of 1")
    await world.opened()
    assert "until" not in asked.text
    await press(world, "bob", asked, "Next", has="Only the one")
    told = await press(world, "alice", asked, "Next", "update", has="✓")
    await press(world, "bob", told, "👍", has="Your 👍 counts")
    await press(world, "bob", told, "👎", has="Your 👎 counts")
    await press(world, "bob", told, "👎", has="taken back")
    await world.people.command("alice", "/quiz stop")


async def play_a_kept_mix(world: World) -> None:
    before = len(world.slack.shown)
    await world.people.command("alice", "/quiz preset save friday lunch who-said rounds=2")
    await seen(world, "ephemeral", after=before, has="“friday lunch” is kept: 2 rounds of “Who said it”")
    before = len(world.slack.shown)
    await world.people.command("bob", "/quiz preset list")
    listed = await seen(world, "ephemeral", after=before, has="Kept mixes")
    await press(world, "bob", listed, "Play friday lunch", has="The lobby is open: 2 rounds")
    await world.people.command("bob", "/quiz stop")


async def bluff(world: World) -> None:
    """Endings by the form, asked for again where they are none; the host takes one away."""
    world.slack.user("carla")
    before = len(world.slack.shown)
    await world.people.command("alice", "/quiz start bluff rounds=1 pack=the-round-table")
    lobby = await seen(world, "message", after=before, has="starts “Bluff”: 1 round")
    for who in ("bob", "carla"):
        await press(world, who, lobby, "I'm in", has="is in")
    asked = await press(world, "alice", lobby, "Begin", "message", has="Round 1 of 1")
    await world.opened()
    form = await press(world, "bob", asked, "Write an ending", "view")
    for text, why in (("…", "There are no words"), ("home <https://example.org>", "no address and no mention")):
        refused = await world.people.fill("bob", form.message, text=text)
        assert why in refused.body["errors"]["text"]
    before = len(world.slack.shown)
    await world.people.fill("bob", form.message, text="@everyone went *home*")
    await seen(world, "ephemeral", after=before, has="Your ending is in")
    for who, text in (("alice", "the stove was cold"), ("carla", "a goat had the key")):
        before = len(world.slack.shown)
        await world.people.command(who, f"/quiz answer {text}")
        await seen(world, "ephemeral", after=before, has="Your ending is in")
    choosing = await seen(world, "update", after=before, has="Which ending is the true one?")
    assert "@everyone" not in choosing.text
    assert "went *home*" in choosing.text
    await press(world, "carla", choosing, "Remove an ending", has="Only the one who started")
    await press(world, "alice", choosing, "Remove an ending", has="Choose an ending yourself first")
    for letter in "AB":
        before = len(world.slack.shown)
        await world.people.command("alice", f"/quiz answer {letter}")
        if "your own" not in (await seen(world, "ephemeral", after=before)).text:
            break
    offered = await press(world, "alice", choosing, "Remove an ending", has="Which ending shall go?")
    label = next(b["text"]["text"] for b in buttons(offered.message) if " · " in b["text"]["text"])
    await press(world, "alice", offered, label, "replaced", has="is gone")
    first, second, third = (letter for letter in "ABCD" if letter != label[0])
    await seen(world, "update", after=before, has=f"{first}, {second} or {third} to choose")
    before = len(world.slack.shown)
    await world.people.command("alice", "/quiz skip")
    board = await seen(world, "message", after=before, has="Final scores")
    mine = await press(world, "bob", board, "My result", has=" of 3 with ")
    await press(world, "bob", mine, "Share", "message", has="Bob was ")
    await press(world, "bob", board, "Leaderboard")
    for label in ("Rematch", "Play again"):
        await press(world, "bob", board, label, has="The lobby is open")
        before = len(world.slack.shown)
        await world.people.command("bob", "/quiz stop")
        await seen(world, "message", after=before, has="The game is over")
    before = len(world.slack.shown)
    await press(world, "alice", board, "Take down", has="is taken down")
    assert (await seen(world, "deleted", after=before)).message["ts"] == board.message["ts"]


async def type_an_answer(world: World) -> None:
    await store(world.engine.services, read_file(KETTLE), workspace_id=None)
    before = len(world.slack.shown)
    await world.people.command("alice", "/quiz start begin=now hand-written rounds=1 pack=kettle")
    asked = await seen(world, "message", after=before, has="Round 1 of 1")
    await world.opened()
    form = await press(world, "bob", asked, "Answer", "view")
    before = len(world.slack.shown)
    await world.people.fill("bob", form.message, text="a teaspoon")
    await seen(world, "ephemeral", after=before, has="teaspoon")
    await world.people.command("alice", "/quiz skip")
    await seen(world, "message", after=before, has="Final scores")
    await world.people.command("alice", "/quiz accept")
    refused = await seen(world, "ephemeral", after=before, has="Whose was right?")
    await press(world, "alice", refused, "Bob: “a teaspoon", "replaced", has="Over-ruled")


async def every_day(world: World) -> None:
    for style, has in (("guess", "Guess of"), ("quiz", "quiz, ")):
        before = len(world.slack.shown)
        await world.people.command("alice", f"/daily set 9am style={style} pack=the-round-table")
        await seen(world, "ephemeral", after=before, has="Set: a")
        await world.people.command("alice", f"/daily now style={style}")
        post = await seen(world, "message", after=before, has=has)
        if style == "guess":
            receipt = await press(world, "bob", post, "A", has="streak")
            await press(world, "bob", receipt, "Share", "message", has="Bob made the guess")
        else:
            card = await press(world, "bob", post, "Play", has="1 of")
            await press(world, "bob", card, "A", "replaced", has="2 of")
    await a_number(world)


async def a_number(world: World) -> None:
    """One guess a day that is typed into a form, in private; the second is told that the first counts."""
    before = len(world.slack.shown)
    await world.people.command("alice", "/daily set 9am style=guess mode=closest pack=interview-in-brief")
    await seen(world, "ephemeral", after=before, has="Set: a guess of “Closest number”")
    await world.people.command("alice", "/daily now style=guess pack=interview-in-brief")
    post = await seen(world, "message", after=before, has="Guess privately, by a number")
    form = await press(world, "bob", post, "Guess", "view")
    before = len(world.slack.shown)
    await world.people.fill("bob", form.message, text="about 2,000")
    receipt = await seen(world, "ephemeral", after=before, has="The nearest is told with the next one")
    await press(world, "bob", receipt, "Share", "message", has="Bob made the guess")
    assert "about 2,000" in (await press(world, "bob", post, "Guess", "ephemeral", has="Your answer stands")).text
