"""`quoth run` as a process on real sockets: it starts, serves, survives what Discord does to it, and ends cleanly."""

import asyncio
import os
import re
import signal
from asyncio.subprocess import PIPE
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any
from unittest.mock import ANY
from urllib.parse import parse_qsl, urlsplit

import aiohttp
import discord
import pytest

from bot.chat.incoming import Place
from bot.daily.rows import DailyRows
from bot.daily.rules.model import SubscriptionState
from bot.storage.database import open_store
from tests import warm
from tests.builders import NOON, subscription
from tests.furnished import furnish
from tests.patience import PATIENCE
from tests.platform.discord.server import INVALID, RECONNECT, TOKEN, Fault, LocalDiscord
from tests.platform.discord.stage import parts, words

ROOT = Path(__file__).resolve().parents[3]


class Bot:
    """`quoth run` in a folder of its own, where the samples lie already unless it is the `first` time."""

    first = False

    def __init__(self, folder: Path, server: LocalDiscord, **environ: str) -> None:
        self._folder = folder
        self._environ = {
            "PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "HOME": str(folder), "HTTP_PORT": "0",
            "DATABASE_URL": f"sqlite:///{folder}/quoth.db", "QUOTH_SEED": "7", **server.environ, **environ,
        }  # fmt: skip
        self.process: warm.Forked
        self.http = ""

    async def start(self) -> None:
        """Start it; returns when it has said that it is ready."""
        await self.launch()
        assert self.process.stdout is not None
        lines = [(await self.process.stdout.readline()).decode().strip() for _ in range(2)]
        assert lines[1] == "ready discord", lines
        self.http = "http://" + lines[0].removeprefix("ready http ")

    async def launch(self, command: str = "run") -> None:
        """Start it, or another command of `quoth`."""
        if command == "run" and not self.first:
            furnish(self._folder / "quoth.db")
        self.process = await warm.start(
            "tests.hasty", command, cwd=self._folder, env=self._environ, stdout=PIPE, stderr=PIPE
        )

    async def end(self, how: signal.Signals = signal.SIGTERM) -> tuple[int | None, str]:
        """Tell it to end; returns its exit code and what it logged."""
        if self.process.returncode is None:
            self.process.send_signal(how)
        _, logged = await self.process.communicate()
        return self.process.returncode, logged.decode()


class Scene:
    """A guild with a channel and two people on a Discord of one's own, and the bot."""

    def __init__(self, server: LocalDiscord, bot: Bot) -> None:
        self.server, self.bot = server, bot
        world = server.world
        self.ann, self.bea = world.make_user("ann"), world.make_user("bea")
        self.guild = world.create_guild("Workshop", owner_id=self.ann.id)
        self.channel = world.create_channel(self.guild.id, "general")
        for user in (self.ann, self.bea):
            world.add_member(self.guild.id, user.id, roles=[], announce=False)

    async def say(self, name: str, **options: Any) -> str:
        """Ann uses a command; the words of the reply."""
        record = await self.server.slash(self.guild, self.channel, self.ann, name, **options)
        return words(self.server.answer(record))

    async def press(self, user: Any, label: str) -> str:
        """Somebody presses the newest button of that label; the words of the reply."""
        for message in reversed(self.messages):
            for part in parts(message.components):
                if part.get("label") == label:
                    record = await self.server.press(self.guild, self.channel, user, message, part["custom_id"])
                    return words(self.server.answer(record))
        raise AssertionError(f"nobody sees a button {label}")

    @property
    def messages(self) -> list[Any]:
        """What everybody sees."""
        return self.server.messages(self.channel.id)

    async def shows(self, *texts: str) -> None:
        """Wait until a message of the channel has all these words."""
        await self.server.until(lambda: any(all(t in words(m) for t in texts) for m in self.messages))


@asynccontextmanager
async def scene(folder: Path, *, close_code: int = 0, **environ: str) -> AsyncIterator[Scene]:
    """A server and a bot that is not started yet; everything ends with the block, within its time."""
    async with asyncio.timeout(PATIENCE), LocalDiscord(close_code=close_code).open() as server:
        made = Scene(server, Bot(folder, server, **environ))
        try:
            yield made
        finally:
            if hasattr(made.bot, "process") and made.bot.process.returncode is None:
                made.bot.process.kill()
                await made.bot.process.communicate()


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
async def test_it_starts_answers_and_ends_cleanly(tmp_path: Path, how: signal.Signals) -> None:
    """From `ready discord` to exit code 0, and not a line in the log; the first time as any other."""
    async with scene(tmp_path) as on:
        on.bot.first = how is signal.SIGTERM
        await on.bot.start()
        async with aiohttp.ClientSession() as http, http.get(on.bot.http + "/readyz") as ready:
            assert (ready.status, await ready.json()) == (200, {"database": True, "discord": True})
        assert "A sample that came with Quoth." in await on.say("quote")
        assert "The game is on" in await on.say("quiz start", begin="now", rounds=1, mode="who-said")
        await on.shows("Round 1 of 1")

        assert await on.bot.end(how) == (0, "")


REFUSALS = [
    ({"DISCORD_TOKEN": "nonsense"}, 0, None, "Discord refuses the token in DISCORD_TOKEN"),
    ({}, 4004, None, "Discord refuses the token in DISCORD_TOKEN"),
    ({}, 4014, None, "Discord refuses the intents"),
    ({}, 4013, None, "Discord refuses the intents"),
    ({}, 4011, None, "Discord refuses the number of shards"),
    ({}, 0, Fault("PUT", "/applications/*/commands", 403, body={"code": 50001}), "does not let the bot register"),
]


@pytest.mark.parametrize(("environ", "close_code", "fault", "sentence"), REFUSALS, ids=lambda v: str(v)[:20])
async def test_what_cannot_work_is_one_sentence(
    tmp_path: Path, environ: dict[str, str], close_code: int, fault: Fault | None, sentence: str
) -> None:
    """And exit code 1, instead of another try."""
    async with scene(tmp_path, close_code=close_code, **environ) as on:
        if fault is not None:
            on.server.faults.append(fault)
        await on.bot.launch()
        out, logged = await on.bot.process.communicate()

        assert on.bot.process.returncode == 1
        assert b"ready discord" not in out
        assert logged.decode().startswith("quoth: ")
        assert sentence in logged.decode()
        assert logged.count(b"\n") == 1


async def test_a_gateway_that_drops_is_joined_again_and_nothing_is_lost(tmp_path: Path) -> None:
    """A cut connection resumes and hears what it missed; RECONNECT resumes; an invalid session begins anew."""
    async with scene(tmp_path) as on:
        await on.bot.start()
        await on.server.drop()
        assert "The game is on" in await on.say("quiz start", begin="now", rounds=2, mode="who-said")
        await on.shows("Round 1 of 2")
        await on.server.send(RECONNECT)
        assert "A" in await on.press(on.ann, "A")
        await on.server.send(INVALID, data=False)
        await on.server.until(lambda: on.server.connections.count("identify") == 2)
        assert "B" in await on.press(on.bea, "B")

        assert on.server.connections[:3] == ["identify", "resume", "resume"]
        assert on.server.connections[-1] == "identify"
        assert (await on.bot.end())[0] == 0


async def test_errors_of_discord_never_double_a_message(tmp_path: Path) -> None:
    """429, 500, and the worst: the message stands and the answer is an error, over and over."""
    async with scene(tmp_path) as on:
        await on.bot.start()
        on.server.faults += [
            Fault("POST", "/channels/*/messages", 429, body={"retry_after": 0.2, "global": False, "message": "slow"}),
            Fault("POST", "/channels/*/messages", 500, done=True),
            Fault("PATCH", "/channels/*/messages/*", 502),
        ]
        await on.say("quiz start", begin="now", rounds=1, mode="who-said", seconds=5)
        await on.shows("Round 1 of 1")
        await on.press(on.ann, "A")
        await on.shows("Final scores")

        assert len(on.messages) == 2
        assert "✅" in words(on.messages[0])
        code, logged = await on.bot.end()
        assert code == 0
        assert TOKEN not in logged


async def test_an_acknowledgement_whose_answer_was_lost_counts(tmp_path: Path) -> None:
    """Discord took it and said that it failed; sent again it is refused as a second one. The reply comes anyway."""
    async with scene(tmp_path) as on:
        await on.bot.start()
        await on.say("quiz start", rounds=1, mode="who-said", seconds=60)
        await on.shows("Round 1 of 1")
        for status in (500, 502):
            on.server.faults.append(Fault("POST", "/interactions/*/*/callback", status, done=True))
            told = await (on.say("whosaid", words="nobody") if status == 500 else on.press(on.bea, "B"))
            assert told
        assert "B · " in told
        assert await on.bot.end() == (0, "")


async def test_a_killed_process_leaves_a_game_that_goes_on(tmp_path: Path) -> None:
    """kill -9 in an open round: the next process takes presses of old buttons, and posts nothing again."""
    async with scene(tmp_path) as on:
        await on.bot.start()
        await on.say("quiz start", begin="now", rounds=2, mode="who-said", seconds=60)
        await on.shows("Round 1 of 2")
        receipt = await on.press(on.ann, "A")
        await on.bot.end(signal.SIGKILL)
        await on.bot.start()
        assert "A · " in receipt
        assert "Your answer stands" in await on.press(on.ann, "B")
        assert "B · " in await on.press(on.bea, "B")
        await on.say("quiz skip")
        await on.shows("Round 2 of 2")

        headings = [re.findall(r"Round \d", words(m)) for m in on.messages]
        assert headings == [["Round 1"], ["Round 2"]]
        puts = [r for r in on.server.world.http_requests if r.method == "PUT"]
        assert len(puts) == 1
        assert (await on.bot.end())[0] == 0


async def doctor(folder: Path, server: LocalDiscord, **environ: str) -> tuple[int | None, str]:
    """`quoth doctor`: its exit code and what it says."""
    bot = Bot(folder, server, **environ)
    await bot.launch("doctor")
    out, logged = await bot.process.communicate()
    assert logged == b""
    return bot.process.returncode, out.decode()


async def test_the_doctor_gives_the_link_that_invites(tmp_path: Path) -> None:
    """With the rights that are used, both scopes, and where the bot is already."""
    async with scene(tmp_path) as on:
        code, said = await doctor(tmp_path, on.server)

        assert code == 0
        assert f"✓ The database works: SQLite in {tmp_path}/quoth.db." in said
        assert "– No backups are made by themselves" in said
        assert said.endswith("Nothing has to be mended. quoth run starts the bot.\n")
        link = urlsplit(next(line.strip() for line in said.splitlines() if "https://" in line))
        asked = dict(parse_qsl(link.query))
        assert link.geturl().startswith("https://discord.com/oauth2/authorize?")
        assert asked["client_id"] == str(on.server.world.application_id)
        assert asked["scope"] == "bot applications.commands"
        rights = {name for name, given in discord.Permissions(int(asked["permissions"])) if given}
        assert rights == {
            "read_messages", "send_messages", "send_messages_in_threads", "create_public_threads",
            "read_message_history", "attach_files",
        }  # fmt: skip


async def test_the_doctor_looks_where_something_is_scheduled(tmp_path: Path) -> None:
    """As the schedule of the database says, paused ones too."""
    async with scene(tmp_path) as on:
        place = Place(platform="discord", workspace=str(on.guild.id), channel=str(on.channel.id))
        store = await open_store(f"sqlite:///{tmp_path}/quoth.db")
        await store.write(lambda tx: tx[DailyRows].put(subscription(place=place, due=NOON)))
        code, said = await doctor(tmp_path, on.server)
        assert (code, "✓ Discord: what is scheduled can be posted (1 place).\n" in said) == (0, True)
        gone = replace(subscription("s2", place=replace(place, channel="5")), state=SubscriptionState.PAUSED)
        await store.write(lambda tx: tx[DailyRows].put(gone))
        await store.close()
        code, said = await doctor(tmp_path, on.server)
        assert (code, "✗ Discord: the channel 5 of Workshop" in said) == (1, True)


async def test_the_doctor_says_what_has_to_be_mended(tmp_path: Path) -> None:
    """A token that is refused, a server that does not answer; without a token nothing is wrong yet."""
    async with scene(tmp_path) as on:
        assert await doctor(tmp_path, on.server, DISCORD_TOKEN="nonsense") == (1, ANY)
        code, said = await doctor(tmp_path, on.server, DISCORD_API_BASE="http://127.0.0.1:1")
        assert code == 1
        assert "✗ Discord cannot be reached" in said
        code, said = await doctor(tmp_path, on.server, DISCORD_TOKEN="")
        assert code == 0
        assert "– Discord is not set up: set DISCORD_TOKEN" in said
