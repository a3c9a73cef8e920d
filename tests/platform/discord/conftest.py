"""A stage for each test."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.library.imports import store
from content.model import Item
from tests.builders import pack
from tests.platform.discord.stage import Stage, staged


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    """The bot in a guild with Alice and Bob."""
    async with staged(tmp_path) as opened:
        yield opened


@pytest.fixture
async def typed(stage: Stage) -> str:
    """A pack whose only item asks for a typed answer; its name."""
    return await bring_kettle(stage)


async def bring_kettle(stage: Stage) -> str:
    """The same in the middle of a test."""
    item = Item(id="boils", kind="trivia", stimulus="", stem="What boils?", key="the kettle", accept=("kettle",))
    made = replace(pack("kettle"), items=(item,), quotes=(), turns=())
    await store(stage.services, made, workspace_id=f"discord:{stage.guild.id}")
    return "kettle"
