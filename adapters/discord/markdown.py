"""Text for Discord: shown as it was written, pinging nobody, as long as a message may be.

Discord drops a backslash before any punctuation, so whatever could begin markup is escaped; addresses are left alone,
or they would no longer lead anywhere. Lengths are counted in UTF-16 units, the most that Discord could count.
"""

import re
from collections.abc import Callable

from discord.utils import escape_mentions

from bot.app.catalogue import REGISTRY
from bot.app.spoken import spoken
from bot.chat.parser import parse
from bot.chat.plain import visible
from bot.errors import Refusal
from content.text import excerpt

_ADDRESS = re.compile(r"(https?://[^\s<>()\[\]|*`\\]+)")
_ANYWHERE = re.compile(r"([\\*_~`|<\[\]])")
_AT_LINE_START = re.compile(r"(?m)^([ \t]*[0-9]*)([#>+.)-])")
_MENTION = re.compile(r"<(?=[@#:])")
# An option that a sentence names outside a command.
_OPTION = re.compile(rf"(?<![\w/])({'|'.join(sorted({o.name for c in REGISTRY for o in c.options}))})=(?=[^\s=])")


def plain(text: str) -> str:
    """That text and nothing else: no markup, no mention, no emoji code, no time stamp."""
    pieces = _ADDRESS.split(visible(text))
    escaped = "".join(piece if i % 2 else _ANYWHERE.sub(r"\\\1", piece) for i, piece in enumerate(pieces))
    return escape_mentions(_AT_LINE_START.sub(r"\1\\\2", escaped))


def sentence(text: str) -> str:
    """A sentence of ours, with commands in letters of equal width: `/quiz start rounds=3` is typed `rounds:3` here."""
    pieces = spoken(text)
    return "".join(
        code(native(piece)) if command else _plain(_OPTION.sub(r"\1:", piece), goes_on=i > 0)
        for i, (piece, command) in enumerate(pieces)
    )


def _plain(text: str, *, goes_on: bool) -> str:
    """As `plain`; what goes on in a line does not begin one."""
    return plain(f"_{text}")[2:] if goes_on else plain(text)


def fitted(text: str, limit: int, shown_as: Callable[[str], str] = plain) -> str:
    """Shown so, cut at a sentence or a word with "…" so that it is no longer than `limit` (at least 10)."""
    room, text = limit, visible(text)
    while size(written := shown_as(excerpt(text, room))) > limit:
        room = max(2, room * limit // size(written) - 1)
    return written


def code(text: str) -> str:
    """Something to type, in letters of equal width."""
    typed = _MENTION.sub("<\u200b", " ".join(visible(text).split("\n")).replace("`", "'"))
    return f"`{escape_mentions(typed)}`"


def size(text: str) -> int:
    """Its length in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def unread(text: str, limit: int) -> str:
    """What stands where Discord reads no markup, as a label or in a field, and is no longer than that."""
    kept = visible(text)[:limit] or (text and "…")
    while size(kept) > limit:
        kept = kept[:-1]
    return kept


def native(text: str) -> str:
    """A command as it is typed here, each option by its name: `/quiz start rounds:3`, `/quote search:12`."""
    if re.search(r"[<\[]", text):
        return text
    try:
        parsed = parse(text, REGISTRY)
    except Refusal:
        return text
    names = [f"/{parsed.command}", f"/quoth {parsed.command}"]
    name = next((n for n in names if f"{text} ".startswith(f"{n} ")), "")
    given = [(o.name, parsed.options.get(o.name, "")) for o in REGISTRY.get(parsed.command).options]
    written = [f"{option}:{value.replace('...', '…')}" for option, value in given if value]
    return " ".join([name, *written]) if name else text
