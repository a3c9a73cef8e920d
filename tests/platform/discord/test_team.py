"""The story of a team that adds, corrects, disputes and forgets, on Discord."""

from dataclasses import dataclass, field
from typing import Any

from typing_extensions import override

from tests.platform.discord.stage import Stage, said
from tests.platform.team import Chat, tell


@dataclass
class OnDiscord(Chat):
    """Alice, who manages the server, and Bob."""

    stage: Stage = field(kw_only=True)

    def _who(self, name: str) -> Any:
        return {"alice": self.stage.alice, "bob": self.stage.bob}[name]

    @override
    async def say(self, who: str, text: str) -> object:
        self.told.append(f"{who}: {text}")
        return await self._who(who).send(self.stage.channel, text)

    @override
    async def point(self, who: str, message: object, label: str) -> object:
        return await self._who(who).context_menu(self.stage.channel, label, message)

    @override
    async def form(self, who: str, command: str, **options: str) -> object:
        opened = await self._slash(who, command, options)
        assert opened.modal is not None
        return opened

    @override
    async def send(self, who: str, form: object, **filled: str) -> str:
        done = said(await self._who(who).submit_modal(form, filled))
        await self.stage.settle()
        return done

    @override
    async def give(self, who: str, command: str, **options: str) -> str:
        done = said(await self._slash(who, command, options))
        await self.stage.settle()
        return done

    @override
    async def press(self, who: str, label: str) -> str:
        done = said(await self.stage.press(self._who(who), label))
        await self.stage.settle()
        return done

    @override
    async def note(self, who: str) -> str:
        return self.stage.shown(self.stage.alone(self._who(who)).dm_channel)[-1]

    async def _slash(self, who: str, command: str, options: dict[str, str]) -> Any:
        given: dict[str, Any] = {n: int(v) if n == "number" else v for n, v in options.items()}
        return await self._who(who).slash(self.stage.channel, command, **given)


async def test_a_team_adds_corrects_disputes_and_forgets(stage: Stage) -> None:
    """Told in tests/platform/team.py."""
    chat = OnDiscord(stage=stage)
    await tell(chat)

    assert len(chat.told) > 40
