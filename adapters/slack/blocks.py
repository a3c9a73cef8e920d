"""The Block Kit pieces that messages are made of, each within Slack's limits.

What people said goes into `rich_text` or `plain_text`, which parse nothing; mrkdwn is for our own lines, escaped.
Limits: https://docs.slack.dev/reference/block-kit
"""

import json
from collections.abc import Iterable, Sequence
from itertools import groupby, takewhile
from typing import Any

from adapters.slack.text import broken, cut, cut_marked, escape
from bot.app.spoken import spoken
from bot.chat.messages import Button

Block = dict[str, Any]
MESSAGE_BLOCKS, VIEW_BLOCKS = 50, 100
HEADER, SECTION, BUTTON_LABEL, BUTTON_VALUE = 150, 3000, 75, 2000
OVERFLOW, OPTION_VALUE = 5, 150
ACTIONS, CONTEXT_ELEMENTS = 25, 10
# Slack answers msg_blocks_too_long from about 13,200 characters of blocks on, which no page says.
PAYLOAD = 12_000
FALLBACK = 3000
# What may end a message, and so many blocks of it at most.
_ENDS, MOST_ENDS = ("actions", "context"), 3
PRESS = "press"


def text(words: str, limit: int = SECTION) -> Block:
    """A plain_text object; `:smile:` stays what was typed."""
    return {"type": "plain_text", "text": cut(_unparsed(words), limit), "emoji": False}


def header(words: str) -> list[Block]:
    """A heading; nothing for nothing."""
    return [{"type": "header", "text": text(words, HEADER)}] if words else []


def section(words: str, accessory: Block | None = None) -> list[Block]:
    """A paragraph that parses nothing, perhaps with a button beside it."""
    if not words:
        return []
    block: Block = {"type": "section", "text": text(words)}
    return [block | {"accessory": accessory} if accessory else block]


def marked(mrkdwn: str) -> list[Block]:
    """A paragraph of our own in mrkdwn; what stands in it is escaped already. Nothing for nothing."""
    if not mrkdwn:
        return []
    return [{"type": "section", "text": {"type": "mrkdwn", "text": cut_marked(mrkdwn, SECTION), "verbatim": True}}]


def context(*mrkdwn: str) -> list[Block]:
    """A small line below, in mrkdwn."""
    shown = [{"type": "mrkdwn", "text": cut_marked(words, SECTION), "verbatim": True} for words in mrkdwn if words]
    return [{"type": "context", "elements": shown[:CONTEXT_ELEMENTS]}] if shown else []


def span(words: str, *, bold: bool = False, italic: bool = False, code: bool = False) -> Block:
    """Words in a rich text."""
    shown: Block = {"type": "text", "text": _unparsed(words)}
    style = {name: True for name, on in (("bold", bold), ("italic", italic), ("code", code)) if on}
    return shown | {"style": style} if style else shown


def line(*spans: Block) -> Block:
    """A line of a rich text."""
    return {"type": "rich_text_section", "elements": [s for s in spans if s["text"]]}


def sentence(words: str) -> Block:
    """A line with the commands in it in letters of equal width."""
    return line(*(span(piece, code=command) for piece, command in spoken(words)))


def quoted(words: str, *, bold: bool = False) -> Block:
    """Words behind a bar."""
    return {"type": "rich_text_quote", "elements": [span(words, bold=bold)]}


def bullets(lines: Iterable[str]) -> list[Block]:
    """Lines as a list; those that begin with spaces belong under the one before."""
    grouped = groupby((each for each in lines if each.strip()), key=lambda each: each.startswith(" "))
    return [
        {
            "type": "rich_text_list", "style": "bullet", "indent": int(under),
            "elements": [sentence(each.strip()) for each in group],
        }
        for under, group in grouped
    ]  # fmt: skip


def rich(*elements: Block) -> list[Block]:
    """A rich text of lines, quotes and lists; nothing for nothing."""
    shown = [e for e in elements if e["elements"]]
    return [{"type": "rich_text", "elements": shown}] if shown else []


def button(pressed: Button, place: int, *, label: str = "", primary: bool = False) -> Block:
    """A button; its value says what it means, its action_id only where it stands."""
    shown: Block = {
        "type": "button", "action_id": f"{PRESS}:{place}", "value": cut(pressed.id, BUTTON_VALUE),
        "text": text(label or pressed.label, BUTTON_LABEL),
    }  # fmt: skip
    return shown | {"style": "primary"} if primary else shown


def actions(elements: Sequence[Block]) -> list[Block]:
    """Buttons in a row."""
    return [{"type": "actions", "elements": list(elements[i : i + ACTIONS])} for i in range(0, len(elements), ACTIONS)]


def buttons(pressed: Sequence[Button], more: Sequence[Button] = ()) -> list[Block]:
    """Buttons in a row, as they are; `more` behind three dots at its end."""
    shown = [button(b, i) for i, b in enumerate(pressed)]
    return actions([*shown, *([overflow(more, len(shown))] if more else [])])


def overflow(pressed: Sequence[Button], place: int) -> Block:
    """What is seldom pressed, behind three dots."""
    options = [{"text": text(b.label, BUTTON_LABEL), "value": cut(b.id, OPTION_VALUE)} for b in pressed[:OVERFLOW]]
    return {"type": "overflow", "action_id": f"{PRESS}:{place}", "options": options}


def fit(blocks: list[Block], limit: int = MESSAGE_BLOCKS) -> list[Block]:
    """The blocks as far as Slack takes them, lists line by line; what is small or can be pressed at the end is kept."""
    if len(blocks) <= limit and _size(blocks) <= PAYLOAD:
        return blocks
    ends = len(list(takewhile(lambda block: block["type"] in _ENDS, reversed(blocks[-MOST_ENDS:]))))
    kept, last = blocks[: len(blocks) - ends], blocks[len(blocks) - ends :]
    while kept and (len(kept) + len(last) + 1 > limit or _size([*kept, *last]) > PAYLOAD - 200):
        kept = [*kept[:-1], *_shortened(kept[-1])] if len(kept) + len(last) + 1 <= limit else kept[:-1]
    return [*kept, *context("…"), *last]


def _shortened(block: Block) -> list[Block]:
    """A rich text without the last line of its lists, or its last part; nothing of what has one part only."""
    *first, part = block.get("elements", ()) if block["type"] == "rich_text" else [{}]
    if part.get("type") == "rich_text_list" and len(part["elements"]) > 1:
        return [block | {"elements": [*first, part | {"elements": part["elements"][:-1]}]}]
    return [block | {"elements": first}] if first else []


def fallback(blocks: Sequence[Block]) -> str:
    """The same in words, for notifications, screen readers and search: mrkdwn, escaped."""
    return cut_marked("\n".join(words for block in blocks if (words := _words(block))), FALLBACK)


def _unparsed(words: str) -> str:
    """Words where nothing is parsed; Slack takes no empty ones where there were some."""
    return broken(words) or (words and "…")


def _size(blocks: Sequence[Block]) -> int:
    return len(json.dumps(blocks, ensure_ascii=False))


def _words(block: Block) -> str:
    match block:
        case {"type": "actions" | "divider"}:
            return ""
        case {"type": "mrkdwn", "text": str(words)}:
            return words
        case {"type": "plain_text" | "text", "text": str(words)}:
            return escape(words)
        case {"type": "link", "text": str(words)}:
            return escape(words)
        case {"type": "rich_text" | "rich_text_list" | "context", "elements": elements}:
            return "\n".join(_words(e) for e in elements)
        case {"elements": elements}:
            return "".join(_words(e) for e in elements)
        case {"text": words}:
            return _words(words)
        case _:
            return ""
