"""People talk to the bot, by Socket Mode and by signed HTTP alike: what they type, press and fill in, what they see."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.chat.incoming import Press
from bot.chat.messages import Reply
from bot.games.rows.games import GameRows
from bot.library.imports import store
from content.packs import read_file
from tests.held_reader import HeldReader
from tests.platform.slack.conftest import World, running
from tests.platform.slack.people import buttons
from tests.platform.slack.workspace import BOT_USER, Shown

TALK = "Nobody reads the plan until the day it catches fire."
KETTLE = Path(__file__).parents[2] / "acceptance" / "conversations" / "kettle.toml"


async def seen(world: World, *kinds: str, after: int = 0, has: str = "") -> Shown:
    """The next thing of that kind that people see, with those words."""

    def found() -> Shown | None:
        return next((s for s in world.slack.shown[after:] if s.kind in kinds and has in s.text), None)

    shown: Shown = await world.slack.until(found)
    return shown


async def test_a_random_quote_is_shown_to_all_and_names_who_asked(world: World) -> None:
    """The typed command stands with it: the acknowledgement says in_channel."""
    ack = await world.people.command("alice", "/quote")
    quote = await seen(world, "message")

    assert ack.body.get("response_type") == "in_channel"
    assert "#" in quote.text
    assert [b["text"]["text"] for b in buttons(quote.message)] == ["Context", "Next"]


async def test_a_search_is_answered_to_one_and_shared_by_a_button(world: World) -> None:
    """`&amp;` and typographic quotes included; Share shows it to everybody."""
    ack = await world.people.command("alice", "/whosaid “backups can smell fear” & lights low")
    found = await seen(world, "ephemeral")
    await world.people.press("alice", found, "Share")
    shared = await seen(world, "message")

    assert ack.body == {}
    assert (found.user, found.channel) == ("UALICE", "CGENERAL")
    assert "smell fear" in found.text
    assert "Alice shares:" in shared.text
    assert "smell fear" in shared.text
    await world.people.press("alice", found, "Share")
    assert (await seen(world, "ephemeral", has="shared that already")).user == "UALICE"
    await world.people.press("bob", shared, "Context")
    assert (await seen(world, "ephemeral", has="Around")).user == "UBOB"


async def test_whatever_is_not_understood_is_answered_with_the_nearest(world: World) -> None:
    """Privately, with the next step."""
    await world.people.command("bob", "/quiz strat")
    assert "/quiz start" in (await seen(world, "ephemeral")).text
    before = len(world.slack.shown)
    await world.people.command("bob", "/quiz")
    assert "No game is on here. /quoth help quiz" in (await seen(world, "ephemeral", after=before)).text
    before = len(world.slack.shown)
    await world.people.command("bob", "/quoth whosaid kettle")
    assert (await seen(world, "ephemeral", after=before)).user == "UBOB"


async def test_a_game_from_start_to_final_scores(world: World) -> None:
    """Buttons A–D, private receipts, a reveal in place, the board; nobody's answer is seen before."""
    await world.people.command("alice", "/quiz start begin=now who-said rounds=2")
    for number in (1, 2):
        asked = await seen(world, "message", has=f"Round {number} of 2")
        await world.opened()
        before = len(world.slack.shown)
        assert [b["text"]["text"][0] for b in buttons(asked.message)][:4] == list("ABCD")
        assert "<!date^" in str(asked.message["blocks"])
        await world.people.press("alice", asked, "A")
        await world.people.press("bob", asked, "B")
        receipts = [await seen(world, "ephemeral", after=before, has=letter) for letter in ("A ·", "B ·")]
        assert {r.user for r in receipts} == {"UALICE", "UBOB"}
        await world.people.command("alice", "/quiz skip")
        await seen(world, "update", after=before, has="✓")
    assert "Final scores" in (await seen(world, "message", has="Final scores")).text


async def test_a_press_that_waits_for_its_turn_counts(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """It came in before the round was skipped, and is worked on afterwards."""
    await world.people.command("alice", "/quiz start begin=now who-said rounds=2")
    asked = await seen(world, "message", has="Round 1 of 2")
    await world.opened()
    turn, press = asyncio.Event(), world.engine.press

    async def waits(given: Press) -> Reply:
        await turn.wait()
        return await press(given)

    monkeypatch.setattr(world.engine, "press", waits)
    await world.people.press("bob", asked, "A")
    await world.people.command("alice", "/quiz skip")
    await seen(world, "ephemeral", has="Skipped")
    assert not any(s.kind == "update" for s in world.slack.shown)
    turn.set()
    await seen(world, "ephemeral", has="A ·")
    await seen(world, "message", has="Round 2 of 2")

    game = (await world.table("CGENERAL", "")).game
    answers = await world.engine.services.store.read(lambda tx: tx[GameRows].answers(game.id))
    assert [a.user_id for a in answers] == ["UBOB"]


async def test_an_answer_is_typed_into_a_form(world: World) -> None:
    """The form opens by the press; what is wrong with it is said inside, and what was typed stays."""
    await store(world.engine.services, read_file(KETTLE), workspace_id=None)
    await world.people.command("alice", "/quiz start begin=now hand-written rounds=1 pack=kettle")
    asked = await seen(world, "message", has="Round 1 of 1")
    await world.opened()
    await world.people.press("bob", asked, "Answer")
    form = await seen(world, "view")
    blank = await world.people.fill("bob", form.message, text="  ")
    sent = await world.people.fill("bob", form.message, text="kettle")

    assert blank.body["response_action"] == "errors"
    assert list(blank.body["errors"]) == ["text"]
    assert sent.body == {}
    assert (await seen(world, "ephemeral", has="kettle")).user == "UBOB"


async def test_the_player_to_over_rule_is_mentioned(world: World) -> None:
    """Slack sends who is meant; a name that two have is asked back about, with a button for each."""
    await store(world.engine.services, read_file(KETTLE), workspace_id=None)
    for user in ("UALICE", "UBOB"):
        world.slack.users[user]["profile"]["display_name"] = "Alex"
    await world.people.command("carol", "/quiz start begin=now hand-written rounds=1 pack=kettle")
    await seen(world, "message", has="Round 1 of 1")
    await world.opened()
    for name in ("alice", "bob"):
        await world.people.command(name, f"/quiz answer {name} did")
        await seen(world, "ephemeral", has=f"{name} did")
    await world.people.command("carol", "/quiz skip")
    await seen(world, "message", has="Final scores")
    await world.people.command("carol", "/quiz accept @alex")
    asked = await seen(world, "ephemeral", has="2 players are called Alex")
    await world.people.command("carol", "/quiz accept <@UBOB|alex>")
    await seen(world, "ephemeral", has="Over-ruled")

    assert [b["text"]["text"] for b in buttons(asked.message)] == ["Alex: “alice did”", "Alex: “bob did”"]
    table = await world.table("CGENERAL", "")
    assert {p.user_id for p in table.players if p.points} == {"UBOB"}
    await world.people.press("carol", asked, "Alex: “alice")
    await seen(world, "replaced", has="Over-ruled")


async def test_a_game_alone_goes_on_on_one_private_card(world: World) -> None:
    """Each press changes the message it is on."""
    await world.people.command("bob", "/quiz start begin=now who-said solo rounds=2")
    card = await seen(world, "ephemeral", has="Round 1 of 2")
    await world.people.press("bob", card, "A")
    reveal = await seen(world, "replaced", has="✓")
    await world.people.press("bob", reveal, "Next")

    assert (await seen(world, "replaced", has="Round 2 of 2")).user == "UBOB"
    assert not any(s.kind == "message" for s in world.slack.shown)


async def test_in_direct_messages_one_player_is_enough(world: World) -> None:
    """A round closes as soon as whoever is there has answered."""
    direct = world.slack.direct("UBOB").id
    await world.people.command("bob", "/quiz start begin=now who-said rounds=1", channel=direct)
    asked = await seen(world, "message", has="Round 1 of 1")
    await world.opened(direct)
    await world.people.press("bob", asked, "C")

    assert "Final" in (await seen(world, "message", has="Final scores")).text


async def test_in_a_thread_everything_works_by_buttons(world: World) -> None:
    """The shortcut on a message opens the menu: a game is begun, joined, paused, stopped there, words are looked up."""
    general = world.slack.channels["CGENERAL"]
    hers = Shown("message", {"ts": "100.000001", "text": "tea?", "blocks": []}, "CGENERAL", thread="99.000001")
    await world.people.shortcut("alice", hers)
    menu = await seen(world, "ephemeral", has="Nothing is being played")
    await world.people.press("alice", menu, "Three rounds")
    await world.people.press("alice", await seen(world, "message", has="Alice starts a quiz"), "Begin")
    asked = await seen(world, "message", has="Round 1 of 3")
    await world.opened(thread="99.000001")
    await world.people.press("bob", asked, "Hint")
    assert (await seen(world, "ephemeral", has="worth half")).thread == "99.000001"
    await world.people.shortcut("bob", asked)
    menu = await seen(world, "ephemeral", has="A game is on here")
    await world.people.press("bob", menu, "Join")
    await seen(world, "ephemeral", has="Bob is in")
    await world.people.press("bob", menu, "Who said…")
    form = await seen(world, "view")
    await world.people.fill("bob", form.message, words="backups can smell fear")
    assert (await seen(world, "ephemeral", has="smell fear")).thread == "99.000001"
    assert "Stop" not in [b["text"]["text"] for b in buttons(menu.message)]
    before = len(world.slack.shown)
    await world.people.shortcut("alice", asked)
    hosting = await seen(world, "ephemeral", after=before, has="A game is on here")
    for who, label, told in (
        ("alice", "Pause", "Paused"),
        ("bob", "Stop", "Only the one"),
        ("alice", "Stop", "stopped"),
    ):
        await world.people.press(who, hosting, label)
        await seen(world, "ephemeral", has=told)
    final = await seen(world, "message", has="Final scores")

    assert (asked.thread, final.thread) == ("99.000001", "99.000001")
    assert {m["thread_ts"] for m in general.messages.values()} == {"99.000001"}


async def test_a_game_may_have_a_thread_of_its_own(world: World) -> None:
    """Everything after the one line in the channel is below it."""
    await world.people.command("alice", "/quiz start begin=now who-said rounds=1 thread=yes")
    root = await seen(world, "message", has="in the thread of this message")
    asked = await seen(world, "message", has="Round 1 of 1")

    assert asked.thread == root.message["ts"]
    await world.opened(thread=asked.thread)
    await world.people.press("bob", asked, "A")
    assert (await seen(world, "ephemeral", has="A ·")).user == "UBOB"


async def test_a_quiz_as_one_likes_it_is_begun_by_a_form(world: World) -> None:
    """Lists where there is a choice; what is wrong is told in the form."""
    hers = Shown("message", {"ts": "100.000001", "text": "tea?", "blocks": []}, "CGENERAL")
    await world.people.shortcut("alice", hers)
    await world.people.press("alice", await seen(world, "ephemeral", has="Nothing is"), "A quiz as")
    form = await seen(world, "view")
    wrong = await world.people.fill("alice", form.message, rounds="many")
    await world.people.fill("alice", form.message, mode="who-said", rounds="2")

    assert list(wrong.body["errors"]) == ["rounds"]
    assert "whole number" in wrong.body["errors"]["rounds"]
    await world.people.press("alice", await seen(world, "message", has="Alice starts"), "Begin")
    assert "Who said it" in (await seen(world, "message", has="Round 1 of 2")).text


FORMS = [
    ("Post daily…", {"time": "9:00", "timezone": "Atlantis"}, "timezone", "no time zone"),
    ("Post daily…", {"time": "9:00", "pack": "nothing"}, "pack", "no pack"),
    ("Post daily…", {"time": "late"}, "time", "late"),
    ("Post daily…", {}, "time", "missing"),
]


@pytest.mark.parametrize(("label", "filled", "field", "told"), FORMS)
async def test_what_is_wrong_in_a_form_is_said_where_it_stands(
    world: World, label: str, filled: dict[str, str], field: str, told: str
) -> None:
    """At that field and no other."""
    await world.people.command("bob", "/quoth menu")
    await world.people.press("bob", await seen(world, "ephemeral", has="Nothing is"), label)
    form = await seen(world, "view")
    wrong = await world.people.fill("bob", form.message, **filled)

    assert list(wrong.body["errors"]) == [field]
    assert told in wrong.body["errors"][field]


async def test_commands_are_named_as_the_app_names_them(mode: str, tmp_path: Path) -> None:
    """With a prefix of the manifest's: in help, refusals, forms and posts, and after a restart without being told."""
    async with running(mode, tmp_path, keep=True) as world:
        await world.people.command("bob", "/acme-quoth help quiz")
        assert "/acme-quiz start" in (await seen(world, "ephemeral", has="join")).text
        await world.people.command("bob", "/acme-quiz strat")
        assert "/acme-quiz start" in (await seen(world, "ephemeral", has="Did you mean")).text
        slack = world.slack
    async with running(mode, tmp_path, slack) as world:
        await world.people.send("events_api", world.people.event({
            "type": "member_joined_channel", "user": BOT_USER, "channel": "CGENERAL", "inviter": "UALICE",
        }))  # fmt: skip
        assert "/acme-quiz start" in (await seen(world, "message", has="quiz")).text
        assert [s.text for s in slack.shown if "/quiz" in s.text or "/quoth" in s.text] == []


async def test_where_the_bot_is_invited_it_says_hello_once(world: World) -> None:
    """Not when somebody else comes in, nor when Slack tells it again."""
    joined = world.people.event({
        "type": "member_joined_channel", "user": BOT_USER, "channel": "CGENERAL", "inviter": "UALICE",
    })  # fmt: skip
    other = world.people.event({"type": "member_joined_channel", "user": "UBOB", "channel": "CGENERAL"})
    for event in (other, joined, joined):
        await world.people.send("events_api", event)
    await seen(world, "message", has="/quiz start")
    await world.people.command("bob", "/quote 12")
    await seen(world, "ephemeral")

    assert len(world.slack.channels["CGENERAL"].messages) == 1


async def test_the_home_tab_has_buttons_that_answer_directly(world: World) -> None:
    """There is no channel there: what is private comes as a direct message."""
    await world.people.look_home("bob")
    home = await seen(world, "home")
    await world.people.press("bob", home, "Play alone")

    assert (await seen(world, "message", has="Round 1 of 10")).channel == "DBOB"
    await world.slack.until(lambda: len([s for s in world.slack.shown if s.kind == "home"]) == 2)


async def test_names_come_from_slack_and_are_asked_once(world: World) -> None:
    """users.info, not the deprecated user_name of the payload."""
    await world.people.command("alice", "/quiz start begin=now who-said rounds=1")
    await seen(world, "message", has="Round 1")
    await world.people.command("bob", "/quiz join")
    assert "Bob is in" in (await seen(world, "ephemeral", has="is in")).text
    await world.people.command("bob", "/quiz stop")
    assert "Alice" in (await seen(world, "ephemeral", has="Only the one")).text
    asked = [a["user"] for method, a in world.slack.calls if method == "users.info"]

    assert sorted(asked) == ["UALICE", "UBOB"]


async def test_the_app_home_is_published_when_it_is_looked_at(world: World) -> None:
    """Each sees their own page; what was chosen and the checklist are for admins; the other tab is left alone."""
    await world.people.command("alice", "/settings set cooldown 50")
    await seen(world, "ephemeral", has="is now: 50")
    await world.people.command("bob", "/daily set 09:00 pack=the-round-table")
    await seen(world, "ephemeral", has="Set: a quote")
    before = len([s for s in world.slack.shown if s.user == "UBOB"])
    await world.people.look_home("bob", tab="messages")
    await world.people.look_home("bob")
    await world.people.look_home("alice")
    hers = await world.slack.until(
        lambda: next((s for s in world.slack.shown if s.kind == "home" and s.user == "UALICE"), None)
    )
    bobs = await world.slack.until(
        lambda: next((s for s in world.slack.shown if s.kind == "home" and s.user == "UBOB"), None)
    )

    assert len([s for s in world.slack.shown if s.user == "UBOB"]) == before + 1
    titles = ("Setting up", "Settings", "Daily posts you set", "What this place knows")
    assert [t in str(hers.message["blocks"]) for t in titles] == [True, True, False, True]
    assert [t in str(bobs.message["blocks"]) for t in titles] == [False, False, True, True]


async def test_a_daily_guess_by_whoever_is_in_the_channel(world: World) -> None:
    """The zone is Slack's for that person; it is announced by name, guessed privately, and told without the answer."""
    sent = datetime.now(ZoneInfo("America/New_York"))
    await world.people.command("bob", "/daily set 9am style=guess pack=the-round-table")
    done = await seen(world, "ephemeral")
    assert "(America/New_York)" in done.text
    # By the setter's own clock it is the same, so no zone is told again.
    days = {"today" if at.hour < 9 else "tomorrow" for at in (sent, datetime.now(sent.tzinfo))}
    assert any(f"The first comes {day} at 09:00." in done.text for day in days)
    assert "Daily guess" in (await seen(world, "message", has="set by Bob")).text

    await world.people.command("bob", "/daily now")
    asked = await seen(world, "message", has="Guess of")
    assert [b["text"]["text"][0] for b in buttons(asked.message)] == list("ABCD")
    before = len(world.slack.shown)
    await world.people.press("alice", asked, "A")
    receipt = await seen(world, "ephemeral", after=before, has="Your streak")
    assert receipt.user == "UALICE"
    await world.people.press("alice", receipt, "Share")
    assert "1 in a row" in (await seen(world, "message", after=before, has="Alice made the guess")).text


async def test_a_channel_the_bot_is_not_in_is_refused_at_once(world: World) -> None:
    """Not at nine o'clock."""
    world.slack.channel("closed", "bob", bot=False)
    await world.people.command("bob", "/daily set 9am", channel="CCLOSED")
    assert "not a member here" in (await seen(world, "ephemeral")).text


async def test_who_waits_for_a_transcript_to_be_read_is_told_so_and_others_are_served(world: World) -> None:
    """Privately; with every place in the line taken a look-up is answered, and then all of them are done."""
    reader = HeldReader()
    world.engine.services = replace(world.engine.services, reader=reader)
    await world.people.command("alice", "/quotes import")
    form = await world.people.press("alice", await seen(world, "ephemeral"), "Bring a transcript")
    view = (await seen(world, "view")).message
    assert form.body == {}
    for number in range(4):
        await world.people.fill("alice", view, text=f"Ada: {TALK} Number {number}.", name=f"talk {number}")
    waits = await seen(world, "ephemeral", has="yours is next")
    assert waits.user == "UALICE"
    await seen(world, "ephemeral", has="one more before yours")

    await world.people.command("bob", "/whosaid backups can smell fear")
    assert "smell fear" in (await seen(world, "ephemeral", has="smell fear")).text
    assert not [s for s in world.slack.shown if "can come in" in s.text]
    reader.go.set()
    for number in range(4):
        await seen(world, "ephemeral", has=f"“talk-{number}” can come in")


async def test_a_live_quiz_at_a_time(world: World) -> None:
    """In a few minutes: the channel can come in at once, privately acknowledged; called off, the message says so."""
    begins = datetime.now(UTC) + timedelta(minutes=5)
    await world.people.command("alice", f"/quiz start at={begins:%H:%M} timezone=UTC rounds=1 who-said")
    await seen(world, "ephemeral", has="The channel can come in now")
    reminder = await seen(world, "message", has="Live quiz ")
    assert "begins at" in reminder.text
    await world.people.press("bob", reminder, "I'm in")
    await seen(world, "ephemeral", has="is in. The game begins in")
    await seen(world, "update", has="in: Bob")
    await world.people.command("alice", "/quiz stop")
    await seen(world, "update", has="it was called off")
