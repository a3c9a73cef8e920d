"""`make pictures`: photographs the main messages on Slack, as the real bot sends them to a local Slack."""

import asyncio
import sys
import tempfile
from pathlib import Path

from playwright.async_api import Browser, async_playwright

from bot.library.imports import store
from content.packs import read_file
from tests.platform.slack.conftest import World, running
from tests.platform.slack.page import message_page, view_page
from tests.platform.slack.test_talking import KETTLE, seen
from tests.platform.slack.workspace import Shown

CHROMIUM = "/usr/bin/chromium"
FOLDER = Path(__file__).parent / "pictures"
DESK, PHONE = 720, 390
ON_A_PHONE = ("quote", "unsure", "round", "round-long", "reveal", "help", "help-quiz", "menu", "lobby", "guess", "form")


async def main(folder: Path) -> None:
    """Everything people meet in their first hour."""
    folder.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        async with running("socket", Path(scratch)) as world:
            taken = await _story(world)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for name, shown in taken.items():
            await _take(browser, folder / f"{name}.png", shown)
            if name in ON_A_PHONE:
                await _take(browser, folder / f"{name}-phone.png", shown, PHONE)
        await browser.close()


async def _story(world: World) -> dict[str, Shown]:
    people, taken = world.people, {}
    await people.command("alice", "/quote")
    taken["quote"] = await seen(world, "message")
    await people.press("bob", taken["quote"], "Context")
    taken["context"] = await seen(world, "ephemeral")
    for name, line in {
        "found": "/whosaid backups can smell fear", "unsure": "/whosaid memory", "help": "/quoth help",
        "help-quiz": "/quoth help quiz", "packs": "/quotes packs", "menu": "/quoth menu", "refusal": "/quiz strat",
        "leaderboard": "/quiz leaderboard", "daily": "/daily set 09:00 pack=the-round-table", "schedule": "/daily show",
    }.items():  # fmt: skip
        before = len(world.slack.shown)
        await people.command("alice", line)
        taken[name] = await seen(world, "ephemeral", after=before)
    await people.press("alice", taken["menu"], "A quiz as")
    taken["form"] = await seen(world, "view")
    await people.command("alice", "/quiz start begin=now who-said rounds=1")
    taken["round"] = await seen(world, "message", has="Round 1")
    await world.opened()
    await people.press("bob", taken["round"], "B")
    await people.press("alice", taken["round"], "A")
    taken["recorded"] = await seen(world, "ephemeral", has="A ·")
    await people.command("alice", "/quiz skip")
    taken["reveal"] = await seen(world, "update", has="✓")
    taken["scores"] = await seen(world, "message", has="Final")
    await people.command("alice", "/quiz start begin=now finish-the-quote rounds=1")
    before = len(world.slack.shown) - 1
    taken["round-long"] = await seen(world, "message", has="finish-the-quote")
    await people.command("alice", "/quiz stop")
    taken["reveal-long"] = await seen(world, "update", after=before, has="✓")
    await store(world.engine.services, read_file(KETTLE), workspace_id=None)
    before = len(world.slack.shown)
    await people.command("alice", "/quiz start begin=now rounds=1 pack=kettle")
    taken["round-typed"] = await seen(world, "message", after=before, has="Round 1")
    await people.command("alice", "/quiz stop")
    await seen(world, "message", after=before, has="Final")
    await people.command("alice", "/quiz start begin=now teams=named rounds=3")
    await seen(world, "message", has="Team game")
    await people.command("bob", "/quiz join blue")
    taken["lobby"] = await seen(world, "update", has="Bob")
    before = len(world.slack.shown)
    await people.command("alice", "/daily set 9am style=guess pack=the-round-table")
    await people.command("alice", "/daily now style=guess")
    taken["guess"] = await seen(world, "message", after=before, has="Guess of")
    await people.press("bob", taken["guess"], "A")
    taken["guessed"] = await seen(world, "ephemeral", after=before, has="Your streak")
    await people.look_home("alice")
    taken["home"] = await seen(world, "home")
    return taken


async def _take(browser: Browser, path: Path, shown: Shown, width: int = DESK) -> None:
    page = await browser.new_page(viewport={"width": width, "height": 1200})
    private = shown.kind in ("ephemeral", "replaced")
    form = shown.kind in ("view", "home")
    await page.set_content(view_page(shown.message) if form else message_page(shown.message, private=private))
    await page.locator("#shot").screenshot(path=path)
    await page.close()
    print(path)


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER))
