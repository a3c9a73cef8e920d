"""Conversations with the bot, word for word; `pytest tests/acceptance --rewrite` writes them anew for reading."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from tests.acceptance.talk import replay
from tests.feeds import feed, item
from tests.platform.web import AsExampleOrg, Web, a_web

TALK = Path(__file__).parent / "conversations" / "kettle.vtt"
CONVERSATIONS = sorted((Path(__file__).parent / "conversations").glob("*.txt"))


@asynccontextmanager
async def podcast() -> AsyncIterator[Web]:
    """What lies at example.org: a podcast, one without transcripts, and a way into the host's own network."""
    async with a_web() as web:
        web.put("/kettle.vtt", TALK.read_bytes(), "text/vtt")
        episode = item("Who fed the kettle", ("/kettle.vtt", "text/vtt"), date="Mon, 02 Mar 2026 09:00:00 GMT")
        web.put("/feed.xml", feed([episode, item("The one before")]), "application/rss+xml")
        web.put("/bare.xml", feed([item("The only one")], title="The short table"), "application/rss+xml")
        web.put("/page", b"<!doctype html><html><body>The long table</body></html>", "text/html")
        web.lead("/inside", f"http://127.0.0.1:{web.port}/feed.xml")
        yield web


@pytest.mark.parametrize("path", CONVERSATIONS, ids=lambda p: p.stem)
async def test_the_conversation(path: Path, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """What people say and what the bot answers, privately and to all."""
    expected = path.read_text(encoding="utf-8").splitlines()
    async with podcast() as web:
        told = await replay(expected, tmp_path / "quoth.db", fetcher=AsExampleOrg(web))
    if request.config.getoption("--rewrite"):
        path.write_text("\n".join(told) + "\n", encoding="utf-8")

    assert expected == told
