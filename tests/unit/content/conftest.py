"""The shipped round table, its material, and all that can be asked about it."""

import pytest

from content.items import MADE, Bank, candidates
from content.model import Item, Pack
from content.shipped import shipped_packs


@pytest.fixture(scope="session")
def round_table() -> Pack:
    """The shipped transcript: five voices."""
    return next(p for p in (s.pack() for s in shipped_packs()) if p.name == "the-round-table")


@pytest.fixture(scope="session")
def bank(round_table: Pack) -> Bank:
    """Its material."""
    return Bank(round_table.quotes, round_table.speakers)


@pytest.fixture(scope="session")
def items(round_table: Pack, bank: Bank) -> list[Item]:
    """Everything that can be asked about it."""
    return [item for q in round_table.quotes for kind in MADE for item in candidates(bank, kind, q)]
