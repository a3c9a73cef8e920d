"""`make pictures`: photographs what Discord shows of the bot, on a desk and on a phone."""

import asyncio
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from playwright.async_api import async_playwright

from bot.engine.packs import store
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
    """A quote, a search, a game, teams, boards, help."""
    with tempfile.TemporaryDirectory() as scratch:
        async with staged(Path(scratch), seed=7) as stage:
            stage.env.backend.bot_user.name = "Quoth"
            for scene in (_look_up, _play, _gather, _read, _type):
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
    await stage.alice.slash(stage.channel, "quiz start", rounds=3, mode="who-said")
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
    await photo.take("final", stage.newest(), stage.bob)


async def _type(stage: Stage, photo: Camera) -> None:
    pack = read_file(KETTLE)
    await store(stage.services, pack, workspace_id=f"discord:{stage.guild.id}")
    await stage.alice.slash(stage.channel, "quiz start", rounds=1, pack=pack.name)
    await stage.settle()
    await photo.take("typed", stage.newest(), stage.bob)
    await photo.take("form", await stage.press(stage.bob, "Answer"), stage.bob)


async def _gather(stage: Stage, photo: Camera) -> None:
    await stage.alice.slash(stage.channel, "quiz start", rounds=2, teams="named")
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
    ):
        result = await stage.alice.slash(stage.channel, command, **options)
        await photo.take(name, result, stage.alice, (640, 2000))


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER))
