"""What only managers may start, by whatever road it is asked for; and what everybody may."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.chat.forms import Form
from bot.chat.incoming import Place, Press, PressId, User
from bot.chat.messages import Button, Home, Listing, Notice, QuoteCard, Reply, Scoreboard
from tests.builders import ALICE, BOB, HERE
from tests.world import World, opened, refused, words

SLACK = Place(platform="slack", workspace="w", channel="c")
BARRED: tuple[tuple[str, dict[str, str]], ...] = (
    ("quiz start", {}), ("quote", {}), ("daily set", {"time": "9am"}), ("daily now", {}),
)  # fmt: skip


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    """The samples, and nobody playing."""
    async with opened(tmp_path) as made:
        yield made


async def restrict(world: World, value: str, place: Place = HERE) -> None:
    """A manager chooses it."""
    reply = await world.ask(ALICE, "settings set", place=place, manager=True, name="restricted", value=value)
    assert "“For managers only” is now" in words(reply)


def labels(reply: Reply) -> set[str]:
    """The buttons of a reply."""
    assert isinstance(reply, Notice | Listing)
    return {button.label for button in reply.buttons}


@pytest.mark.parametrize(("command", "options"), BARRED)
async def test_a_restricted_command_is_refused_with_the_way_on(
    world: World, command: str, options: dict[str, str]
) -> None:
    """Who is refused is told what a manager can type; the refused command is not recommended."""
    await restrict(world, "quiz, quote")
    word = command.split(maxsplit=1)[0]

    told = refused(await world.engine.handle(replace(world.request(BOB, command), options=options)))

    assert f"/{command} is for managers here" in told
    assert told.endswith(f"/settings set restricted -{word}")


@pytest.mark.parametrize("value", ["quiz, quote", "quiz quote", "quiz and quote", "quiz start, quote"])
async def test_commas_may_be_left_out(world: World, value: str) -> None:
    """And all of them taken away alike."""
    await restrict(world, value)
    for command in ("quiz start", "quote"):
        assert "for managers here" in refused(await world.ask(BOB, command))
    await restrict(world, "-quiz -quote")
    assert "for managers" not in words(await world.ask(BOB, "quote"))


async def test_playing_is_never_restricted(world: World) -> None:
    """Whoever is there answers, votes and reads boards in a game that a manager began."""
    await restrict(world, "quiz, quote, quotes")
    await world.ask(ALICE, "quiz start", manager=True, mode="who-said", rounds="2")
    for command, options in (
        ("quiz join", {}), ("quiz answer", {"text": "A"}), ("quiz scores", {}), ("quiz leaderboard", {}),
        ("quiz stats", {}), ("whosaid", {"words": "the plan was never written down"}), ("daily show", {}),
        ("quotes packs", {}), ("quoth help", {}),
    ):  # fmt: skip
        assert "for managers" not in words(
            await world.engine.handle(replace(world.request(BOB, command), options=options))
        ), command


async def test_the_next_quote_asks_like_the_command(world: World) -> None:
    """A card's buttons start what the command starts; reading around a quote stays open to all."""
    card = await world.ask(ALICE, "quote", manager=True)
    await restrict(world, "quote")
    buttons: dict[str, Button] = {b.label: b for b in getattr(card, "buttons", ())}

    assert "/quote is for managers" in refused(await world.press(BOB, buttons["Next"].id))
    assert "for managers" not in words(await world.press(BOB, buttons["Context"].id))


async def test_buttons_that_may_not_be_pressed_are_not_shown(world: World) -> None:
    """In the menu, on packs and on one's own page; managers see them."""
    await restrict(world, "quiz")
    for user, manager, shown in ((BOB, False, False), (ALICE, True, True)):
        menu = labels(await world.ask(user, "quoth menu", manager=manager))
        packs = labels(await world.ask(user, "quotes packs", manager=manager))
        home = await world.ask(user, "quoth home", manager=manager)
        assert isinstance(home, Home)
        own = {b.label for section in home.sections for b in section.buttons}

        assert ("Start a quiz" in menu, "Post daily…" in menu, "Play alone" in own) == (shown,) * 3
        assert ("Bring a transcript" in packs, "Bring a transcript" in own) == (shown, shown)
        assert "Who said…" in menu


async def test_an_answer_of_ones_own_has_no_button_that_one_may_not_press(world: World) -> None:
    """A quote that one looked up is not shared by who may not post one; a game alone is not begun anew."""
    await world.ask(BOB, "quiz start", pace="solo", rounds="1")
    await restrict(world, "quiz, quote")
    await world.ask(ALICE, "settings set", manager=True, name="managers", value="cy")
    for user, manager, shown in ((BOB, False, False), (ALICE, True, True), (User(id="cy", name="Cy"), False, True)):
        card = await world.ask(user, "whosaid", manager=manager, words="backups can smell fear")
        assert isinstance(card, QuoteCard)
        opened_ = await world.press(user, str(PressId("show", str(card.number))), manager=manager)
        assert isinstance(opened_, QuoteCard)
        assert [[b.label for b in c.buttons] for c in (card, opened_)] == [["Context", "Share"][: 1 + shown]] * 2
    over = await world.ask(BOB, "quiz stop")

    assert isinstance(over, Scoreboard)
    assert over.buttons == ()


async def test_only_the_host_is_offered_what_hosts_do(world: World) -> None:
    """Pause, stop and undo are buttons of who began the game, and of managers."""
    await world.ask(ALICE, "quiz start", mode="who-said")
    for user, manager, shown in ((ALICE, False, True), (BOB, False, False), (BOB, True, True)):
        menu = labels(await world.ask(user, "quoth menu", manager=manager))
        assert ({"Pause", "Stop", "Undo the round"} <= menu) is shown
        assert {"Answer…", "Skip"} <= menu


@pytest.mark.parametrize("entry", ["as-i-like", "daily-set"])
async def test_nobody_fills_in_a_form_in_vain(world: World, entry: str) -> None:
    """Refused before the form is opened; managers get it."""
    await restrict(world, "quiz")
    press = Press(key="p1", place=HERE, user=BOB, at=world.services.clock.now(), id=str(PressId("do", entry)))

    assert "for managers" in refused(await world.engine.press(press))
    assert isinstance(await world.engine.press(replace(press, key="p2", manager=True)), Form)
    assert "for managers" in refused(await world.press(BOB, str(PressId("asked", entry)), time="9am"))


async def test_what_is_open_on_slack_stays_open_there(world: World) -> None:
    """Whoever is in a channel may arrange its daily posts, unless a manager restricts it."""
    assert "for managers" not in words(await world.ask(BOB, "daily show", place=SLACK))
    assert "for managers" not in words(await world.ask(BOB, "daily set", place=SLACK, time="9am", timezone="UTC"))
    await restrict(world, "quiz", SLACK)
    assert "for managers" not in words(await world.ask(BOB, "daily off", place=SLACK))
    await restrict(world, "+daily", SLACK)
    assert "for managers" in refused(await world.ask(BOB, "daily off", place=SLACK))
