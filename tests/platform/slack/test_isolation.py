"""Random actions in several workspaces through one process: nothing of one is ever seen in another, by any road.

People, channels and messages have the same ids everywhere. Each workspace has a word that is said in it alone; whatever
the bot sends to another one, in answers, posts, forms, pages and files, must not hold it.
"""

import asyncio
import json
import os
import random
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.installations.keys import new_key
from tests.patience import PATIENCE
from tests.platform.slack.local import LocalSlack
from tests.platform.slack.many import Many, many_running
from tests.platform.slack.people import buttons
from tests.platform.slack.workspace import Json

SEED = int(os.environ.get("QUOTH_ISOLATION_SEED", "7"))
ACTIONS = int(os.environ.get("QUOTH_ISOLATION_ACTIONS", "60"))
TEAMS = int(os.environ.get("QUOTH_ISOLATION_TEAMS", "4"))
WORDS = ("Zanzibar", "Quokka", "Wombat", "Yodeller", *(f"Zorb{n:02}x" for n in range(TEAMS)))[:TEAMS]
# On average; else hardly anything was looked at.
FEWEST_SEEN = 20
# What people type: {word} is the workspace's own, {number} any quote's, be it here or elsewhere.
LINES = (
    '/quotes add "The {word} pump number {n} hums in the night." by {word} Novak',
    '/quotes add "Nobody told the {word} board about pump {n}." by Ada Novak',
    "/quote", "/quote pump", "/quote Novak", "/quote {number}", "/quote {number}", "/quote {number}",
    "/whosaid the pump hums in the night", "/whosaid nobody told the board about the pump", "/whosaid reads the plan",
    "/quotes list", "/quotes list Novak", "/quotes packs", "/quotes best", "/quotes export", "/quotes history {number}",
    "/quotes delete #{number}", "/quotes edit {number}", "/quotes review", "/quotes enable plan", "/quotes remove plan",
    "/quiz start begin=now who-said rounds=2 seconds=20", "/quiz start begin=now missing-word rounds=2 seconds=20",
    "/quiz answer A", "/quiz skip", "/quiz stop", "/quiz scores", "/quiz leaderboard", "/quiz stats", "/quiz list",
    "/quiz preset save {word} who-said rounds=2", "/quiz preset list", "/quiz preset use {other}", "/quiz season",
    "/daily set 9am style=guess", "/daily set 9am", "/daily now", "/daily show", "/daily preview",
    "/daily next {number}", "/settings show", "/settings set cooldown {n}",
    "/privacy show", "/privacy export", "/quoth menu", "/quoth about",
)  # fmt: skip


@pytest.fixture
async def many(tmp_path: Path) -> AsyncIterator[Many]:
    """The bot in as many workspaces as there are words."""
    async with many_running(tmp_path, new_key()) as made:
        for word in WORDS:
            team = await made.added(f"T0{word.upper()}", word)
            for name in ("alice", "bob"):
                team.users["U" + name.upper()]["profile"]["display_name"] = f"{name.capitalize()} {word}"
        yield made


def line_of(chance: random.Random, word: str) -> str:
    """What somebody types next."""
    # The word of another workspace is typed only where it is not said back.
    return chance.choice(LINES).format(
        word=word, n=chance.randrange(2, 40), number=chance.randrange(150, 260), other="its-mix"
    )


async def act(many: Many, team: LocalSlack, word: str, chance: random.Random) -> None:
    """Somebody types something, presses something, or looks at their page."""
    people, name = many.people(team.team), chance.choice(("alice", "bob"))
    shown = [
        s for s in team.shown[-12:] if s.kind in ("message", "ephemeral", "replaced", "home") and buttons(s.message)
    ]
    way = chance.random()
    if way < 0.3 and shown:
        on = chance.choice(shown)
        await people.press(name, on, chance.choice(buttons(on.message))["text"]["text"])
    elif way < 0.35:
        await people.look_home(name)
    else:
        await people.command(name, line_of(chance, word))


async def bring(many: Many, team: LocalSlack, word: str) -> None:
    """A transcript of its own, under a name that is the same everywhere."""
    people = many.people(team.team)
    await people.command("alice", "/quotes import")
    told = await team.until(lambda: [s for s in team.shown if "transcript" in s.text])
    await people.press("alice", told[-1], "Bring a transcript")
    form = await team.until(lambda: [s for s in team.shown if s.kind == "view"])
    talk = (
        f"Ada Novak: Nobody reads the {word} plan until the day it catches fire, and then it is late.\n"
        f"Ben Osei: Then everybody in {word} wants a copy of the ashes for the wall of the office.\n"
        f"Ines Moreau: The {word} ducks hold meetings that are shorter than ours, and they decide more.\n"
    )
    await people.fill("alice", form[-1].message, text=talk, name="plan")
    asked = await team.until(lambda: [s for s in team.shown if "can come in" in s.text])
    await people.press("alice", asked[-1], "Bring it in")
    await team.until(lambda: [s for s in team.shown if "Imported" in s.text])


async def quiet(many: Many) -> None:
    """Wait until nothing is worked on."""
    while running := many.platform._tasks._tasks:
        await asyncio.wait(running)


def told(team: LocalSlack) -> str:
    """All that the bot sent there."""
    sent: list[object] = [arguments for _, arguments in team.calls]
    shown: list[Json] = [s.message for s in team.shown]
    files = [data.decode("utf-8", "replace") for data in team.uploaded.values()]
    return json.dumps([sent, shown, files], default=str, ensure_ascii=False)


async def test_nothing_of_one_workspace_is_seen_in_another(many: Many) -> None:
    """Whatever is done in all of them at once."""
    chance = random.Random(SEED)
    teams = {word: many.slack.teams[f"T0{word.upper()}"] for word in WORDS}
    for word, team in teams.items():
        await bring(many, team, word)
    for _ in range(ACTIONS):
        await asyncio.gather(*(act(many, team, word, random.Random(chance.random())) for word, team in teams.items()))
    await asyncio.wait_for(quiet(many), PATIENCE)

    seen = {word: told(team) for word, team in teams.items()}
    leaks = [
        (there, word) for there, sent in seen.items() for word in WORDS if word != there and word in sent
    ]  # fmt: skip
    assert leaks == []
    assert sum(word in sent for word, sent in seen.items()) >= 0.9 * TEAMS
    assert sum(sent.count(word) for word, sent in seen.items()) > FEWEST_SEEN * TEAMS
    assert not [s for team in teams.values() for s in team.shown if "went wrong" in s.text]
