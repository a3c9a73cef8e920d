"""What the commands are called here: `/acme-quote` where the app's manifest was printed with a prefix.

Slack tells nobody the prefix but those who type a command. So it is learned from them, and kept for the posts of a
process that has not heard one yet.
"""

import re
from typing import Any

from adapters.slack.blocks import Block
from bot.app.spoken import NAME
from bot.library.services import Services
from bot.settings.rows import ChoiceRows

KEPT_AS = "slack prefix"
_TYPED = re.compile(rf"(?<![\w/.])/(?={NAME})")
_MARKED = re.compile(rf"(?<=[`_])/(?={NAME})")


class Names:
    """The prefix of this workspace's commands."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self.prefix = ""

    async def recall(self, workspace_id: str) -> None:
        """Know what was heard before."""
        kept = await self._services.store.read(lambda tx: tx[ChoiceRows].all(workspace_id))
        self.prefix = kept.get(KEPT_AS, "")

    async def hear(self, workspace_id: str, prefix: str) -> None:
        """Somebody typed a command with this prefix."""
        if prefix != self.prefix:
            self.prefix = prefix
            await self._services.store.write(lambda tx: tx[ChoiceRows].put(workspace_id, KEPT_AS, prefix))


def renamed(sentence: str, prefix: str) -> str:
    """A sentence of ours with its commands as they are called here."""
    return _TYPED.sub(f"/{prefix}", sentence)


def renamed_blocks(blocks: list[Block], prefix: str) -> list[Block]:
    """Blocks with their commands as they are called here; what people said stays as it is."""
    return [_renamed(block, prefix) for block in blocks] if prefix else blocks


def _renamed(piece: Any, prefix: str) -> Any:
    """Commands are in letters of equal width, in either of Slack's two ways of writing, or an example in italics."""
    match piece:
        case {"type": "mrkdwn", "text": str(words)}:
            return {**piece, "text": _MARKED.sub(f"/{prefix}", words)}
        case {"type": "text", "text": str(words), "style": {"code": True}}:
            return {**piece, "text": renamed(words, prefix)}
        case dict():
            return {name: _renamed(value, prefix) for name, value in piece.items()}
        case list():
            return [_renamed(value, prefix) for value in piece]
        case _:
            return piece
