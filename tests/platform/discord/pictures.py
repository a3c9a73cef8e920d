"""`make pictures`: photographs what Discord shows of the bot, on a desk and on a phone."""

import asyncio
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from playwright.async_api import async_playwright

from bot.library.imports import store
from content.packs import read_file
from tests.platform.discord.stage import Stage, staged

CHROMIUM = "/usr/bin/chromium"
KETTLE = Path(__file__).parents[2] / "acceptance" / "conversations" / "kettle.toml"
FOLDER = Path(__file__).parent / "pictures"
DESK, PHONE = (640, 1000), (390, 1000)


class Camera:
    """Takes pictures of single messages."""

    def __init__(self, preview: Any, folder: Path) -> None:
        self._preview, self._folder = preview, folder

    async def take(self, name: str, message: Any, viewer: Any, size: tuple[int, int] = DESK) -> None:
        """One PNG of a message (or the modal of a result) as somebody sees it."""
        path = self._folder / f"{name}.png"
        await self._preview.screenshot(path, target=message, viewer=viewer, viewport=size, allow_incomplete=True)
        print(path)


@asynccontextmanager
async def camera(stage: Stage, folder: Path) -> AsyncIterator[Camera]:
    """A preview of the stage's channel in Debian's Chromium."""
    folder.mkdir(exist_ok=True)
    people = [stage.alice, stage.bob]
    async with async_playwright() as playwright, stage.env.preview(stage.channel, viewers=people) as preview:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        # simcord launches a browser of Playwright's own; this one comes from Debian.
        preview._capture_manager._browser = browser
        yield Camera(preview, folder)


async def main(folder: Path) -> None:
    """A quote, a search, a game, teams, boards, help, the daily posts, what managers see."""
    with tempfile.TemporaryDirectory() as scratch:
        async with staged(Path(scratch), seed=7) as stage:
            stage.env.backend.bot_user.name = "Quoth"
            for scene in (_look_up, _play, _gather, _read, _type, _bring, _every_day):
                async with camera(stage, folder) as photo:
                    await scene(stage, photo)


async def _look_up(stage: Stage, photo: Camera) -> None:
    shown = await stage.alice.slash(stage.channel, "quote")
    await photo.take("quote", shown, stage.alice)
    await photo.take("quote-phone", shown, stage.alice, PHONE)
    found = await stage.alice.slash(stage.channel, "whosaid", words="test a restore on mondays, bakups smell fear")
    await photo.take("whosaid", found, stage.alice)
    await photo.take("context", await stage.press(stage.alice, "Context"), stage.alice)
    unsure = await stage.alice.slash(stage.channel, "whosaid", words="the plan")
    await photo.take("candidates", unsure, stage.alice)


async def _play(stage: Stage, photo: Camera) -> None:
    await stage.alice.slash(stage.channel, "quiz start", begin="now", rounds=3, mode="who-said")
    await stage.settle()
    await photo.take("round", stage.newest("A"), stage.bob)
    await photo.take("round-phone", stage.newest("A"), stage.bob, PHONE)
    await photo.take("hint", await stage.press(stage.bob, "Hint"), stage.bob)
    await photo.take("receipt", await stage.press(stage.bob, "B"), stage.bob)
    await stage.press(stage.alice, "A")
    asked = stage.newest("A")
    await stage.wait(60)
    await photo.take("reveal", asked, stage.bob)
    await photo.take("reveal-phone", asked, stage.bob, PHONE)
    for _ in range(2):
        for who, letter in ((stage.alice, "A"), (stage.bob, "C")):
            await stage.press(who, letter)
        await stage.wait(60)
        await stage.read()
    await photo.take("final", stage.newest(), stage.bob)


async def _type(stage: Stage, photo: Camera) -> None:
    pack = read_file(KETTLE)
    await store(stage.services, pack, workspace_id=f"discord:{stage.guild.id}")
    await stage.alice.slash(stage.channel, "quiz start", begin="now", rounds=1, pack=pack.name)
    await stage.settle()
    await photo.take("typed", stage.newest(), stage.bob)
    await photo.take("form", await stage.press(stage.bob, "Answer"), stage.bob)


async def _bring(stage: Stage, photo: Camera) -> None:
    await stage.alice.slash(stage.channel, "quotes import")
    opened = await stage.press(stage.alice, "Bring a transcript")
    await photo.take("bring", opened, stage.alice)
    text = "Ada: Nobody reads the plan until the day it catches fire.\nBen: Then everybody wants a copy of the ashes."
    await stage.alice.submit_modal(opened, {"text": text, "name": "Ashes"})
    report = await stage.press(stage.alice, "Bring it in")
    await photo.take("report", report, stage.alice, PHONE)
    await photo.take("refusal", await stage.bob.slash(stage.channel, "quoth settings show"), stage.bob, PHONE)


async def _every_day(stage: Stage, photo: Camera) -> None:
    options = {"time": "9am", "timezone": "Europe/Berlin", "pack": "the-round-table"}
    done = await stage.alice.slash(stage.channel, "daily set", style="guess", reveal="17:00", **options)
    await photo.take("daily-set", done, stage.alice, PHONE)
    await stage.until("Guess of")
    await photo.take("guess", stage.newest(), stage.bob, PHONE)
    await photo.take("guessed", await stage.press(stage.bob, "A"), stage.bob, PHONE)
    await stage.until("the answer")
    await photo.take("answer", stage.newest(), stage.bob, PHONE)
    await photo.take("daily-show", await stage.alice.slash(stage.channel, "daily show"), stage.alice, PHONE)


async def _gather(stage: Stage, photo: Camera) -> None:
    await stage.alice.slash(stage.channel, "quiz start", begin="now", rounds=2, teams="named")
    await stage.settle()
    await stage.press(stage.bob, "Join blue")
    await stage.settle()
    await photo.take("lobby", stage.newest("Begin"), stage.bob)
    await stage.alice.slash(stage.channel, "quiz stop")
    await stage.settle()


async def _read(stage: Stage, photo: Camera) -> None:
    for name, command, options in (
        ("help", "quoth help", {}),
        ("help-quiz", "quoth help", {"topic": "quiz start"}),
        ("packs", "quotes packs", {}),
        ("leaderboard", "quiz leaderboard", {}),
        ("stats", "quiz stats", {}),
        ("menu", "quoth menu", {}),
        ("home", "quoth home", {}),
        ("settings", "settings show", {}),
    ):
        result = await stage.alice.slash(stage.channel, command, **options)
        await photo.take(name, result, stage.alice, (640, 2000))
        if name in ("help", "help-quiz", "home", "menu"):
            await photo.take(f"{name}-phone", result, stage.alice, (390, 3000))


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER))
