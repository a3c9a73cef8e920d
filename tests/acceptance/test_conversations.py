"""Conversations with the bot, word for word; `pytest tests/acceptance --rewrite` writes them anew for reading."""

from pathlib import Path

import pytest

from tests.acceptance.talk import replay

CONVERSATIONS = sorted((Path(__file__).parent / "conversations").glob("*.txt"))


@pytest.mark.parametrize("path", CONVERSATIONS, ids=lambda p: p.stem)
async def test_the_conversation(path: Path, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """What people say and what the bot answers, privately and to all."""
    expected = path.read_text(encoding="utf-8").splitlines()
    told = await replay(expected, tmp_path / "quoth.db")
    if request.config.getoption("--rewrite"):
        path.write_text("\n".join(told) + "\n", encoding="utf-8")

    assert expected == told
