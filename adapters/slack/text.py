"""What must happen to text on its way to and from Slack.

Slack has no "allowed mentions": `<` is what makes a mention, so every text that leaves is escaped, and the words for
everybody are broken up as well. https://docs.slack.dev/messaging/formatting-message-text
"""

import re
from datetime import UTC, datetime

from bot.app.spoken import spoken
from bot.chat.plain import visible

_MASS = re.compile(r"@(?=(?:channel|here|everyone|group)\b)", re.IGNORECASE)
# Between the sign and the word: nothing is seen, and no client reads a mention.
_JOINER = "\N{WORD JOINER}"
_TORN = re.compile("(?:&[a-z]{0,3}|<[^>]*)$")
# What has no name is called so; no stamp in seconds is as long as this.
GONE_GROUP, GONE_CHANNEL, _LONGEST_STAMP = "user-group", "unknown-channel", 12
_CHANNEL = re.compile(r"[CGD][A-Z0-9]{5,}")
_REFERENCE = re.compile(r"<([@#!]?)([^<>|\s][^<>|]*)(?:\|([^<>]*))?>")


def broken(text: str) -> str:
    """The text with `@channel` and its like broken up, without what hides or turns round what people see; as it is
    otherwise. For places that parse nothing.
    """
    return _MASS.sub("@" + _JOINER, visible(text))


def escape(text: str) -> str:
    """The text as mrkdwn that cannot mention anybody or become a link."""
    return broken(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def decoded(text: str) -> str:
    """What somebody typed, undone from Slack's `&amp;` forms; `<@U1|maya>` stays."""
    undone = text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    return undone.encode("utf-8", "replace").decode("utf-8")


def named(text: str) -> str:
    """The same with `<@U1|maya>` as @maya, a link as its words, a moment as what stands for it."""
    return _REFERENCE.sub(_reference, text)


def moment(at: datetime) -> str:
    """A moment of today as mrkdwn, shown in each reader's own time; UTC where a client cannot."""
    return f"<!date^{int(at.timestamp())}^{{time_secs}}|{at:%H:%M:%S} UTC>"


def day(at: datetime) -> str:
    """A moment with its day, likewise."""
    return f"<!date^{int(at.timestamp())}^{{date_short_pretty}} {{time}}|{at:%Y-%m-%d %H:%M} UTC>"


def marked(text: str) -> str:
    """A sentence of ours as mrkdwn, with commands to type in letters of equal width."""
    return "".join(f"`{code(piece)}`" if command else escape(piece) for piece, command in spoken(text))


def code(text: str) -> str:
    """What stands between backticks."""
    return escape(text.replace("`", "'"))


def together(*mrkdwn: str) -> str:
    """What is known, side by side on one line."""
    return " · ".join(words for words in mrkdwn if words)


def cut(text: str, limit: int) -> str:
    """At most so many characters, the last an ellipsis when something is missing."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def cut_marked(mrkdwn: str, limit: int) -> str:
    """The same for mrkdwn: neither an escape nor a link is torn."""
    return mrkdwn if len(mrkdwn) <= limit else _TORN.sub("", mrkdwn[: limit - 1]).rstrip() + "…"


def _reference(found: re.Match[str]) -> str:
    sign, target, label = found[1], found[2], found[3] or ""
    kind, _, rest = target.partition("^")
    match sign, kind:
        case "@", _:
            return "@" + (label or target).removeprefix("@")
        case "#", _:
            return "#" + (label or (GONE_CHANNEL if _CHANNEL.fullmatch(target) else target))
        case "!", "here" | "channel" | "everyone":
            return f"@{kind}"
        case "!", "subteam":
            return "@" + (label or GONE_GROUP).removeprefix("@")
        case "!", "date":
            return label or _date(rest.partition("^")[0])
        case "", _ if "://" in target or target.startswith("mailto:"):
            return label or target
        case _:
            # Nobody but Slack writes references; other words between such signs stay.
            return found[0]


def _date(seconds: str) -> str:
    """The day on which that was, in UTC."""
    at = datetime.fromtimestamp(int(seconds), UTC) if seconds.isdigit() and len(seconds) < _LONGEST_STAMP else None
    return f"{at.day} {at:%B %Y}" if at is not None else "?"
