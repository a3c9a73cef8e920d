"""The recipes of CONTRIBUTING.md name every place where a kind, a format or a platform is told."""

import ast
import re
from collections.abc import Collection, Iterator
from pathlib import Path

import pytest

from bot.app.catalogue import REGISTRY
from bot.chat import titles
from bot.chat.commands import Option
from bot.chat.incoming import Request
from bot.chat.traits import _KNOWN
from bot.games.mix import OPTIONS, chosen_rules, options_of
from content.formats.known import FORMATS
from content.items import HAND_WRITTEN, KINDS
from tests.builders import ALICE, HERE, NOON

ROOT = Path(__file__).resolve().parents[2]
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
# Questions that people write are no kind that somebody adds, but where all of these come in.
MADE = sorted(set(KINDS) - {HAND_WRITTEN})
# A format's name may be a word for something else as well: what is exported, a knob of the log, a feed.
NAMESAKES = {"csv", "fortune", "json", "messages", "podcast"}
# Slack alone has a manifest, tokens of many workspaces and notes by its layout.
OF_ONE = {
    "bot/cli/manifest_.py", "bot/cli/admin_keys.py", "content/formats/chat_layouts.py",
    "adapters/metrics/server.py",
}  # fmt: skip


def recipe(name: str) -> list[str]:
    """The files and folders that a recipe names."""
    text = re.split(rf"\*\*{name}\.\*\*", CONTRIBUTING)[1].split("\n\n")[0]
    return re.findall(r"`((?:bot|content|adapters)/[\w/.]*)`", text)


def words_of(text: str) -> Collection[str]:
    """A text, and the first word of a form ("closest typed")."""
    return {text, text.removesuffix(" typed").removesuffix(" count")}


def places_of(names: Collection[str]) -> Iterator[str]:
    """The modules in which one of these stands as a text."""
    for folder in ("bot", "content", "adapters"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            texts = (n.value for n in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(n, ast.Constant))
            said = {word for text in texts if isinstance(text, str) for word in words_of(text)}
            if not said.isdisjoint(names) and path.parent.name != "versions":
                yield str(path.relative_to(ROOT))


def beyond(places: Collection[str] | Iterator[str], named: Collection[str]) -> list[str]:
    """Those that are none of these files, and in none of these folders."""
    return [place for place in places if not any(place == one or place.startswith(f"{one}/") for one in named)]


def test_a_kind_is_told_where_the_recipe_says() -> None:
    """Whoever adds one goes nowhere else."""
    assert beyond(places_of(MADE), recipe("A kind of item")) == []


def test_a_format_is_told_where_the_recipe_says() -> None:
    """In its own folder alone."""
    assert beyond(places_of({f.name for f in FORMATS} - NAMESAKES), recipe("A format")) == []


def test_a_platform_is_told_where_the_recipe_says() -> None:
    """And in the folder of each."""
    own = [f"adapters/{name}" for name in _KNOWN]
    assert beyond(places_of(_KNOWN), [*recipe("A platform"), *own, *OF_ONE]) == []


def test_every_option_has_words_within_a_sentence() -> None:
    """Whatever is wrong with it can be said."""
    assert sorted({o.name for command in REGISTRY for o in command.options} - set(titles.OPTIONS)) == []


@pytest.mark.parametrize("option", [o for o in OPTIONS if o.name != "begin"], ids=lambda option: option.name)
def test_an_option_of_a_game_is_kept_for_the_next_one(option: Option) -> None:
    """What is chosen gives rules, and the rules give what was chosen."""
    kept = set[str | None]()
    for value in option.choices or ("7",):
        request = Request(key="k", place=HERE, user=ALICE, at=NOON, command="quiz start", options={option.name: value})
        kept.add(options_of(chosen_rules(request)).get(option.name))

    # What holds anyway need not be told.
    assert len(set(option.choices or "7") - kept) <= 1
    assert kept - {None} <= set(option.choices or "7")
