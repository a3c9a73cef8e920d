"""A speaker who is a member is asked about by the name that they have on their platform, in games and daily guesses."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from bot.chat.incoming import User
from bot.chat.messages import ClosedRound
from bot.games.model import Round
from bot.library.imports import store
from bot.library.rows.silence import SilenceRows
from content.packs import read_transcript_text
from tests.builders import ALICE, BOB, HERE
from tests.contract.test_own_words import WHOSE, ZOE
from tests.contract.test_shared_channels import Rooms
from tests.outlets import Eyes
from tests.searched import places_of_each
from tests.world import World, opened_on, refused, words

# Zoe Thackeray of the talk; her platform calls her otherwise.
MAYA = User(id=ZOE.id, name="maya_l")
SAID = {
    ZOE.name: (
        "My ladder has seen more ceilings than any painter in this town.",
        "Every umbrella I own negotiates with the weather before it opens.",
        "The cat signs for our parcels, and her handwriting improves.",
        "Soup remembers who stirred it, and it holds a grudge for days.",
    ),
    "Ben Osei": (
        "A calendar without empty squares belongs to somebody who is hiding.",
        "Printers smell fear, which is why mine lives in the garage.",
        "We renamed the meeting twice and still nobody liked its face.",
        "Good gravel keeps the secrets of everybody who walks on it.",
    ),
    "Ines Moreau": (
        "Violins complain in winter like relatives who were promised sunshine.",
        "Half of gardening is apologising to something with roots.",
        "The ferry leaves on time only when I am standing on the wrong pier.",
        "Bread forgives a slow baker sooner than a clever one.",
    ),
    "Ravi Anand": (
        "Our lighthouse was sold to a man who is afraid of the dark.",
        "Maps lie politely, and mountains correct them without manners.",
        "Whoever invented buttons had cold fingers and plenty of patience.",
        "The choir agreed on a key once, and it frightened the neighbours.",
    ),
}
TALK = "\n\n".join(f"{name}: {lines[n]}" for n in range(4) for name, lines in SAID.items())


@pytest.fixture
def eyes() -> Eyes:
    """Nothing was read yet."""
    return Eyes()


@pytest.fixture
async def world(fresh_url: str, eyes: Eyes) -> AsyncIterator[World]:
    """A world in which everything is read."""
    async with opened_on(fresh_url, eyes) as made:
        yield made


async def linked(world: World) -> None:
    """A manager says who she is, as the terminal knows members; then she is seen under her own name."""
    await store(world.services, read_transcript_text(TALK, "talk"), workspace_id=WHOSE)
    await world.ask(ALICE, "privacy link", manager=True, speaker=ZOE.name, member=ZOE.id)
    await seen(world, MAYA)


async def seen(world: World, who: User) -> None:
    """Somebody is there, and what they are called is kept."""
    await world.ask(who, "quoth help")
    await world.services.attendance.settle()


async def begun(world: World, channel: str) -> Round:
    """The first round of a game of who-said there."""
    there = replace(HERE, channel=channel)
    await world.ask(ALICE, "quiz start", place=there, mode="who-said", pack="talk", rounds="3", pace="relaxed")
    asked = (await world.table(there)).round
    assert asked is not None
    return asked


async def asked(world: World, name: str = "game", games: int = 12, until: str = "") -> list[Round]:
    """The same of several games, one after the other, each in a channel of its own; up to one with that key."""
    found: list[Round] = []
    for n in range(games):
        found.append(await begun(world, f"{name}-{n}"))
        if until and found[-1].item.key == until:
            break
        await world.ask(ALICE, "quiz stop", place=replace(HERE, channel=f"{name}-{n}"))
    return found


async def test_she_is_offered_by_her_own_name(world: World) -> None:
    """Once in each round, and never by the talk's name; what she said is right under both."""
    await linked(world)
    rounds = await asked(world)
    hers = [r for r in rounds if r.item.key == MAYA.name]

    assert hers
    assert all(ZOE.name not in r.item.options for r in rounds)
    assert any(MAYA.name in r.item.options for r in rounds if r not in hers)
    assert all(r.item.options.count(MAYA.name) == 1 and ZOE.name in r.item.accept for r in hers)


async def test_either_name_is_right(world: World, eyes: Eyes) -> None:
    """The reveal has both."""
    await linked(world)
    rounds = await asked(world, until=MAYA.name)
    there = replace(HERE, channel=f"game-{len(rounds) - 1}")
    reply = await world.ask(BOB, "quiz answer", place=there, text=ZOE.name)

    assert MAYA.name in words(reply)
    assert (await world.table(there)).answers[-1].text == MAYA.name
    await world.ask(ALICE, "quiz skip", place=there)
    shown = next(reply for reply in reversed(eyes.seen) if isinstance(reply, ClosedRound))
    assert shown.answer.endswith(MAYA.name)
    assert shown.quote is not None
    assert shown.quote.speaker == f"{MAYA.name} ({ZOE.name})"


async def test_a_new_name_counts_from_then_on(world: World) -> None:
    """Who hides, and who is linked no more, is asked about by the talk's name."""
    await linked(world)
    await seen(world, replace(MAYA, name="Marvellous"))
    assert any("Marvellous" in r.item.options for r in await asked(world, "one"))
    await world.ask(replace(MAYA, name="Marvellous"), "privacy hide", switch="on")
    assert all("Marvellous" not in r.item.options for r in await asked(world, "two"))
    await world.ask(replace(MAYA, name="Marvellous"), "privacy hide", switch="off")
    await world.ask(ALICE, "privacy unlink", manager=True, speaker=ZOE.name)
    rounds = await asked(world, "three")
    assert any(ZOE.name in r.item.options for r in rounds)
    assert all("Marvellous" not in r.item.options for r in rounds)


async def test_forgotten_her_own_name_is_nowhere(world: World) -> None:
    """Nor in the rounds that were asked before, whoever was right."""
    await linked(world)
    await asked(world)
    assert (await places_of_each(world.services.store, MAYA.name))[MAYA.name] >= {"link.called", "round.frozen"}
    await world.press(MAYA, "q1.forget.me.0", manager=True)
    await world.services.attendance.settle()

    assert await world.services.store.read(lambda tx: tx[SilenceRows].links(WHOSE)) == ()
    assert (await places_of_each(world.services.store, MAYA.name))[MAYA.name] == set()
    assert refused(await world.ask(MAYA, "privacy link", speaker=ZOE.name))


async def test_where_people_of_other_companies_read_along_she_has_the_talks_name(world: World) -> None:
    """Who of a workspace speaks in a public talk is told in that workspace alone."""
    rooms = Rooms()
    world.services.directories.add(HERE.platform, rooms)
    await store(world.services, read_transcript_text(TALK, "talk"), workspace_id=None)
    await world.ask(ALICE, "privacy link", manager=True, speaker=ZOE.name, member=ZOE.id)
    await seen(world, MAYA)
    rooms.shared.add("joint-0")

    (outside,) = await asked(world, "joint", games=1)
    assert ZOE.name in outside.item.options
    assert not outside.item.called
    (inside,) = await asked(world, "own", games=1)
    assert MAYA.name in inside.item.options
