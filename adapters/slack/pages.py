"""The pages by which a workspace adds the bot: plain HTML that runs nothing, loads nothing and is kept by nobody."""

import base64
from collections.abc import Sequence
from hashlib import sha256
from html import escape

from adapters.slack import page_wording as wording
from bot.delivery.platform import HttpAnswer

_STYLE = (
    "body{font:1.05rem/1.55 system-ui,sans-serif;max-width:40rem;margin:3rem auto;padding:0 1.2rem;color:#1d1c1d;"
    "background:#fff}h1{font-size:1.7rem}h2{font-size:1.15rem;margin-top:2rem}"
    "a.add{display:inline-block;background:#4a154b;color:#fff;padding:.7rem 1.3rem;border-radius:.4rem;"
    "text-decoration:none;font-weight:600}a.add:focus{outline:3px solid #1264a3;outline-offset:2px}"
    "@media(prefers-color-scheme:dark){body{background:#1a1d21;color:#e8e8e8}a{color:#8ab4f8}a.add{color:#fff}}"
)
_HASH = base64.b64encode(sha256(_STYLE.encode()).digest()).decode()
POLICY = f"default-src 'none'; style-src 'sha256-{_HASH}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
HEADERS = {
    "Content-Type": "text/html; charset=utf-8",
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}


def offer(address: str, cookie: str) -> HttpAnswer:
    """The page with the link that adds the bot."""
    scopes = "".join(f"<li><code>{escape(name)}</code>: {escape(why)}</li>" for name, why in wording.RIGHTS)
    body = (
        f"<h1>{escape(wording.TITLE)}</h1>{_paragraphs(wording.ABOUT)}"
        f'<p><a class="add" href="{escape(address)}" rel="noreferrer">{escape(wording.ADD)}</a></p>'
        f"<h2>{escape(wording.RIGHTS_TITLE)}</h2><ul>{scopes}</ul>"
        f"<h2>{escape(wording.PRIVACY_TITLE)}</h2>{_paragraphs(wording.PRIVACY)}"
        f"<h2>{escape(wording.SUPPORT_TITLE)}</h2>{_paragraphs(wording.SUPPORT)}"
    )
    return _page(wording.TITLE, body, 200, cookie)


def told(sentence: str, *, status: int, cookie: str = "", again: str = "") -> HttpAnswer:
    """One plain sentence; `again` is where to begin once more."""
    link = f'<p><a href="{escape(again)}">{escape(wording.AGAIN)}</a></p>' if again else ""
    return _page(wording.TITLE, f"<h1>Quoth</h1><p>{escape(sentence)}</p>{link}", status, cookie)


def _paragraphs(texts: Sequence[str]) -> str:
    return "".join(f"<p>{escape(text)}</p>" for text in texts)


def _page(title: str, body: str, status: int, cookie: str) -> HttpAnswer:
    html = (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f'<meta name="viewport" content="width=device-width,initial-scale=1"><style>{_STYLE}</style></head>'
        f"<body>{body}</body></html>\n"
    )
    headers = HEADERS | ({"Set-Cookie": cookie} if cookie else {})
    return HttpAnswer(status=status, body=html.encode(), headers=headers)
