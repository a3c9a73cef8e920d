"""Texts of people who want to break what others see, and what none of them may do wherever it is shown.

What is looked for is told here by plain comparison, without a line of the bot's own rules.
"""

import io
import json
import re
import unicodedata
from collections.abc import Iterator, Sequence
from random import Random
from typing import Any

from adapters.discord.forms import modal as discord_modal
from adapters.discord.layout import V2
from adapters.discord.outgoing import render as on_discord
from adapters.slack.home import home_view
from adapters.slack.incoming import Origin
from adapters.slack.outgoing import render as on_slack
from adapters.slack.views import modal as slack_modal
from adapters.terminal.screen import Screen
from bot.chat.forms import Form
from bot.chat.messages import (
    Button,
    Candidates,
    ClosedRound,
    File,
    Home,
    Listing,
    Lobby,
    OpenRound,
    Passage,
    QuoteCard,
    Reply,
    Scoreboard,
)
from tests.builders import ELSEWHERE, NOON
from tests.platform.discord import openapi
from tests.platform.slack.blockkit import message_problems, view_problems

SEED = 24
# The longest text that either platform lets anybody send, and some.
LONG = 5_000
TEXTS: dict[str, tuple[str, ...]] = {
    "pings": (
        "@everyone", "@here", "@channel", "@group", "<!channel>", "<!here|here>", "<!everyone>", "<!subteam^S1|@ops>",
        "<@U1|maya>", "<@123456789012345678>", "<@!123456789012345678>", "<@&123456789012345678>", "<#C1|general>",
        "<#123456789012345678>", "</quiz start:123456789012345678>", "<id:customize>", "@\u200beveryone",
        "@\u2060here",
        "@EVERYONE", "<<!channel>>", "&lt;!channel&gt;", "\\<@1>", "\\\\<@1>", "`<@1>`", "<@1", "@everyone@here",
        "https://example.org/@everyone", "https://example.org/<@1>", "[@everyone](https://example.org)",
        "<https://example.org|@channel>", "<mailto:a@example.org|@here>", "@every\0one", "<\0!channel>",
        "@\u202eenoyreve", "@\ud800here", "<\u200b@1>", "@\U000e0020here", "@h\u00adere", "@\u2060everyone",
    ),
    "alike": ("＠everyone", "﹫here", "＜!channel＞", "‹@U1›", "@еveryone", "Ⓐda", "＝1+1", "／quiz stop", "＊bold＊"),
    "markup": (
        "*bold* _it_ ~no~ ~~no~~ **b** __u__ ***x***", "||spoiler", "|| ||", "# title", "### t", "-# small",
        "> quote",
        ">>> all of it", "- item\n- item", "1. one\n2. two", "```\nfence", "```py\nprint()\n```", "`", "``x`", "~~~",
        "| a | b |\n|---|---|\n| 1 | 2 |", "[text](https://example.org \"t\")", "![x](https://example.org/a.png)",
        "<https://example.org|look>", "<t:1700000000:R>", "<:smile:123456789012345678>", ":smile:", "a\n# b\n> c",
        "\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\nlow", "*" * 300, "`" * 99, "\\", "\\" * 31, "<!date^1^{date}|x>",
        "***",
    ),
    "formulas": (
        "=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1+1", "\r=1+1", "\n=1+1", " =1+1",
        "=HYPERLINK(\"https://example.org\")",
        "=cmd|' /C calc'!A0", "x;=1+1;y", "x\t=1+1\ty", "\"=1+1\"", "\",=1+1,\"", "'=1+1", "''=1+1", "\u200b=1+1",
        "＝1+1", "＋1", "－1", "＠x", "%0A=1+1", "\x0b=1+1", "\u2028=1+1", "\u00a0=1+1", "\ufeff=1+1",
    ),
    "signs": (
        "Z̷̢̛" + "̴̡͓̘̈́̆͗" * 12 + "a" + "\u0301" * 200 + "lgo", "e" + "\u20dd" * 40, "\u202egnp.exe",
        "\u2067a\u2066b",
        "\u2069\u202c", "a\u200bb\u200cc\u200dd\u2060e\ufefff", "\0", "a\0b", "\ud800", "\udc00\ud800", "tea \udfff.",
        "\x1b[31mred\x1b[0m", "\x1b]0;title\x07", "\x1b]8;;https://example.org\x1b\\x", "\x9b2J", "\x1bc", "\x08" * 9,
        "\r\rover", "a\rb", "a\x0bb\x0cc", "a\x85b\u2028c\u2029d", "\x7f\x07", "\u00ad" * 20, "\U000e0041" * 9,
        "\u061c\u200e\u200f", "\ufff9a\ufffab\ufffb", "שלום (abc) 12", "مرحبا @everyone", "\u202e@everyone\u202c",
        "👩‍👩‍👧‍👦" * 20, "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "🇩🇪" * 30, "👍🏽", "1️⃣#️⃣", "\ufe0f" * 9, "𝕬𝖉𝖆 " * 30, "\u3164", "\u2800",
    ),
    "long": (
        "a" * LONG, "word " * (LONG // 5), "😀" * LONG, "<" * LONG, "&" * LONG, "*" * LONG, "\n" * LONG + "x",
        "x\n" * LONG,
        "@everyone " * (LONG // 10), "\u0301" * LONG, "ﷺ" * LONG, "<@1>" * (LONG // 4), "`" * LONG, "\\" * LONG,
        "|" * LONG, "[" * LONG, "https://example.org/" + "a" * LONG, "ß" * LONG, "田" * LONG, " " * LONG + "x",
    ),
    "breakers": (
        "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "\"><b>", "</title><h1>", "<!--", "&#60;b&#62;",
        "&amp;amp;", "{\"a\": 1}", "\"}]}", "\\u0000", "\\", "\"", "'", "]]>", "<?xml version=\"1.0\"?>",
        "<!DOCTYPE a [<!ENTITY b \"c\">]>",
        "&b;", "[[claim]]", "\"\"\"", "'''", "x = 1\n[y]", "---\na: b", "::t:: {=a ~b}", "{=}", "~a =b #c", "%",
        "\n%\n", "a\n%\nb",
        "\t\t-- Ada", "{{c1::x}}", "{{FrontSide}}", "{0} {name} %s %(x)s", "$(reboot)", "`reboot`", "; rm -rf /",
        "' OR 1=1 --",
        "%n%n", "{mention}", "${HOME}", "q1.answer.x.0", "/quiz stop", "/quoth privacy forget", "name=x by=y",
        "Ada: no\nBen: yes",
    ),
    "files": (
        "CON", "aux.txt", "a/b", "..\\..\\x", "../../etc/passwd", "a:b", "x.", "x ", ".hidden", "a*b?", "NUL.csv",
        "a\nb.csv",
        "~", "-rf", "C:\\x", "\\\\host\\x", "a" * 300 + ".csv", "file.csv\u202egpj.exe", "COM1", "a|b<c>",
    ),
}  # fmt: skip
EVERY = tuple(text for texts in TEXTS.values() for text in texts)
_AROUND = ("{}", "Ada {}", "{} said it.", "tea {} and jam", "“{}”", "({})", "{}\n{}", "{0} {0}", "{}{}")


def texts(count: int, seed: int = SEED) -> list[str]:
    """So many of them, each once: every one of the table in turn of its kinds, then made of two or put into words."""
    chance = Random(seed)
    rest = [list(made) for made in TEXTS.values()]
    for each in rest:
        chance.shuffle(each)
    found = dict.fromkeys(each[i] for i in range(max(map(len, rest))) for each in rest if i < len(each))
    while len(found) < count:
        one, other = chance.sample(EVERY, 2)
        around = chance.choice(_AROUND)
        made = around.format(one, other) if around.count("{}") > 1 else around.format(one)
        found[made[: LONG * 2]] = None
    return list(found)[:count]


# Nothing of these is seen, and each does something to what is: it is left out wherever something is shown.
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069\u200b\u2060-\u2065\ufeff\U000e0000-\U000e007f\u00ad]")
_JOINED = re.compile("(?<=@)[\u200b\u2060](?=[\\w!&…]|$)|(?<=<)\u200b(?=[@#:])")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_PILED = 9


def deceives(shown: str) -> str:
    """What a text that is shown has that nobody sees, or that turns or piles up what they see; "" for nothing.

    The bot itself parts a sign from its word with what nobody sees, so that it pings nobody.
    """
    if odd := _CONTROL.search(shown) or _TURNING.search(_JOINED.sub("", shown)):
        return f"{odd[0]!a} is in it"
    piled = 0
    for character in shown:
        piled = piled + 1 if unicodedata.category(character) in ("Mn", "Me") else 0
        if piled > _PILED:
            return "marks are piled up"
    return ""


def problems(reply: Reply) -> Iterator[str]:
    """What is wrong with a reply as either platform and the terminal show it."""
    yield from (f"line: {name} has a line break" for name, text in _single(reply) if "\n" in text)
    yield from _slack(reply)
    yield from _discord(reply)
    yield from terminal_problems(shown_in_terminal(reply))
    if isinstance(reply, File):
        yield from file_problems(reply)


def strings(value: Any) -> Iterator[str]:
    """Every text in a payload."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        meant = "value" if value.keys() & {"label", "text"} else ""  # of what is chosen: an id, which nobody sees
        for name, each in value.items():
            yield from strings(each) if name != meant else ()
    elif isinstance(value, list | tuple):
        for each in value:
            yield from strings(each)


def slack_problems(payload: dict[str, Any]) -> Iterator[str]:
    """What is wrong with a message or a view for Slack."""
    found = view_problems(payload) if payload.get("type") in ("modal", "home") else message_problems(payload)
    yield from (f"slack: {each}" for each in found)
    yield from (f"slack: {why}" for text in strings(payload) if (why := deceives(text)))
    yield from (f"slack: half an escape: {text[-40:]!r}" for text in mrkdwn(payload) if _HALF.search(text))


_HALF = re.compile("&(?!(?:amp|lt|gt);)|<[^>]*$")


def mrkdwn(value: Any) -> Iterator[str]:
    """What Slack reads as mark-up in a payload."""
    if isinstance(value, dict):
        if value.get("type") == "mrkdwn":
            yield value["text"]
        if "blocks" in value and isinstance(value.get("text"), str):
            yield value["text"]
    if isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from mrkdwn(each)


# The commands that somebody may press, and what only a message of ours may hold.
_DISCORD_MENTION = re.compile(r"(?<!\\)(?:\\\\)*<(?:[@#:/]|a:|id:|t:(?!\d+:[RF]>))|@(?:everyone|here)\b")
_COMPONENTS, _CHARACTERS, _LABEL = 40, 4000, 80


def discord_problems(payload: dict[str, Any]) -> Iterator[str]:
    """What is wrong with a message for Discord."""
    openapi.check("POST", "/channels/1/messages", payload)
    if payload["flags"] & V2 != V2 or payload["allowed_mentions"] != {"parse": []}:
        yield "discord: it may mention somebody"
    everything = list(_components(payload["components"]))
    written = [each["content"] for each in everything if each["type"] == 10]
    if len(everything) > _COMPONENTS:
        yield f"discord: {len(everything)} components"
    if sum(map(_units, written)) > _CHARACTERS:
        yield "discord: over 4,000 characters"
    yield from ("discord: an empty text" for text in written if not text.strip())
    yield from ("discord: a long label" for each in everything if _units(each.get("label", "")) > _LABEL)
    yield from (f"discord: {why}" for text in strings(payload) if (why := deceives(text)))
    for text in written:
        if found := _DISCORD_MENTION.search(re.sub("`[^`\n]*`", "", text)):
            yield f"discord: a mention: {text[max(0, found.start() - 9) : found.end() + 9]!r}"
        if re.search("@(?:everyone|here)\\b", text):
            yield "discord: reads like a mention"
        if "```" in text.replace("\\`", ""):
            yield "discord: a fence"
        if "\n\n\n\n" in text:
            yield "discord: empty lines"


def _components(value: Any) -> Iterator[dict[str, Any]]:
    for each in value:
        yield each
        yield from _components(each.get("components", ()))
        yield from _components([each["accessory"]] if "accessory" in each else [])


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def shown_in_terminal(reply: Reply) -> str:
    """As a pipe gets it."""
    held = io.StringIO()
    Screen(held).show(reply)
    return held.getvalue()


def terminal_problems(printed: str) -> Iterator[str]:
    """What is wrong with what was printed."""
    if why := deceives(printed):
        yield f"terminal: {why}"


_RESERVED = re.compile(r"(?i)^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)|[\\/:*?\"<>|\x00-\x1f]|^\.|[. ]$")
FORMULA = re.compile("^[=+\\-@\t\r\n＝＋－＠]")


def file_problems(file: File) -> Iterator[str]:
    """What is wrong with a file's name, or with what anybody reads in a JSON file that it is."""
    if _RESERVED.search(file.name) or not file.name.isascii() or len(file.name) > 100:
        yield f"file: no name: {file.name!r}"
    if file.name.endswith((".json", ".jsonl")):
        for line in file.data.decode().splitlines() if file.name.endswith(".jsonl") else [file.data.decode()]:
            json.loads(line)


def _slack(reply: Reply) -> Iterator[str]:
    message = on_slack(reply)
    if message.text.strip():
        yield from slack_problems({"text": message.text, "blocks": message.blocks})
    if isinstance(reply, Form):
        came = Origin(key="k", place=ELSEWHERE, user_id="U1", user_name="", at=NOON, url="https://hooks.example.org/x")
        yield from slack_problems(slack_modal(reply, came))
    if isinstance(reply, Home):
        yield from slack_problems(home_view(reply))


def _discord(reply: Reply) -> Iterator[str]:
    yield from discord_problems(on_discord(reply))
    if isinstance(reply, Form):
        made = discord_modal(reply)
        openapi.check("POST", "/interactions/1/t/callback", {"type": 9, "data": made})
        yield from (f"discord: form: {why}" for text in strings(made) if (why := deceives(text)))


def _single(reply: Reply) -> Iterator[tuple[str, str]]:
    """What has one line only, by what it is."""
    match reply:
        case QuoteCard():
            yield from (("speaker", reply.speaker), ("credit", reply.credit), ("lead", reply.lead))
        case Candidates():
            yield from (("credit", c.credit) for c in reply.candidates)
        case Passage():
            yield from (("title", reply.title), ("credit", reply.credit), *(("speaker", who) for who, _ in reply.lines))
        case Lobby():
            yield from (
                ("heading", reply.heading),
                *(("member", name) for team, members in reply.teams for name in (team, *members)),
            )
        case OpenRound():
            yield from (("heading", reply.heading), *(("option", o.text) for o in reply.options))
        case ClosedRound():
            yield from (("heading", reply.heading), *(("option", text) for _, text, _ in reply.options))
        case Scoreboard():
            yield from (("title", reply.title), *(("name", s.name) for s in (*reply.standings, *reply.teams)))
        case Listing():
            yield from (("title", reply.title), *(("line", line) for line in reply.lines))
        case Home():
            yield from (("line", line) for s in reply.sections for line in (s.title, *s.lines))
        case Form():
            yield from (("label", t) for f in reply.fields for t in (f.label, f.hint, *f.titles))
        case _:
            pass
    yield from (("label", b.label) for b in buttons(reply))


def buttons(reply: Reply) -> Sequence[Button]:
    """What can be pressed in a reply, but for its options."""
    if isinstance(reply, Home):
        return [b for s in reply.sections for b in s.buttons]
    return [*getattr(reply, "buttons", ()), *getattr(reply, "more", ())] if not isinstance(reply, Candidates) else []
