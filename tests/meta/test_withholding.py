"""Nobody reads a quote but by the one rule: what could go round it is used in the named places only."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
RULE = "bot/engine/withholding.py"
# Names that hold words of quotes or decide what is withheld, and where each may be used.
ALLOWED = {
    "without": {RULE},
    "Withheld": {RULE, "bot/core/library.py", "bot/core/withheld.py"},
    "NOTHING": {RULE, "bot/core/withheld.py"},
    "open_items": {RULE, "bot/engine/attendance.py", "bot/engine/daily/making.py", "bot/storage/transaction.py",
                   "bot/storage/open_items.py", "bot/ports/open_items.py", "bot/ports/store.py"},
    # The reveals: what is shown takes no more answers; a game's own closed rounds; statistics of those.
    "revealed": {"bot/core/library.py", "bot/engine/game_posts.py", "bot/engine/solo.py", "bot/engine/keeping.py",
             "bot/engine/people.py", "bot/engine/daily/posts.py"},
    "StoredPack": {"bot/core/library.py", "bot/core/packs.py", "bot/engine/shelf.py", "bot/engine/indexing.py",
                   "bot/index/quotes.py", "bot/ports/packs.py", "bot/storage/pack_reading.py"},
    "_Contents": {"bot/core/library.py"},
    "_contents": {"bot/core/library.py"},
    "make_item": {"bot/core/library.py"},
    "Bank": {"bot/core/library.py", "bot/cli/inspect_.py"},
    "make_items": {"bot/cli/inspect_.py"},
    "turns": {"bot/engine/quotes.py", "bot/storage/packs.py", "bot/wording/quotes.py", "bot/ports/packs.py",
              "bot/wording/imports.py", "bot/wording/inspection.py", "bot/cli/inspect_.py", "bot/core/packs.py",
              "bot/storage/pack_saving.py", "bot/storage/pack_rows.py", "bot/storage/pack_reading.py"},
}  # fmt: skip


def used(tree: ast.AST) -> Iterator[str]:
    """Names a module reads or imports; what it only calls its own values by is not among them."""
    for node in ast.walk(tree):
        match node:
            case ast.Attribute(attr=name) | ast.Name(id=name, ctx=ast.Load()):
                yield name
            case ast.ImportFrom(names=names):
                yield from (alias.name for alias in names)
            case _:
                pass


def modules() -> list[Path]:
    """The bot and its adapters."""
    return sorted(p for folder in ("bot", "adapters") for p in (ROOT / folder).rglob("*.py"))


@pytest.mark.parametrize("name", ALLOWED)
def test_what_could_go_round_the_rule_is_used_where_it_must_be(name: str) -> None:
    """A new user of it fails here: take a View from bot.engine.withholding instead."""
    users = {str(p.relative_to(ROOT)) for p in modules() if name in set(used(ast.parse(p.read_text("utf-8"))))}

    assert users <= ALLOWED[name]
    assert users, "the name is gone: put its successor here"


def test_a_use_is_seen() -> None:
    """By attribute, by name and by import."""
    assert "without" in set(used(ast.parse("library.without(NOTHING).number(1)")))
    assert "revealed" in set(used(ast.parse("card(library.revealed(7))")))
    assert "make_item" in set(used(ast.parse("from content.items import make_item as m")))
