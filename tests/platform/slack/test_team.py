"""The story of a team that adds, corrects, disputes and forgets, on Slack."""

from dataclasses import dataclass, field

import pytest
from typing_extensions import override

from tests.platform.slack.conftest import World
from tests.platform.slack.test_talking import seen
from tests.platform.slack.workspace import Shown
from tests.platform.team import Chat, tell

ANSWERS = ("ephemeral", "replaced")
MENU = {"Quote this": "quote-this"}


@pytest.fixture
def mode() -> str:
    """One way in is enough here."""
    return "http"


@dataclass
class OnSlack(Chat):
    """Alice, who administers the workspace, and Bob."""

    world: World = field(kw_only=True)

    @override
    async def say(self, who: str, text: str) -> object:
        self.told.append(f"{who}: {text}")
        return self.world.slack.say(who, text)

    @override
    async def point(self, who: str, message: object, label: str) -> object:
        assert isinstance(message, Shown)
        before = len(self.world.slack.shown)
        await self.world.people.shortcut(who, message, MENU[label])
        return await seen(self.world, "view", after=before)

    @override
    async def form(self, who: str, command: str, **options: str) -> object:
        before = await self._type(who, command, options)
        return await seen(self.world, "view", after=before)

    @override
    async def send(self, who: str, form: object, **filled: str) -> str:
        assert isinstance(form, Shown)
        stands = {b["block_id"]: b["element"].get("initial_value") or "" for b in form.message["blocks"]}
        before = len(self.world.slack.shown)
        await self.world.people.fill(who, form.message, **{**stands, **filled})
        return (await seen(self.world, *ANSWERS, after=before)).text

    @override
    async def give(self, who: str, command: str, **options: str) -> str:
        before = await self._type(who, command, options)
        return (await seen(self.world, *ANSWERS, after=before)).text

    @override
    async def press(self, who: str, label: str) -> str:
        before = len(self.world.slack.shown)
        await self.world.people.press(who, self._with(who, label), label)
        return (await seen(self.world, *ANSWERS, after=before)).text

    @override
    async def note(self, who: str) -> str:
        channel = self.world.slack.direct(f"U{who.upper()}").id

        def newest() -> str:
            return next((s.text for s in reversed(self.world.slack.shown) if s.channel == channel), "")

        heard = len([line for line in self.told if line == f"to {who}, alone"])
        await self.world.slack.until(
            lambda: len([s for s in self.world.slack.shown if s.channel == channel and s.kind == "message"]) > heard
        )
        return newest()

    def _with(self, who: str, label: str) -> Shown:
        theirs = (s for s in reversed(self.world.slack.shown) if s.user == f"U{who.upper()}" and "blocks" in s.message)
        return next(s for s in theirs if f"'text': '{label}" in str(s.message["blocks"]))

    async def _type(self, who: str, command: str, options: dict[str, str]) -> int:
        before = len(self.world.slack.shown)
        line = " ".join([f"/{command}", *(f'{name}="{value}"' for name, value in options.items())])
        await self.world.people.command(who, line)
        return before


async def test_a_team_adds_corrects_disputes_and_forgets(world: World) -> None:
    """Told in tests/platform/team.py."""
    chat = OnSlack(world=world)
    await tell(chat)

    assert len(chat.told) > 40
