"""Presses from another time or place change nothing and say the way on; a quote that is asked is on no road."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.app.catalogue import PRESSES, REGISTRY
from bot.chat.forms import Form
from bot.chat.incoming import PressId, Request, User
from bot.chat.messages import ClosedRound, Mark, Notice, OpenRound
from bot.library.imports import store
from bot.library.withheld import NOTHING
from bot.library.wording import ANOTHER
from bot.privacy.quoted_wording import MUTE
from bot.workspace.menu import MENU
from content.packs import read_file
from tests.builders import ALICE, BOB, HERE, THERE
from tests.world import World, opened, refused, words

OTHER_WORKSPACE = replace(HERE, workspace="elsewhere")
KETTLE = Path(__file__).parent / "conversations" / "kettle.toml"


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    """The samples, and nobody playing."""
    async with opened(tmp_path) as made:
        yield made


async def suggested(world: World, command: str, option: str, typed: str) -> list[str]:
    """What is suggested to Bob while he types."""
    request = Request(key="typing", place=HERE, user=BOB, at=world.services.clock.now(), command=command)
    return [s.label for s in await world.engine.complete(request, option, typed)]


async def test_presses_that_are_refused(world: World) -> None:
    """A foreign channel, another workspace, a made-up id, a choice that is not there, a closed round, an ended game."""
    await world.ask(ALICE, "quiz start", mode="who-said", rounds="2")
    first = (await world.table()).round
    assert first is not None
    answer = str(PressId("answer", first.id, 0))
    made_up = [str(PressId(verb, "nobody-knows")) for verb in PRESSES if verb not in (ANOTHER, MENU, MUTE)]

    assert "earlier moment" in refused(await world.press(BOB, answer, place=THERE))
    assert "earlier moment" in refused(await world.press(BOB, answer, place=OTHER_WORKSPACE))
    assert "earlier moment" in refused(await world.press(BOB, str(PressId("answer", first.id, 7))))
    for press_id in [*made_up, "q1.answer", "q9.answer.x.0", "", "💥" * 300]:
        refused(await world.press(BOB, press_id))
    await world.ask(ALICE, "quiz skip")
    assert "closed" in refused(await world.press(BOB, answer))
    await world.ask(ALICE, "quiz stop")
    assert "The game is over" in refused(await world.press(BOB, answer))
    assert (await world.table()).answers == ()


async def test_one_press_delivered_four_times_counts_once(world: World) -> None:
    """The platform may repeat itself; a second press of one's own is told that the first stands."""
    await world.ask(ALICE, "quiz start", mode="who-said")
    asked = (await world.table()).round
    assert asked is not None
    replies = [await world.press(BOB, str(PressId("answer", asked.id, 1)), key="same") for _ in range(4)]

    assert [isinstance(r, Notice) and r.mark is Mark.REFUSED for r in replies] == [False, True, True, True]
    assert len((await world.table()).answers) == 1
    assert "first one counts" in refused(await world.press(BOB, str(PressId("answer", asked.id, 2))))


async def test_next_that_is_delivered_again_asks_nothing(world: World) -> None:
    """Alone: the round after the one that was asked for is not shown before somebody wants it."""
    await world.ask(ALICE, "quiz start", pace="solo", mode="who-said", rounds="4")
    closed = await world.ask(ALICE, "quiz answer", text="A")
    assert isinstance(closed, ClosedRound)
    following = closed.buttons[0].id
    assert isinstance(await world.press(ALICE, following, key="same"), OpenRound)
    await world.ask(ALICE, "quiz answer", text="A")

    assert "done already" in refused(await world.press(ALICE, following, key="same"))
    assert isinstance(await world.press(ALICE, following), OpenRound)


@pytest.mark.parametrize(
    ("command", "options"),
    [
        ("quiz start", {"mode": "who-said"}), ("quiz start", {"mode": "who-said", "pace": "solo"}), ("quiz join", {}),
        ("quiz answer", {"text": "A"}), ("quiz hint", {}), ("quiz pause", {}), ("quiz skip", {}), ("quiz report", {}),
        ("quiz stop", {}), ("daily set", {"time": "9am", "timezone": "UTC"}), ("daily now", {}), ("daily skip", {}),
        ("daily next", {"number": "2"}), ("daily off", {}), ("settings set", {"name": "cooldown", "value": "3"}),
        ("privacy hide", {"switch": "on"}), ("quotes disable", {"pack": "the-round-table"}),
    ],
)  # fmt: skip
async def test_a_command_that_is_delivered_again_is_done_already(
    world: World, command: str, options: dict[str, str]
) -> None:
    """Whatever it would do by now: a game runs, somebody answered, a post goes out."""
    if command not in ("quiz start", "daily set"):
        await world.ask(ALICE, "quiz start", mode="who-said")
        await world.ask(ALICE, "daily set", manager=True, time="9am", timezone="UTC")
    who = BOB if command in ("quiz join", "quiz answer", "quiz hint", "quiz report") else ALICE
    replies = []
    for _ in range(2):
        world.serial = 100
        replies.append(await world.ask(who, command, manager=who is ALICE, **options))  # type: ignore[arg-type]

    assert not (isinstance(replies[0], Notice) and replies[0].mark is Mark.REFUSED), replies[0]
    assert "done already" in refused(replies[1])


async def test_only_host_and_managers_host(world: World) -> None:
    """Everybody else is told who may."""
    await world.ask(ALICE, "quiz start", mode="who-said")
    for command in ("quiz stop", "quiz pause", "quiz resume", "quiz void"):
        assert "Alice" in refused(await world.ask(BOB, command))
    assert "Alice" in refused(await world.ask(BOB, "quiz accept", player="Bob"))
    await world.ask(BOB, "quiz pause", manager=True)

    assert (await world.table()).game.state.value == "paused"


async def test_the_bot_is_not_the_cheat_sheet(world: World) -> None:
    """While a round is open every command and every button is tried: none shows how the quote ends."""
    await world.ask(ALICE, "quiz start", mode="finish-the-quote")
    asked = (await world.table()).round
    assert asked is not None
    library = await world.services.libraries.library(HERE.workspace_id)
    numbered = library.revealed(asked.quote_number)
    assert numbered is not None
    quote = numbered.quote
    ending = quote.text[-25:]
    searches = [quote.text, quote.text[:40], quote.text[20:], asked.item.key, f"#{asked.quote_number}"]
    searches += [quote.speaker or "", f"who said {asked.item.key}"]
    seen = [words(await world.ask(BOB, "quote", place=place, search=s)) for s in searches for place in (HERE, THERE)]
    seen += [words(await world.ask(BOB, "whosaid", words=s)) for s in searches]
    seen += [words(await world.ask(BOB, "quote", place=place)) for place in (HERE, THERE) for _ in range(100)]
    every = library.without(NOTHING)
    numbers = [n for n, _ in every.numbers(library.packs.values()) if abs(every.number(n).quote.turn - quote.turn) <= 1]
    for verb in ("context", "show", "share", "another"):
        seen += [words(await world.press(BOB, str(PressId(verb, str(n))))) for n in numbers]
    for typed in [*(s[:100] for s in searches), quote.text[:5], ""]:
        seen += await suggested(world, "quote", "search", typed)
    for command in REGISTRY:
        if not command.options and command.name not in ("quiz skip", "quiz stop"):
            seen.append(words(await world.ask(BOB, command.name)))

    assert not [text for text in seen if ending in text]
    elsewhere = words(await world.ask(BOB, "whosaid", place=OTHER_WORKSPACE, words=quote.text))
    assert ending in elsewhere
    await world.ask(ALICE, "quiz skip")
    assert ending in words(await world.ask(BOB, "whosaid", words=quote.text))


@pytest.mark.parametrize("who", ["a manager who did not play", "a host who may change their answer"])
async def test_whoever_saw_which_endings_are_made_up_answers_no_more(world: World, who: str) -> None:
    """The one that is missing among them is the true one."""
    cy, manager = User(id="cy", name="Cy"), who.startswith("a manager")
    looks = User(id="dee", name="Dee") if manager else ALICE
    await world.ask(ALICE, "quiz start", mode="bluff", begin="", changes="yes", pace="relaxed")
    for user in (BOB, cy):
        await world.ask(user, "quiz join")
    await world.ask(ALICE, "quiz begin")
    for user, ending in ((ALICE, "the stove is cold"), (BOB, "it burns so well"), (cy, "I cannot read")):
        await world.ask(user, "quiz answer", text=ending)
    await world.press(ALICE, str(PressId("next", (await world.table()).round.id)))  # type: ignore[union-attr]
    asked = (await world.table()).round
    assert asked is not None
    true, made_up = (asked.item.options.index(text) for text in (asked.item.key, "it burns so well"))
    if not manager:
        assert "Choose an ending yourself first" in refused(await world.press(ALICE, str(PressId("remove", asked.id))))
        await world.press(ALICE, str(PressId("answer", asked.id, made_up)))
    assert "Which ending shall go?" in words(
        await world.press(looks, str(PressId("remove", asked.id)), manager=manager)
    )

    told = refused(await world.press(looks, str(PressId("answer", asked.id, true)), manager=manager))

    assert "this round is for the others" in told
    given = {a.user_id: a.text for a in (await world.table()).answers}
    assert given == ({} if manager else {"alice": "it burns so well"})


async def test_a_typed_answer_comes_by_its_form(world: World) -> None:
    """The round's button opens it; what it holds is judged like what is typed as a command."""
    await store(world.services, read_file(KETTLE), workspace_id=HERE.workspace_id)
    await world.ask(ALICE, "quiz start", pack="kettle")
    asked = (await world.table()).round
    assert asked is not None
    form = await world.press(BOB, str(PressId("type", asked.id)))

    assert isinstance(form, Form)
    assert [f.label for f in form.fields] == [asked.item.stem]
    assert "characters" in refused(await world.press(BOB, form.id, text="x" * 201))
    refused(await world.press(BOB, form.id, text="  "))
    assert "nobody" not in words(await world.press(BOB, form.id, text=asked.item.key))
    assert [a.verdict.value for a in (await world.table()).answers] == ["accept"]
    assert "first one counts" in refused(await world.press(BOB, form.id, text="tea"))


async def test_hint_and_skip_have_buttons(world: World) -> None:
    """The same as the commands, for the round they stand under."""
    await world.ask(ALICE, "quiz start", mode="who-said")
    asked = (await world.table()).round
    assert asked is not None
    hint = words(await world.press(BOB, str(PressId("hint", asked.id))))

    assert hint == words(await world.ask(ALICE, "quiz hint"))
    assert "Skipped" in words(await world.press(ALICE, str(PressId("skip", asked.id))))
    assert "closed" in refused(await world.press(BOB, str(PressId("hint", asked.id))))


async def test_the_lobby_begins_by_its_host_s_button(world: World) -> None:
    """Nobody else's, and no other game's."""
    await world.ask(ALICE, "quiz start", teams="named")
    lobby = (await world.table()).game
    begin = str(PressId("begin", lobby.id))
    await world.ask(BOB, "quiz join")

    assert "Alice" in refused(await world.press(BOB, begin))
    await world.press(ALICE, begin)
    assert (await world.table()).game.state.value == "running"
    await world.ask(ALICE, "quiz stop")
    await world.ask(ALICE, "quiz start", teams="named")
    refused(await world.press(ALICE, begin))


async def test_of_two_teammates_the_host_chooses_one(world: World) -> None:
    """Hidden players are told apart by what they answered; a press of somebody else's, or an old one, is refused."""
    await store(world.services, read_file(KETTLE), workspace_id=HERE.workspace_id)
    carol = User(id="carol", name="Carol")
    for who in (BOB, carol):
        await world.ask(who, "privacy hide", switch="on")
    await world.ask(ALICE, "quiz start", pack="kettle", rounds="2")
    for who, text in ((BOB, "a brew"), (carol, "a sort of brew")):
        await world.ask(who, "quiz answer", text=text)
    await world.ask(ALICE, "quiz skip")
    alone, named = await world.ask(ALICE, "quiz accept"), await world.ask(ALICE, "quiz accept", player="a teammate")
    assert isinstance(alone, Notice)
    assert isinstance(named, Notice)
    assert [b.label for b in alone.buttons] == ["a teammate: “a brew”", "a teammate: “a sort of brew”"]
    first, second = (b.id for b in named.buttons)
    refused(await world.press(BOB, second))
    told = words(await world.press(ALICE, second))

    assert "a teammate's answer counts" in told
    assert {p.user_id for p in (await world.table()).players if p.points} == {"carol"}
    assert "no refused answer" in refused(await world.press(ALICE, second))
    await world.ask(ALICE, "quiz skip")
    assert "earlier moment" in refused(await world.press(ALICE, first))


async def test_suggested_players_are_told_apart(world: World) -> None:
    """To the host by what they answered, which nobody else is told; the value is the user."""
    await store(world.services, read_file(KETTLE), workspace_id=HERE.workspace_id)
    await world.ask(ALICE, "quiz start", pack="kettle")
    for n in "12":
        await world.ask(User(id=f"U{n}", name="Alex"), "quiz answer", text=f"nonsense {n}")
    request = world.request(ALICE, "quiz accept")
    assert await suggested(world, "quiz accept", "player", "alex") == ["Alex (1)", "Alex (2)"]
    await world.ask(ALICE, "quiz skip")
    found = await world.engine.complete(request, "player", "alex")

    assert [(s.label, s.value) for s in found] == [("Alex: “nonsense 1”", "<@U1>"), ("Alex: “nonsense 2”", "<@U2>")]
    assert await suggested(world, "quiz accept", "player", "alex") == ["Alex (1)", "Alex (2)"]


@pytest.mark.parametrize(
    ("command", "option", "typed", "expected"),
    [
        ("quote", "search", "tob", "Tobias Renn"),
        ("quote", "search", "backups can smell", "Tobias Renn · sample: I test a restore"),
        ("quiz start", "pack", "int", "interview-in-brief"),
        ("quoth help", "topic", "quiz j", "quiz join"),
        ("quiz accept", "player", "al", "Alice"),
    ],
)
async def test_what_is_suggested_while_one_types(
    world: World, command: str, option: str, typed: str, expected: str
) -> None:
    """At most 25 of at most 100 characters, best first; an option that takes any text suggests nothing."""
    await world.ask(ALICE, "quiz start", mode="hand-written")
    found = await suggested(world, command, option, typed)

    assert found[0].startswith(expected)
    assert len(found) <= 25
    assert all(len(label) <= 100 for label in found)
    assert await suggested(world, "whosaid", "words", typed) == []
