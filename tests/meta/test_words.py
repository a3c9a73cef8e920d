"""What people read: whole sentences, counts in the right number, titles for what is typed, commands that work.

Every refusal is rendered as each platform shows it; everything else as the conversations have it.
"""

import re
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from adapters.discord.outgoing import render as on_discord
from adapters.slack.outgoing import render as on_slack
from adapters.terminal.outgoing import render as in_terminal
from bot.app.catalogue import REGISTRY
from bot.app.spoken import spoken
from bot.chat import titles
from bot.chat.commands import Option
from bot.chat.counts import counted, ended
from bot.chat.forms import Form
from bot.chat.messages import Notice
from bot.chat.parser import parse
from bot.chat.refusal_wording import refusal
from bot.chat.refusals import BadOption
from bot.daily.rules.model import Style
from bot.errors import Refusal
from bot.games.mix import MODES
from bot.library import bringing_wording as bringing
from bot.settings import model as settings
from tests.refused import every_refusal

CONVERSATIONS = sorted((Path(__file__).parents[1] / "acceptance" / "conversations").glob("*.txt"))
_TWO_STOPS = re.compile(r"(?<!\.)\.\.(?!\.)|[.!?…][.,;]|\.:")
_ONE_OF_MANY = re.compile(r"(?<![\d,.:#-])1 (?!was|has|is|this|us|its)[a-z]+s\b")
_COMMAND_LINE = re.compile(
    r"(?<![/\w])quoth (?:play|run|import|export|inspect|whosaid|judge|doctor|manifest|backup|setup|db)\b"
)
_KINDS = [mode for mode in MODES if "-" in mode]
_STYLES = [style.value for style in Style if "-" in style]
# “managers” and “suggestions” are words of everybody's.
_SETTINGS = [name for name in settings.NAMES if name not in {"managers", "suggestions"}]
# With its title behind it a name is no riddle: timezone (Time zone).
_RAW = re.compile(rf"(?<![\w/=-])(?:{'|'.join([*_KINDS, *_STYLES, *_SETTINGS])})(?![\w:=-]| \([A-Z])")


def terminal(notice: Notice) -> tuple[str, list[str]]:
    """The words, and the commands among them."""
    text = "\n".join(line.plain for line in in_terminal(notice))
    return text, [piece for piece, command in spoken(text) if command]


def slack(notice: Notice) -> tuple[str, list[str]]:
    """The same on Slack."""
    message = on_slack(notice)
    return unescape(message.text), [s["text"] for s in _spans(message.blocks) if s.get("style", {}).get("code")]


def discord(notice: Notice) -> tuple[str, list[str]]:
    """The same on Discord."""
    text = on_discord(notice)["components"][0]["content"].replace("\\", "")
    return text, re.findall(r"`([^`]+)`", text)


def _spans(block: object) -> Iterator[dict[str, Any]]:
    if isinstance(block, dict):
        if block.get("type") == "text":
            yield block
        for inner in block.values():
            yield from _spans(inner)
    elif isinstance(block, list):
        for inner in block:
            yield from _spans(inner)


PLATFORMS: dict[str, Callable[[Notice], tuple[str, list[str]]]] = {
    "terminal": terminal, "slack": slack, "discord": discord,
}  # fmt: skip


def faults(text: str) -> list[str]:
    """What is wrong with a line as it is read."""
    wrong = [f"two ends of a sentence: {m[0]}" for m in _TWO_STOPS.finditer(text)]
    wrong += ["a doubled space"] if "  " in text.strip() else []
    return wrong + [f"a plural of one: {m[0]}" for m in _ONE_OF_MANY.finditer(text)]


def _id(refused: Refusal) -> str:
    return type(refused).__name__


@pytest.mark.parametrize("platform", PLATFORMS)
@pytest.mark.parametrize("refused", every_refusal(), ids=_id)
def test_a_refusal_is_plain_and_its_way_on_works_where_it_is_read(refused: Refusal, platform: str) -> None:
    """Whole sentences, titles, no command line, and commands in the form that this platform takes."""
    text, commands = PLATFORMS[platform](refusal(refused))

    assert faults(text) == []
    assert not _COMMAND_LINE.search(text)
    for command in commands:
        text = text.replace(command, "")
        assert works(command, named=platform == "discord"), command
    # Slack has a command of its own.
    left = re.sub("“[^”]*”", "", text).replace("/invite", "" if refused.facts.get("platform") == "slack" else "/invite")
    assert not re.search(r"/[a-z]", left), "a command that is not shown as one"
    assert not re.search(r"(?<![\w=])(?!SPEAKER)[a-z]+=\S", left), "an option without its command"
    if not isinstance(refused, BadOption):
        assert not _RAW.search(text)


def works(command: str, *, named: bool) -> bool:
    """Whether it can be typed so; `named`: each option by its name, as Discord has it."""
    if "[" in command or "<" in command:
        return not named or command.split(" [", maxsplit=1)[0].split(" <", maxsplit=1)[0].removeprefix("/") in REGISTRY
    parsed = parse(command, REGISTRY)
    known = REGISTRY.get(parsed.command)
    needed = {o.name for o in known.options if o.required} - set(parsed.options)
    assert needed or known.check(parsed.options) is not None
    rest = command.removeprefix("/").removeprefix("quoth " if parsed.command.split()[0] != "quoth" else "")
    options = rest.removeprefix(parsed.command).replace("://", "//")
    return not named or re.fullmatch(r"(?: [a-z]+:\S[^:]*(?:\d:\d\d)?)*", options) is not None


@pytest.mark.parametrize("path", CONVERSATIONS, ids=lambda p: p.stem)
def test_what_the_bot_says_in_conversations_is_plain(path: Path) -> None:
    """Every line but lists of options and buttons, which stand apart by two spaces."""
    wrong: list[str] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        told = re.sub(r"^bot(?: \(to [a-z ]+\))?> ", "", line)
        if told == line and not line.startswith("     "):
            continue
        apart = re.match(r"\s*✓?\s*[A-H]  |\s*\[[\w+]\] ", told)
        wrong += [f"{fault} in {line}" for fault in faults(told.replace("  ", " ") if apart else told)]
        if not re.search(r"\((?:mixed|quote), ", told):
            words = "".join(piece for piece, command in spoken(told) if not command)
            wrong += [f"raw: {m[0]} in {line}" for m in _RAW.finditer(words) if "cannot be" not in line]

    assert wrong == []


def _printed() -> list[str]:
    """Every command that the bot says in a conversation."""
    told = [
        re.sub(r"^bot(?: \(to [a-z ]+\))?> ", "", line)
        for path in CONVERSATIONS
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.startswith(("bot", "     "))
    ]
    return sorted({piece for line in told for piece, command in spoken(line) if command})


@pytest.mark.parametrize("command", _printed())
def test_a_printed_command_works_as_it_is_printed(command: str) -> None:
    """In the terminal and on Slack as it stands, on Discord with its options by their names."""
    _, shown = discord(Notice(text=command))

    assert works(command, named=False)
    assert len(shown) == 1
    assert works(shown[0], named=True), shown[0]


def test_the_checks_see_what_they_look_for() -> None:
    """A check that never fails is none."""
    assert faults("It stands.. The first counts.")
    assert faults("Two  spaces.")
    assert faults("It has 1 turns.")
    assert faults("It was said. What else? 11 turns, v1.2, 1 turn…") == []
    assert _RAW.search("2 rounds of who-said")
    assert not _RAW.search("/quiz start mode=who-said, timezone=UTC")
    assert _COMMAND_LINE.search("and quoth doctor tells")
    assert not works("/quote 12", named=True)
    assert works("/quote search:12", named=True)


def _options() -> list[Option]:
    return [option for command in REGISTRY for option in command.options]


def test_everything_that_is_typed_has_a_title() -> None:
    """Options, kinds and settings; and every value of a list is called something."""
    assert {o.name for o in _options()} <= set(titles.OPTIONS)
    assert set(titles.KINDS) == set(MODES)
    assert set(titles.SETTINGS) == set(settings.NAMES)
    assert all(titles.value(o.name, choice)[:1].isupper() for o in _options() for choice in o.choices)
    assert all(len(titles.field(o.name)) <= 45 for o in _options())


def test_a_form_names_no_command_line() -> None:
    """What stands where there are no forms is a command of the chat."""
    form: Form = bringing.form()

    assert not _COMMAND_LINE.search(form.instead)


@pytest.mark.parametrize(
    ("number", "shown"), [(0, "0 replies"), (1, "1 reply"), (2, "2 replies"), (1200, "1,200 replies")]
)
def test_counts(number: int, shown: str) -> None:
    """One place for all of them."""
    assert counted(number, "reply", "replies") == shown


@pytest.mark.parametrize(
    ("text", "shown"), [("tea", "tea."), ("Ada Jr.", "Ada Jr."), ("Why?", "Why?"), ("“So.”", "“So.”"), ("a…", "a…")]
)
def test_sentences_end_once(text: str, shown: str) -> None:
    """A name or a quote may bring its own end."""
    assert ended(text) == shown
