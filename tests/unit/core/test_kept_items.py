"""What is kept with a pack is weighed once for a view, however often somebody goes through it."""

import random
from dataclasses import replace

import pytest

from bot.library.withheld import Withheld
from content.model import Item
from tests.unit.core.shelf import TEA, WRITTEN, about, plans, view

LAMP = replace(
    WRITTEN, id="lamp", stem="What is never out?", key="the lamp", options=("the lamp", "the sea"), quote_id=""
)


def test_it_is_weighed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """In whatever order it is asked for, and what is hidden stays hidden; another view weighs it anew."""
    weighed = list[str]()
    hides = Withheld.hides_item

    def hidden(held: Withheld, item: Item) -> bool:
        weighed.append(item.id)
        return hides(held, item)

    monkeypatch.setattr(Withheld, "hides_item", hidden)
    for asked, seen in ((about("Nobody reads the plan at all."), {"boils", "lamp"}), (WRITTEN, {"lamp"})):
        weighed.clear()
        shown = view(plans(), replace(TEA, items=(WRITTEN, LAMP)), open_items=(asked,))
        for chance in (None, random.Random(1), random.Random(2)):
            found = [item.id for item, _ in shown.written(shown.library.packs.values(), chance)]
            assert (len(found), set(found)) == (len(seen), seen)

        assert sorted(weighed) == ["boils", "lamp"]
