"""Sentences of ours in pieces, so that a platform can show a command to type as such: `/quiz start rounds=3`."""

import re

from bot.engine.catalogue import REGISTRY

_TYPED = {c.name for c in REGISTRY} | {c.name.split()[0] for c in REGISTRY} | {c.example[1:] for c in REGISTRY}
# A command by its name, or as its example, as a pattern; all of them are behind `/quoth` as well.
NAME = rf"(?:quoth )?(?:{'|'.join(map(re.escape, sorted(_TYPED, key=len, reverse=True)))})\b(?!\|)"
_COMMAND = re.compile(rf"(?<![\w/.])(/{NAME}(?: [a-z]+=[^\s.,;)]+)*)")


def spoken(text: str) -> list[tuple[str, bool]]:
    """The pieces, each with whether it is a command."""
    return [(piece, i % 2 == 1) for i, piece in enumerate(_COMMAND.split(text)) if piece]
