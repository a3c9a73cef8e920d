"""The menu offers what the registry knows: every entry is a command that can be given so."""

import pytest

from bot.app.catalogue import REGISTRY
from bot.chat.commands import Answers
from bot.chat.incoming import PressId
from bot.daily import menu as daily
from bot.games import menu as games
from bot.library import menu as library
from bot.people import menu as people
from bot.workspace import menu


@pytest.mark.parametrize("key", menu.ENTRIES)
def test_an_entry_is_a_command_with_its_options(key: str) -> None:
    """What it sets is right; what it asks for is an option; the rest can be left out."""
    entry = menu.ENTRIES[key]
    command = REGISTRY.get(entry.command)
    needed = {o.name for o in command.options if o.required}

    assert set(entry.ask) <= {o.name for o in command.options}
    assert len(entry.ask) <= menu.MOST_FIELDS
    assert needed <= set(entry.ask) | set(entry.options)
    if not needed:
        assert command.check(entry.options) == entry.options
    assert len(menu.button(key).label) <= 24


def test_an_entry_answers_as_its_command() -> None:
    """A form is opened by its press; the filled form answers as the command does."""
    assert menu.answers(REGISTRY, PressId(menu.DO, "quote")) is Answers.PUBLIC
    assert menu.answers(REGISTRY, PressId(menu.DO, "find")) is Answers.FORM
    assert menu.answers(REGISTRY, PressId(menu.ASKED, "find")) is Answers.PRIVATE
    assert menu.answers(REGISTRY, PressId(menu.DO, "nonsense")) is Answers.PRIVATE


def test_themes_name_their_entries_differently() -> None:
    """Two of one key would be one button."""
    brought = (*games.ENTRIES, *people.REPORTS, *people.BOARDS, *library.LOOKUPS, *library.PACKS, *daily.ENTRIES)

    assert len({e.key for e in brought}) == len(brought)
    assert {e.key for e in brought} <= set(menu.ENTRIES)


def test_every_command_for_a_game_is_in_the_menu() -> None:
    """Where nothing can be typed nothing may be missing."""
    offered = {e.command for e in menu.ENTRIES.values()}

    assert {c.name for c in REGISTRY.group("quiz")} <= offered
