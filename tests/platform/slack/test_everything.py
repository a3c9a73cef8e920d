"""Every command and every button there is, on Slack; a new one needs its line here, or is met by itself."""

import pytest

from bot.app import restraint
from bot.app.catalogue import PRESSES, REGISTRY
from bot.chat.parser import parse
from content.packs import read_bytes_as_pack
from tests.platform.slack.conftest import World
from tests.platform.slack.test_talking import seen
from tests.platform.slack.walk import (
    bluff,
    every_day,
    look_up,
    play_a_kept_mix,
    play_in_teams,
    play_relaxed,
    type_an_answer,
)
from tests.platform.slack.walk_library import (
    be_forgotten,
    bring,
    choose_managers,
    keep_a_book,
    quote_messages,
    review,
    season,
    write_questions,
)


@pytest.fixture(autouse=True)
def _nobody_is_asked_for_a_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    """How much two people do here in ten seconds depends on the machine."""
    monkeypatch.setattr(restraint, "EACH", 1000)
    monkeypatch.setattr(restraint, "EACH_CHANNEL", 1000)


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
    await look_up(world)
    await play_in_teams(world)
    await play_relaxed(world)
    await play_a_kept_mix(world)
    await bluff(world)
    await type_an_answer(world)
    await every_day(world)
    await bring(world)
    await review(world)
    await write_questions(world)
    await keep_a_book(world)
    await quote_messages(world)
    await choose_managers(world)
    await season(world)
    await be_forgotten(world)

    assert pressed == set(PRESSES)


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
