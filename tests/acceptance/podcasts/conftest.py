"""A show, a workspace that may follow it, and ears."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.acceptance.podcasts.show import Ears, Show
from tests.platform.web import a_web, fetcher
from tests.world import World, opened


@pytest.fixture
def ears() -> Ears:
    """Who listens."""
    return Ears()


@pytest.fixture
async def show() -> AsyncIterator[Show]:
    """With an episode."""
    async with a_web() as web:
        made = Show(web)
        made.publish("kettle")
        yield made


@pytest.fixture
async def world(tmp_path: Path, ears: Ears) -> AsyncIterator[World]:
    """The samples, a way out into that web, and somebody who hears."""
    async with opened(tmp_path, messenger=ears) as made:
        made.services = made.engine.services = replace(made.services, fetcher=fetcher())
        yield made
