"""Nobody reads a quote but by the one rule: what could go round it is used in the named places only."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
RULE = "bot/library/withholding.py"
# Names that hold words of quotes or decide what is withheld, and where each may be used.
ALLOWED = {
    "without": {RULE},
    "Withheld": {RULE, "bot/library/library.py", "bot/library/contents.py", "bot/library/withheld.py",
                 "bot/library/scenes.py"},
    "NOTHING": {RULE, "bot/library/withheld.py"},
    "OpenItemRows": {RULE, "bot/library/attendance.py", "bot/daily/use_cases/deliveries.py"},
    # The reveals: what is shown takes no more answers; a game's own closed rounds; statistics of those.
    "revealed": {"bot/library/library.py", "bot/games/posts.py", "bot/games/use_cases/solo.py",
                 "bot/games/use_cases/asides.py",
                 # What stands above an open line is found by the line.
                 "bot/games/use_cases/scenes.py",
                 "bot/games/use_cases/effects.py", "bot/people/use_cases.py", "bot/daily/posts.py"},
    "StoredPack": {"bot/library/library.py", "bot/library/named_packs.py", "bot/library/contents.py",
                   "bot/library/model.py",
                   "bot/library/cache.py", "bot/library/indexer.py",
                   "bot/library/index/quotes.py", "bot/library/rows/pack_queries.py", "bot/library/pack_directions.py",
                   "bot/library/meanings.py", "bot/library/stronger.py", "bot/library/pack_numbers.py",
                   "bot/library/appraisals.py", "bot/library/rows/pack_edition.py",
                   # Which talks' guests stand beside each other; items of theirs come out of a View like all others.
                   "bot/library/guest_groups.py",
                   # What a block hides: numbers, ids and names, no word of it.
                   "bot/library/hidden_quotes.py"},
    "Passages": { "bot/library/model.py", "bot/library/rows/pack_queries.py",
                 "bot/library/rows/decisions.py", "bot/library/pack_directions.py", "bot/library/appraisals.py"},
    "passages": {"bot/library/library.py", "bot/library/contents.py", "bot/library/model.py",
                 "bot/library/pack_directions.py", "bot/library/appraisals.py",
                 "bot/library/rows/pack_queries.py"},
    "LibraryContents": {"bot/library/library.py", "bot/library/asides.py", "bot/library/offers.py",
                        "bot/library/search.py", "bot/library/scenes.py", "bot/library/kept_items.py",
                        "bot/library/named_packs.py"},
    "_contents": {"bot/library/library.py", "bot/library/named_packs.py"},
    "make_item": {"bot/library/library.py"},
    "offers_about": {"bot/library/offers.py"},
    "Bank": {"bot/library/contents.py", "bot/library/model.py", "bot/cli/inspect_.py", "bot/library/scenes.py",
             "bot/library/guest_groups.py", "bot/library/offers.py"},
    "make_items": {"bot/cli/inspect_.py"},
    "turns": {"bot/library/lookups.py", "bot/library/desk.py", "bot/library/rows/packs.py", "bot/library/wording.py",
              "bot/library/rows/book_overlap.py",
              "bot/library/import_wording.py", "bot/library/inspection_wording.py", "bot/cli/inspect_.py",
              "bot/library/model.py", "bot/library/rows/pack_edition.py", "bot/library/rows/pack_values.py",
              # What comes in is compared and laid by.
              "bot/library/rows/pack_contents.py", "bot/library/rows/laid_packs.py", "bot/library/pack_intake.py",
              "bot/library/rows/voices.py", "bot/library/rows/decisions.py",
              "bot/library/rows/pack_queries.py",
              # What is exported whole is looked through for what is being asked.
              "bot/library/export_files.py",
              "bot/library/rows/own_words.py"},
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
    """A new user of it fails here: take a View from bot.library.withholding instead."""
    users = {str(p.relative_to(ROOT)) for p in modules() if name in set(used(ast.parse(p.read_text("utf-8"))))}

    assert users <= ALLOWED[name]
    assert users, "the name is gone: put its successor here"


def test_a_use_is_seen() -> None:
    """By attribute, by name and by import."""
    assert "without" in set(used(ast.parse("library.without(NOTHING).number(1)")))
    assert "revealed" in set(used(ast.parse("card(library.revealed(7))")))
    assert "make_item" in set(used(ast.parse("from content.items import make_item as m")))
