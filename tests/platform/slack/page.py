"""Block Kit as plain HTML, close enough to Slack to see how a message reads."""

import re
from html import escape
from typing import Any

Json = dict[str, Any]
STYLE = """
body { font: 15px/1.466 Lato, "Noto Sans", "DejaVu Sans", sans-serif; color: #1d1c1d; margin: 0; background: #fff }
.message { display: flex; gap: 10px; padding: 12px 16px; max-width: 640px; box-sizing: border-box }
.face { width: 36px; height: 36px; border-radius: 6px; background: #4a154b; color: #fff; font-weight: 900; flex: none;
  display: grid; place-items: center; font-size: 20px }
.who { font-weight: 900 } .who small { font-weight: 400; color: #616061; margin-left: 6px }
.private { color: #616061; font-size: 13px } .body { flex: 1; min-width: 0 }
.header { font-size: 18px; font-weight: 900; margin: 6px 0 } .section { margin: 6px 0; display: flex; gap: 12px }
.section > div { flex: 1; white-space: pre-wrap; overflow-wrap: anywhere }
.context { font-size: 13px; color: #616061; margin: 6px 0; display: flex; gap: 8px; flex-wrap: wrap }
.rich { margin: 6px 0; white-space: pre-wrap; overflow-wrap: anywhere }
.rich .quote { border-left: 4px solid #ddd; padding-left: 10px; margin: 4px 0 }
ul { margin: 2px 0; padding-left: 24px } .actions { display: flex; flex-wrap: wrap; gap: 8px; margin: 8px 0 }
button { font: 700 13px/1 Lato, "Noto Sans", sans-serif; border: 1px solid #bbb; border-radius: 8px; background: #fff;
  padding: 8px 12px; max-width: 230px; overflow: hidden; text-overflow: ellipsis; white-space: nowrap }
button.primary { background: #007a5a; border-color: #007a5a; color: #fff } a { color: #1264a3 }
code { color: #c01343; background: #f8f8f8; border: 1px solid #ddd; border-radius: 3px; padding: 1px 3px;
  font-size: 12px }
.view { max-width: 520px; border: 1px solid #ddd; border-radius: 8px; margin: 12px; padding: 16px }
label { font-weight: 700; display: block; margin: 10px 0 4px } .hint { color: #616061; font-size: 13px }
input, select, textarea { width: 100%; box-sizing: border-box; padding: 8px; border: 1px solid #999;
  border-radius: 4px }
"""


def message_page(message: Json, *, private: bool = False) -> str:
    """A message as a page."""
    only = '<div class="private">👁 Only visible to you</div>' if private else ""
    body = "".join(map(_block, message["blocks"]))
    return _page(
        f'<div class="message" id="shot"><div class="face">Q</div><div class="body">{only}'
        f'<div class="who">Quoth<small>APP  12:00</small></div>{body}</div></div>'
    )


def view_page(view: Json) -> str:
    """A form or the App Home as a page."""
    title = f'<div class="header">{_words(view["title"])}</div>' if "title" in view else ""
    buttons = [f"<button>{_words(view[b])}</button>" for b in ("close", "submit") if b in view]
    body = "".join(map(_block, view["blocks"]))
    return _page(f'<div class="view" id="shot">{title}{body}<div class="actions">{"".join(buttons)}</div></div>')


def _page(body: str) -> str:
    return f'<!doctype html><meta charset="utf-8"><style>{STYLE}</style>{body}'


def _block(block: Json) -> str:
    match block["type"]:
        case "header":
            return f'<div class="header">{_words(block["text"])}</div>'
        case "section":
            beside = _button(block["accessory"]) if "accessory" in block else ""
            return f'<div class="section"><div>{_words(block["text"])}</div>{beside}</div>'
        case "context":
            return f'<div class="context">{"".join(f"<span>{_words(e)}</span>" for e in block["elements"])}</div>'
        case "actions":
            return f'<div class="actions">{"".join(map(_button, block["elements"]))}</div>'
        case "rich_text":
            return f'<div class="rich">{"".join(map(_rich, block["elements"]))}</div>'
        case "input":
            hint = f'<div class="hint">{_words(block["hint"])}</div>' if "hint" in block else ""
            optional = " <span class=hint>(optional)</span>" if block.get("optional") else ""
            return f"<label>{_words(block['label'])}{optional}</label>{_input(block['element'])}{hint}"
        case _:
            return ""


def _rich(element: Json) -> str:
    if element["type"] == "rich_text_list":
        return (
            f'<ul style="margin-left: {24 * element.get("indent", 0)}px">'
            + "".join(f"<li>{_rich(e)}</li>" for e in element["elements"])
            + "</ul>"
        )
    words = "".join(_span(e) for e in element["elements"])
    return f'<div class="quote">{words}</div>' if element["type"] == "rich_text_quote" else f"<div>{words}</div>"


def _span(span: Json) -> str:
    words = escape(span["text"])
    style = span.get("style", {})
    words = f"<b>{words}</b>" if style.get("bold") else words
    return f"<code>{words}</code>" if style.get("code") else words


def _input(element: Json) -> str:
    if element["type"] == "static_select":
        return "<select><option>Choose an option</option></select>"
    return "<textarea rows=4></textarea>" if element.get("multiline") else "<input>"


def _button(element: Json) -> str:
    return f'<button class="{element.get("style", "")}">{_words(element["text"])}</button>'


def _words(text: Json) -> str:
    if text["type"] == "plain_text":
        return escape(text["text"])
    words = re.sub(r"<!date\^[^|]*\|([^>]*)>", lambda m: m[1].replace(" UTC", ""), text["text"])
    words = re.sub(r"<(https?://[^|>]*)\|([^>]*)>", r'<a href="\1">\2</a>', words)
    words = re.sub(r"`([^`]+)`", r"<code>\1</code>", words)
    words = re.sub(r"(?m)(?<!\S)\*(\S.*?)\*(?!\S)", r"<b>\1</b>", words)
    return re.sub(r"(?m)(?<!\S)_(\S.*?)_(?!\S)", r"<i>\1</i>", words)
