"""Every command and every button there is, on Slack; a new one needs its line here, or is met by itself."""

import pytest

from adapters.slack import app
from bot.app.catalogue import PRESSES, REGISTRY
from bot.chat.parser import parse
from bot.library.imports import store
from bot.privacy.absence import look_for_absent
from content.packs import read_bytes_as_pack, read_file
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


async def test_every_command_is_answered_the_way_the_registry_says(world: World) -> None:
    """Its example, as somebody types it: to all or to one, in words too, and never with a failure of ours."""
    for command in REGISTRY:
        before = len(world.slack.shown)
        ack = await world.people.command("alice", command.example)
        answers = command.answers_to(parse(command.example, REGISTRY).options).value
        public = answers == "public"
        shown = await seen(world, {"public": "message", "form": "view"}.get(answers, "ephemeral"), after=before)
        assert (ack.body.get("response_type") == "in_channel") is public, command.name
        assert shown.text or shown.kind == "view", command.name
        assert "went wrong" not in shown.text, command.name
        await world.people.command("alice", "/quiz stop")
        await seen(world, "ephemeral", after=before + 1)


async def test_every_button_is_pressed(world: World, pressed: set[str]) -> None:
    """On quotes, in a lobby, in rounds of every pace, on daily posts, in menus and in forms."""
    await _look_up(world)
    await _play_in_teams(world)
    await _play_relaxed(world)
    await _play_a_kept_mix(world)
    await _bluff(world)
    await _type_an_answer(world)
    await _every_day(world)
    await _bring(world)
    await _review(world)
    await _write_questions(world)
    await _keep_a_book(world)
    await _quote_messages(world)
    await _choose_managers(world)
    await _season(world)
    await _be_forgotten(world)

    assert pressed == set(PRESSES)


async def _press(world: World, who: str, on: Shown, label: str, *kinds: str, has: str = "") -> Shown:
    """Press it; the next thing of that kind that is seen."""
    before = len(world.slack.shown)
    await world.people.press(who, on, label)
    return await seen(world, *(kinds or ("ephemeral",)), after=before, has=has)


async def _look_up(world: World) -> None:
    await world.people.command("alice", "/quote")
    quote = await seen(world, "message")
    await _press(world, "bob", quote, "Next", "message", has="#")
    await _press(world, "bob", quote, "Context", has="Around")
    await world.people.command("alice", "/settings show")
    await _press(world, "bob", quote, "Wrong speaker?", has="A manager gets a private word")
    assert (await seen(world, "message", has="Bob asks whether #")).channel == world.slack.direct("UALICE").id
    await world.people.command("alice", "/whosaid nobody")
    shared = await seen(world, "ephemeral", has="Several hold these words")
    await _press(world, "alice", shared, "More", has="numbers 4 to 6")
    before = len(world.slack.shown)
    await world.people.command("bob", "/whosaid half of what I teach I once overheard")
    overheard = await seen(world, "ephemeral", after=before, has="overheard")
    await _press(world, "bob", overheard, "More like this", has="Half of all estimates")
    before = len(world.slack.shown)
    await world.people.command("alice", "/whosaid the plan")
    unsure = await seen(world, "ephemeral", after=before, has="#8")
    shown = await _press(world, "alice", unsure, "#")
    shared = await _press(world, "alice", shown, "Share", "message")
    await _press(world, "bob", shared, "👍", has="👍 1, 👎 0")
    await _press(world, "bob", shared, "👎", has="👍 0, 👎 1")
    await world.people.shortcut("alice", quote)
    menu = await seen(world, "ephemeral", has="Nothing is being played")
    form = await _press(world, "alice", menu, "Who said…", "view")
    before = len(world.slack.shown)
    await world.people.fill("alice", form.message, words="backups can smell fear")
    await seen(world, "ephemeral", after=before, has="smell fear")


async def _play_in_teams(world: World) -> None:
    await world.people.command("alice", "/quiz start begin=now who-said teams=named rounds=1")
    lobby = await seen(world, "message", has="Team game")
    await _press(world, "bob", lobby, "Join blue", has="blue")
    await _press(world, "bob", lobby, "Begin", has="Only the one")
    asked = await _press(world, "alice", lobby, "Begin", "message", has="Round 1 of 1")
    await world.opened()
    await _press(world, "bob", asked, "Hint", has="half")
    await _press(world, "bob", asked, "A", has="A ·")
    before = len(world.slack.shown)
    await world.people.press("alice", asked, "Skip")
    await seen(world, "message", after=before, has="Final scores")


async def _play_relaxed(world: World) -> None:
    await world.people.command("alice", "/quiz start begin=now who-said pace=relaxed rounds=1")
    before = len(world.slack.shown) - 1
    asked = await seen(world, "message", after=before, has="Round 1 of 1")
    await world.opened()
    assert "until" not in asked.text
    await _press(world, "bob", asked, "Next", has="Only the one")
    told = await _press(world, "alice", asked, "Next", "update", has="✓")
    await _press(world, "bob", told, "👍", has="Your 👍 counts")
    await _press(world, "bob", told, "👎", has="Your 👎 counts")
    await _press(world, "bob", told, "👎", has="taken back")
    await world.people.command("alice", "/quiz stop")


async def _play_a_kept_mix(world: World) -> None:
    before = len(world.slack.shown)
    await world.people.command("alice", "/quiz preset save friday lunch who-said rounds=2")
    await seen(world, "ephemeral", after=before, has="“friday lunch” is kept: 2 rounds of “Who said it”")
    before = len(world.slack.shown)
    await world.people.command("bob", "/quiz preset list")
    listed = await seen(world, "ephemeral", after=before, has="Kept mixes")
    await _press(world, "bob", listed, "Play friday lunch", has="The lobby is open: 2 rounds")
    await world.people.command("bob", "/quiz stop")


async def _bluff(world: World) -> None:
    """Endings by the form, asked for again where they are none; the host takes one away."""
    world.slack.user("carla")
    before = len(world.slack.shown)
    await world.people.command("alice", "/quiz start bluff rounds=1 pack=the-round-table")
    lobby = await seen(world, "message", after=before, has="starts “Bluff”: 1 round")
    for who in ("bob", "carla"):
        await _press(world, who, lobby, "I'm in", has="is in")
    asked = await _press(world, "alice", lobby, "Begin", "message", has="Round 1 of 1")
    await world.opened()
    form = await _press(world, "bob", asked, "Write an ending", "view")
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
    await _press(world, "carla", choosing, "Remove an ending", has="Only the one who started")
    await _press(world, "alice", choosing, "Remove an ending", has="Choose an ending yourself first")
    for letter in "AB":
        before = len(world.slack.shown)
        await world.people.command("alice", f"/quiz answer {letter}")
        if "your own" not in (await seen(world, "ephemeral", after=before)).text:
            break
    offered = await _press(world, "alice", choosing, "Remove an ending", has="Which ending shall go?")
    label = next(b["text"]["text"] for b in buttons(offered.message) if " · " in b["text"]["text"])
    await _press(world, "alice", offered, label, "replaced", has="is gone")
    await seen(world, "update", after=before, has="B, C or D to choose")
    before = len(world.slack.shown)
    await world.people.command("alice", "/quiz skip")
    board = await seen(world, "message", after=before, has="Final scores")
    mine = await _press(world, "bob", board, "My result", has=" of 3 with ")
    await _press(world, "bob", mine, "Share", "message", has="Bob was ")
    await _press(world, "bob", board, "Leaderboard")
    for label in ("Rematch", "Play again"):
        await _press(world, "bob", board, label, has="The lobby is open")
        before = len(world.slack.shown)
        await world.people.command("bob", "/quiz stop")
        await seen(world, "message", after=before, has="The game is over")
    before = len(world.slack.shown)
    await _press(world, "alice", board, "Take down", has="is taken down")
    assert (await seen(world, "deleted", after=before)).message["ts"] == board.message["ts"]


async def _type_an_answer(world: World) -> None:
    await store(world.engine.services, read_file(KETTLE), workspace_id=None)
    before = len(world.slack.shown)
    await world.people.command("alice", "/quiz start begin=now hand-written rounds=1 pack=kettle")
    asked = await seen(world, "message", after=before, has="Round 1 of 1")
    await world.opened()
    form = await _press(world, "bob", asked, "Answer", "view")
    before = len(world.slack.shown)
    await world.people.fill("bob", form.message, text="a teaspoon")
    await seen(world, "ephemeral", after=before, has="teaspoon")
    await world.people.command("alice", "/quiz skip")
    await seen(world, "message", after=before, has="Final scores")
    await world.people.command("alice", "/quiz accept")
    refused = await seen(world, "ephemeral", after=before, has="Whose was right?")
    await _press(world, "alice", refused, "Bob: “a teaspoon", "replaced", has="Over-ruled")


async def _every_day(world: World) -> None:
    for style, has in (("guess", "Guess of"), ("quiz", "quiz, ")):
        before = len(world.slack.shown)
        await world.people.command("alice", f"/daily set 9am style={style} pack=the-round-table")
        await seen(world, "ephemeral", after=before, has="Set: a")
        await world.people.command("alice", f"/daily now style={style}")
        post = await seen(world, "message", after=before, has=has)
        if style == "guess":
            receipt = await _press(world, "bob", post, "A", has="streak")
            await _press(world, "bob", receipt, "Share", "message", has="Bob made the guess")
        else:
            card = await _press(world, "bob", post, "Play", has="1 of")
            await _press(world, "bob", card, "A", "replaced", has="2 of")
    await _a_number(world)


async def _a_number(world: World) -> None:
    """One guess a day that is typed into a form, in private; the second is told that the first counts."""
    before = len(world.slack.shown)
    await world.people.command("alice", "/daily set 9am style=guess mode=closest pack=interview-in-brief")
    await seen(world, "ephemeral", after=before, has="Set: a guess of “Closest number”")
    await world.people.command("alice", "/daily now style=guess pack=interview-in-brief")
    post = await seen(world, "message", after=before, has="Guess privately, by a number")
    form = await _press(world, "bob", post, "Guess", "view")
    before = len(world.slack.shown)
    await world.people.fill("bob", form.message, text="about 2,000")
    receipt = await seen(world, "ephemeral", after=before, has="The nearest is told with the next one")
    await _press(world, "bob", receipt, "Share", "message", has="Bob made the guess")
    assert "about 2,000" in (await _press(world, "bob", post, "Guess", "ephemeral", has="Your answer stands")).text


async def _bring(world: World) -> None:
    """A file is handed over in the form; one that is no transcript is refused at its field."""
    before = len(world.slack.shown)
    await world.people.command("alice", "/quotes import")
    form = await _press(world, "alice", await seen(world, "ephemeral", after=before), "Bring a transcript", "view")
    noise = await world.people.fill("alice", form.message, file=("noise.bin", bytes(range(256)) * 40))
    assert list(noise.body["errors"]) == ["file"]
    assert "noise.bin" in noise.body["errors"]["file"]
    nobody = await world.people.fill("alice", form.message, text="Nobody is named in this.")
    assert list(nobody.body["errors"]) == ["text"]
    before = len(world.slack.shown)
    with pytest.MonkeyPatch.context() as slow:
        slow.setattr(app, "FORM_SECONDS", 0.0)  # the form was closed before it was known what is wrong with it
        late = await world.people.fill("alice", form.message, text="Nobody is named in this.", name="Ashes")
    assert late.body == {}
    told = await seen(world, "ephemeral", after=before)
    form = await _press(world, "alice", told, "Fill it in again", "view")
    stood = [block["element"].get("initial_value", "") for block in form.message["blocks"]]
    assert stood == ["", "Nobody is named in this.", "Ashes", "", ""]
    before = len(world.slack.shown)
    await world.people.fill("alice", form.message, file=("ashes.txt", TALK), name="Ashes")
    asked = await seen(world, "ephemeral", after=before, has="“ashes” can come in")
    await _press(world, "alice", asked, "Bring it in", "replaced", has="Imported “ashes”")
    for who, offered in (("bob", []), ("alice", ["Keep as a quote"])):
        before = len(world.slack.shown)
        await world.people.command(who, "/whosaid ducks hold meetings")
        found = await seen(world, "ephemeral", after=before, has="Ducks hold meetings.")
        assert [b["text"]["text"] for b in buttons(found.message)] == offered
    kept = await _press(world, "alice", found, "Keep as a quote", has="is a quote now")
    await _press(world, "alice", kept, "Undo", "replaced", has="is no quote any more")
    for who, offered in (("alice", ["Bring a transcript"]), ("bob", [])):
        before = len(world.slack.shown)
        await world.people.command(who, "/quotes packs")
        packs = await seen(world, "ephemeral", after=before, has="Packs")
        assert "ashes" in packs.text
        assert "noise" not in packs.text
        assert [b["text"]["text"] for b in buttons(packs.message)] == offered
    before = len(world.slack.shown)
    await world.people.command("alice", "/quotes remove ashes")
    removed = await seen(world, "ephemeral", after=before, has="“ashes” is removed")
    await _press(world, "bob", removed, "Bring it back", "replaced", has="/quotes remove is for managers")
    await _press(world, "alice", removed, "Bring it back", "replaced", has="“ashes” is back")
    before = len(world.slack.shown)
    await world.people.fill("alice", form.message, file=("norths.txt", NORTHS))
    asked = await seen(world, "ephemeral", after=before, has="“norths” can come in")
    await _press(world, "alice", asked, "Leave it", "replaced", has="nothing of it was kept")
    before = len(world.slack.shown)
    await world.people.fill("alice", form.message, file=("norths.txt", NORTHS))
    asked = await seen(world, "ephemeral", after=before, has="“norths” can come in")
    report = await _press(world, "alice", asked, "Bring it in", "replaced", has="Imported “norths”")
    settled = await _press(world, "alice", report, "Ida North and I. North are one", has="one person from now on")
    await _press(world, "alice", settled, "Undo", "replaced", has="two people again")
    before = len(world.slack.shown)
    await world.people.command("alice", "/quotes merge norths into ashes")
    told = await seen(world, "ephemeral", after=before, has="is in “ashes” from now on")
    await _press(world, "alice", told, "Undo", "replaced", has="are two packs again")
    before = len(world.slack.shown)
    await world.people.command("alice", '/quotes block words="@everyone *synergy*"')
    told = await seen(world, "ephemeral", after=before, has="is found, drawn, asked and posted here no more")
    await _press(world, "alice", told, "Undo", "replaced", has="is blocked here no more")
    before = len(world.slack.shown)
    await world.people.command("alice", '/quotes block speaker="@everyone *Nobody*"')
    told = await seen(world, "ephemeral", after=before, has="so nothing is blocked yet")
    told = await _press(world, "alice", told, "Block", "replaced", has="so far there is none")
    await _press(world, "alice", told, "Undo", "replaced", has="is blocked here no more")


async def _review(world: World) -> None:
    """At the desk, on one private message that changes; what stands is filled into the forms."""
    before = len(world.slack.shown)
    await world.people.command("alice", "/quotes review ashes")
    card = await seen(world, "ephemeral", after=before, has="0 of the best 2 looked at")
    form = await _press(world, "alice", card, "Fix the words", "view")
    assert form.message["blocks"][0]["element"]["initial_value"] in card.text
    before = len(world.slack.shown)
    await world.people.fill("alice", form.message, wording="Nobody ever read the plan.")
    card = await seen(world, "replaced", after=before, has="Edited; the transcript says")
    form = await _press(world, "alice", card, "Fix the speaker", "view")
    before = len(world.slack.shown)
    empty = await world.people.fill("alice", form.message)
    assert list(empty.body["errors"]) == ["name"]
    await world.people.fill("alice", form.message, name="Carl")
    card = await seen(world, "replaced", after=before, has="“Carl” is nobody in")
    card = await _press(world, "alice", card, "Make Carl a voice", "replaced", has="is now Carl's")
    for label, told in (
        ("Skip", "comes again after"), ("Keep", "is kept"), ("Drop", "is dropped"), ("Undo", "is back"),
    ):  # fmt: skip
        card = await _press(world, "alice", card, label, "replaced", has=told)
    await _press(world, "bob", card, "Keep", "replaced", has="/quotes review is for managers")


async def test_a_pack_is_handed_over_as_a_file(world: World) -> None:
    """Into the direct messages of who asked, whole; without the right to it that is said, and nothing is left there."""
    await world.people.command("alice", "/quotes export quoth pack=the-round-table")
    file = await seen(world, "file")
    assert file.channel == world.slack.direct("UALICE").id
    assert file.text == "the-round-table.quoth.json"
    assert read_bytes_as_pack(file.message["data"], "talk.json").name == "the-round-table"
    await seen(world, "ephemeral", has="The file is in the direct messages between you and me")
    await world.people.command("bob", "/quotes export")
    await seen(world, "ephemeral", has="nothing here is known to be yours")
    world.slack.scopes.discard("files:write")
    before, held = len(world.slack.shown), len(world.slack.direct("UALICE").messages)
    await world.people.command("alice", "/quotes export csv")
    await seen(world, "ephemeral", after=before, has="the app lacks the scope files:write")
    assert len(world.slack.direct("UALICE").messages) == held


async def _write_questions(world: World) -> None:
    """By the form, suggested and taken in; changed by two at once; deleted and brought back."""
    before = len(world.slack.shown)
    await world.people.command("alice", "/quiz list")
    listed = await seen(world, "ephemeral", after=before, has="No questions of your own yet")
    form = await _press(world, "alice", listed, "Write one", "view")
    written = {"question": "Who waters the plants?", "right": "Hugo", "wrong": "<!everyone>; *Ada*; Ben"}
    refused = await world.people.fill("alice", form.message, **written | {"wrong": "Ada"})
    assert "needs three answers" in refused.body["errors"]["wrong"]
    before = len(world.slack.shown)
    await world.people.fill("alice", form.message, **written)
    shown = await seen(world, "ephemeral", after=before, has="✓ Question 1 is in")
    assert "<!everyone>" not in shown.text
    forms = [await _press(world, "alice", shown, "Change", "view") for _ in "12"]
    before = len(world.slack.shown)
    await world.people.fill("alice", forms[0].message, **written | {"right": "Hugo; Hugh"})
    await seen(world, "ephemeral", after=before, has="✓ Question 1 is changed")
    before = len(world.slack.shown)
    await world.people.fill("alice", forms[1].message, **written | {"question": "Who waters them?"})
    told = await seen(world, "ephemeral", after=before, has="Alice changed question 1 while you wrote")
    taken = await _press(world, "alice", told, "Take mine", "replaced", has="Who waters them?")
    gone = await _press(world, "alice", taken, "Delete", has="is deleted")
    await _press(world, "alice", gone, "Bring it back", "replaced", has="Question 1 is back")
    for name in ("kettle", "bird"):
        before = len(world.slack.shown)
        await world.people.command("bob", f"/quiz add Who is the {name}? Ina")
        await seen(world, "ephemeral", after=before, has="waits for a manager")
    before = len(world.slack.shown)
    await world.people.command("alice", "/quiz list")
    listed = await seen(world, "ephemeral", after=before, has="3 questions of your own")
    first = await _press(world, "alice", listed, "Look at suggestions (2)", has="is suggested by Bob")
    second = await _press(world, "alice", first, "Take it in", "replaced", has="✓ Question 2 is in.")
    await _press(world, "alice", second, "Decline", "replaced", has="Question 3 is declined.")
    for n in range(8):
        before = len(world.slack.shown)
        await world.people.command("alice", f"/quiz add How many are {n}? {n}")
        await seen(world, "ephemeral", after=before, has="is in")
    before = len(world.slack.shown)
    await world.people.command("alice", "/quiz list")
    listed = await seen(world, "ephemeral", after=before, has="1 to 8")
    await _press(world, "alice", listed, "More", has="9 to 10")


async def _keep_a_book(world: World) -> None:
    """A quote is added by a form, once more although it is there, put right, taken out, and brought back."""
    before = len(world.slack.shown)
    await world.people.command("bob", "/quotes add")
    form = await seen(world, "view", after=before)
    before = len(world.slack.shown)
    empty = await world.people.fill("bob", form.message, quote="…", by="<@UALICE>")
    assert list(empty.body["errors"]) == ["quote"]
    await world.people.fill("bob", form.message, quote="The build is green.", by="<@UALICE>", date="2026-01-02")
    card = await seen(world, "ephemeral", after=before, has="is in the book")
    assert "Alice" in card.text
    before = len(world.slack.shown)
    await world.people.command("bob", '/quotes add "The build is green!" by Tom')
    asked = await seen(world, "ephemeral", after=before, has="here already")
    twice = await _press(world, "bob", asked, "Add it all the same", "replaced", has="is in the book")
    await _press(world, "bob", twice, "Undo", "replaced", has="taken out again")
    form = await _press(world, "bob", card, "Edit", "view")
    assert form.message["blocks"][0]["element"]["initial_value"] == "The build is green."
    before = len(world.slack.shown)
    await world.people.fill("bob", form.message, quote="The build was green.", by="Alice")
    changed = await seen(world, "ephemeral", after=before, has="is changed")
    before = len(world.slack.shown)
    number = changed.text.partition("#")[2].split()[0]
    await world.people.command("bob", f"/quotes delete #{number}")
    await seen(world, "ephemeral", after=before, has="is taken out")
    before = len(world.slack.shown)
    await world.people.command("alice", "/quotes list pack=the-round-table")
    page = await seen(world, "ephemeral", after=before, has="1 to 10")
    await _press(world, "alice", page, "Older", "replaced", has="11 to 20")
    before = len(world.slack.shown)
    await world.people.command("alice", f"/quotes history {number}")
    history = await seen(world, "ephemeral", after=before, has="Bob took it out")
    await _press(world, "alice", history, "Bring it back", "replaced", has="is back")


async def _quote_messages(world: World) -> None:
    """A message is kept by its menu, a further one is added to it; a third is looked up."""
    asked = world.slack.say("alice", "Who owns &lt;the&gt; roadmap, <@UBOB>?")
    before = len(world.slack.shown)
    await world.people.shortcut("bob", asked, "quote-this")
    form = await seen(world, "view", after=before)
    values = [block["element"].get("initial_value") for block in form.message["blocks"]]
    assert values[:2] == ["Who owns <the> roadmap, @Bob?", "Alice"]
    before = len(world.slack.shown)
    await world.people.fill("bob", form.message, quote=values[0], by=values[1], date=values[2])
    await seen(world, "ephemeral", after=before, has="is in the book")
    note = await seen(world, "message", after=before, has="Bob quoted you as #")
    assert note.channel == world.slack.direct("UALICE").id
    await _press(world, "alice", note, "Mute", has="told no more")
    before = len(world.slack.shown)
    await world.people.shortcut("bob", world.slack.say("carla", "Nobody since May."), "quote-this")
    form = await seen(world, "view", after=before)
    before = len(world.slack.shown)
    await world.people.fill("bob", form.message, to="last", quote="Nobody since May.", by="Carla")
    card = await seen(world, "ephemeral", after=before, has="It is added to #")
    assert "Alice: Who owns" in str(card.message)
    assert "https://local.slack.com/archives/CGENERAL/p" in str(card.message)
    before = len(world.slack.shown)
    await world.people.shortcut("bob", world.slack.say("carla", "a copy of the ashes"), "who-said-this")
    await seen(world, "ephemeral", after=before, has="everybody wants a copy of the ashes")
    before = len(world.slack.shown)
    file = world.people.file("pages.txt", TALK)
    await world.people.shortcut("alice", world.slack.say("carla", "Here it is.", files=[file]), "bring-this")
    await seen(world, "ephemeral", after=before, has="“ashes”")


async def _choose_managers(world: World) -> None:
    """People by the form, user groups by their mention; those that stand are not lost by the form."""
    world.slack.user("carol")
    world.slack.groups["S0HOSTS"] = ("hosts", ["UCAROL"])
    before = len(world.slack.shown)
    await world.people.command("alice", "/settings set managers <!subteam^S0HOSTS|@hosts>")
    await seen(world, "ephemeral", after=before, has="everybody with that role")
    await world.people.command("alice", "/settings show")
    form = await _press(world, "alice", await seen(world, "ephemeral", has="Settings"), "Who manages", "view")
    before = len(world.slack.shown)
    await world.people.fill("alice", form.message, people="UBOB")
    await seen(world, "ephemeral", after=before, has="“Managers” is now: Bob")
    for who in ("bob", "carol"):
        before = len(world.slack.shown)
        await world.people.command(who, "/settings show")
        shown = await seen(world, "ephemeral", after=before)
        assert "Bob (UBOB)" in shown.text, who
        assert "hosts" in shown.text, who
    for nobody in ("nobodyatall", "<!everyone>", "<!channel>", "<@U0GONE|gone>"):
        before = len(world.slack.shown)
        await world.people.command("alice", f"/settings set managers {nobody}")
        assert "nobody I can find" in (await seen(world, "ephemeral", after=before)).text


async def _season(world: World) -> None:
    """A manager closes it and takes that back."""
    before = len(world.slack.shown)
    await world.people.command("alice", "/quiz season")
    shown = await seen(world, "ephemeral", after=before, has="Season 1, since")
    asked = await _press(world, "alice", shown, "Close it", has="Points stay on all other boards")
    done = await _press(world, "alice", asked, "Close season 1", "replaced", has="Season 2 has begun")
    await seen(world, "message", after=before, has="Season 1, up to")
    await _press(world, "alice", done, "Undo", "replaced", has="it is season 1 still")


async def _leave(world: World) -> None:
    """Who was deactivated is quoted again when a manager says so."""
    services = world.engine.services
    assert await look_for_absent(services, ["slack"]) == 0
    world.slack.users["UBOB"]["deleted"] = True
    assert await look_for_absent(services, ["slack"]) == 1
    before = len(world.slack.shown)
    await world.people.command("alice", "/privacy link")
    shown = await seen(world, "ephemeral", after=before, has="left: neither posted nor asked about")
    await _press(world, "alice", shown, "Quote Pia Roe again", "replaced", has="is posted and asked about again")
    del world.slack.users["UBOB"]["deleted"]
    assert await look_for_absent(services, ["slack"]) == 1


async def _be_forgotten(world: World) -> None:
    """Of what somebody said and another shared; the quote is one that no round and no daily post asks."""
    before = len(world.slack.shown)
    await world.people.command("bob", "/quotes add 'I water the palms at noon.' by Pia Roe")
    shown = await seen(world, "ephemeral", after=before, has="is in the book")
    number = shown.text.split(" is in the book")[0].rpartition("#")[2]
    await world.people.command("alice", "/privacy link speaker='Pia Roe' member=<@UBOB|bob>")
    await seen(world, "ephemeral", after=before, has="Pia Roe is the member")
    await _leave(world)
    shared = await _press(world, "bob", shown, "Share", "message")
    taken = await _press(world, "bob", shared, "Take down", has="is taken down")
    assert (await seen(world, "deleted", after=before)).message["ts"] == shared.message["ts"]
    await _press(world, "bob", taken, f"Take #{number} out for good", "replaced", has=f"#{number} is out")
    before = len(world.slack.shown)
    await world.people.command("bob", "/privacy export")
    handed = await seen(world, "file", after=before)
    assert handed.channel == world.slack.direct("UBOB").id
    assert b'"user": "UBOB"' in handed.message["data"]
    await seen(world, "ephemeral", after=before, has="in the direct messages")
    await world.people.command("bob", "/privacy forget")
    asked = await seen(world, "ephemeral", after=before, has="cannot be undone")
    await _press(world, "bob", asked, "Forget me", "replaced", has="nothing here says who you are")
