"""What Slack would say against blocks and views, read from the raw payload: slack_sdk's models miss half of it.

The numbers are Slack's: https://docs.slack.dev/reference/block-kit
"""

import json
import re
from collections.abc import Iterator
from typing import Any

MENTION = re.compile(r"<(?:!(?!date\^)|[@#])|@(?:channel|here|everyone)\b", re.IGNORECASE)
# Where nothing is parsed, signs are harmless; a client may still offer to make a mention of the words.
WORD = re.compile(r"@(?:channel|here|everyone)\b", re.IGNORECASE)
MESSAGE, VIEW, PAYLOAD = 50, 100, 13_200
BLOCKS = {
    "message": {"header", "section", "context", "actions", "rich_text", "divider", "image"},
    "home": {"header", "section", "context", "actions", "rich_text", "divider", "image", "input"},
    "modal": {"header", "section", "context", "actions", "rich_text", "divider", "image", "input"},
}


def message_problems(message: dict[str, Any]) -> list[str]:
    """What is wrong with a message."""
    return list(_message(message))


def view_problems(view: dict[str, Any]) -> list[str]:
    """What is wrong with a modal or an App Home."""
    return list(_view(view))


def _message(message: dict[str, Any]) -> Iterator[str]:
    if not str(message.get("text") or "").strip():
        yield "text: there is no fallback"
    if len(str(message.get("text"))) > 40_000:
        yield "text: longer than 40,000"
    if MENTION.search(str(message.get("text"))):
        yield "text: it mentions somebody"
    blocks = message.get("blocks") or []
    if len(blocks) > MESSAGE:
        yield f"blocks: {len(blocks)}, at most {MESSAGE}"
    if len(json.dumps(blocks, ensure_ascii=False)) > PAYLOAD:
        yield "blocks: msg_blocks_too_long"
    yield from _blocks(blocks, "message")


def _view(view: dict[str, Any]) -> Iterator[str]:
    kind = view.get("type")
    if kind not in ("modal", "home"):
        yield f"view: type {kind}"
        return
    if len(view.get("private_metadata") or "") > 3000:
        yield "view: private_metadata over 3000"
    if len(view.get("callback_id") or "") > 255:
        yield "view: callback_id over 255"
    if kind == "modal":
        for name in ("title", "submit", "close"):
            if name in view or name == "title":
                yield from _text(view.get(name), 24, name, kinds=("plain_text",))
        if "submit" not in view and any(b["type"] == "input" for b in view["blocks"]):
            yield "view: inputs without submit"
    if not 1 <= len(view["blocks"]) <= VIEW:
        yield f"view: {len(view['blocks'])} blocks"
    yield from _blocks(view["blocks"], str(kind))


def _blocks(blocks: list[dict[str, Any]], surface: str) -> Iterator[str]:
    ids = [b["block_id"] for b in blocks if "block_id" in b]
    if len(ids) != len(set(ids)):
        yield "blocks: a block_id twice"
    for i, block in enumerate(blocks):
        where = f"blocks/{i}"
        if len(block.get("block_id", "")) > 255:
            yield f"{where}: block_id over 255"
        if block["type"] not in BLOCKS[surface]:
            yield f"{where}: no {block['type']} in a {surface}"
            continue
        yield from _CHECKS[block["type"]](block, where)
        actions = [e["action_id"] for e in _elements(block)]
        if len(actions) != len(set(actions)):
            yield f"{where}: an action_id twice"


def _elements(block: dict[str, Any]) -> list[dict[str, Any]]:
    inside = [*block.get("elements", ()), block.get("accessory"), block.get("element")]
    return [e for e in inside if isinstance(e, dict) and "action_id" in e]


def _header(block: dict[str, Any], where: str) -> Iterator[str]:
    yield from _text(block.get("text"), 150, where, kinds=("plain_text",))


def _section(block: dict[str, Any], where: str) -> Iterator[str]:
    if "text" not in block and "fields" not in block:
        yield f"{where}: neither text nor fields"
    if "text" in block:
        yield from _text(block["text"], 3000, where)
    if len(block.get("fields", ())) > 10:
        yield f"{where}: over 10 fields"
    for field in block.get("fields", ()):
        yield from _text(field, 2000, where)
    if "accessory" in block:
        yield from _button(block["accessory"], where)


def _context(block: dict[str, Any], where: str) -> Iterator[str]:
    if not 1 <= len(block["elements"]) <= 10:
        yield f"{where}: {len(block['elements'])} elements"
    for element in block["elements"]:
        yield from _text(element, 3000, where)


def _actions(block: dict[str, Any], where: str) -> Iterator[str]:
    if not 1 <= len(block["elements"]) <= 25:
        yield f"{where}: {len(block['elements'])} elements"
    for element in block["elements"]:
        yield from (_overflow if element["type"] == "overflow" else _button)(element, where)


def _overflow(element: dict[str, Any], where: str) -> Iterator[str]:
    if not 1 <= len(element["options"]) <= 5:
        yield f"{where}: {len(element['options'])} options behind three dots"
    if not 1 <= len(element.get("action_id", "")) <= 255:
        yield f"{where}: action_id"
    for option in element["options"]:
        yield from _text(option["text"], 75, where, kinds=("plain_text",))
        if len(option["value"]) > 150:
            yield f"{where}: value over 150"


def _button(element: dict[str, Any], where: str) -> Iterator[str]:
    if element["type"] != "button":
        yield f"{where}: element {element['type']}"
        return
    yield from _text(element.get("text"), 75, where, kinds=("plain_text",))
    if not 1 <= len(element.get("action_id", "")) <= 255:
        yield f"{where}: action_id"
    if len(element.get("value", "")) > 2000:
        yield f"{where}: value over 2000"
    if element.get("style") not in (None, "primary", "danger"):
        yield f"{where}: style"


def _rich_text(block: dict[str, Any], where: str) -> Iterator[str]:
    if not block["elements"]:
        yield f"{where}: empty rich text"
    for element in block["elements"]:
        kind = element["type"]
        if kind == "rich_text_list":
            if element.get("style") not in ("bullet", "ordered"):
                yield f"{where}: list style"
            yield from _rich_text({"elements": element["elements"]}, where)
        elif kind in ("rich_text_section", "rich_text_quote", "rich_text_preformatted"):
            if not element["elements"]:
                yield f"{where}: empty {kind}"
            for span in element["elements"]:
                if span["type"] not in ("text", "link", "date", "emoji"):
                    yield f"{where}: {span['type']} mentions somebody"
                if span["type"] == "text" and not span["text"]:
                    yield f"{where}: empty text"
                if WORD.search(span.get("text", "")):
                    yield f"{where}: reads like a mention"
        else:
            yield f"{where}: {kind} in a rich text"


def _input(block: dict[str, Any], where: str) -> Iterator[str]:
    yield from _text(block.get("label"), 2000, where, kinds=("plain_text",))
    if "hint" in block:
        yield from _text(block["hint"], 2000, where, kinds=("plain_text",))
    element = block["element"]
    if element["type"] == "plain_text_input":
        if not 1 <= element.get("max_length", 3000) <= 3000:
            yield f"{where}: max_length"
    elif element["type"] == "static_select":
        if not 1 <= len(element["options"]) <= 100:
            yield f"{where}: {len(element['options'])} options"
        for option in element["options"]:
            yield from _text(option["text"], 75, where, kinds=("plain_text",))
            if not 1 <= len(option["value"]) <= 150:
                yield f"{where}: value of an option"
    elif element["type"] == "file_input":
        if not 1 <= element.get("max_files", 10) <= 10:
            yield f"{where}: max_files"
    elif element["type"] == "multi_users_select":
        if element.get("max_selected_items", 1) < 1:
            yield f"{where}: max_selected_items"
    else:
        yield f"{where}: element {element['type']}"


def _text(text: Any, limit: int, where: str, kinds: tuple[str, ...] = ("plain_text", "mrkdwn")) -> Iterator[str]:
    if not isinstance(text, dict) or text.get("type") not in kinds:
        yield f"{where}: no text of kind {kinds}"
    elif not 1 <= len(text["text"]) <= limit:
        yield f"{where}: {len(text['text'])} characters, at most {limit}"
    elif (MENTION if text["type"] == "mrkdwn" else WORD).search(text["text"]):
        yield f"{where}: mentions somebody"


def _nothing(block: dict[str, Any], where: str) -> Iterator[str]:
    yield from ()


_CHECKS = {
    "header": _header, "section": _section, "context": _context, "actions": _actions, "rich_text": _rich_text,
    "input": _input, "divider": _nothing, "image": _nothing,
}  # fmt: skip
