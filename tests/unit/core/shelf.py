"""A library of a few packs: two of somebody's own, a sample, and one that is gone."""

from dataclasses import replace

from bot.library.index import QuoteIndex
from bot.library.library import Library, View
from bot.library.model import (
    StoredPack,
)
from bot.library.withheld import NOTHING, Withheld
from content.model import Item, Source, Speaker, Turn
from content.passages import Passages
from tests.builders import NOON, pack, quote, stored

A, B = "Ada Novak", "Ben Osei"


READS = "Nobody reads the plan until the day it burns."


FIRST = "Tea first, decisions later, regrets in the minutes."


TALK = (
    Turn(speaker=A, text=f"We keep it in a drawer. {READS} That is how it is.", section="Plans"),
    Turn(speaker=B, text="The lamp went out in March, and nobody noticed."),
)


def plans(**facts: object) -> StoredPack:
    """Two voices: of Ada's turn one sentence is a quote, and Ben's is none."""
    made = replace(
        pack("plans", READS), source=Source(title="On Plans"), turns=TALK, speakers=(Speaker(name=A), Speaker(name=B))
    )
    kept = replace(stored(1, made), passages=Passages(TALK, made.quotes), removed=frozenset({5}))
    return replace(kept, **facts)  # type: ignore[arg-type]


TEA = stored(2, pack("tea", FIRST, "The kettle is on again.", speaker=B), first=11)


TEA = replace(TEA, speakers=(Speaker(name=B),))


EVENING = stored(3, pack("evening", "The lamp by the door is never out.", speaker=A, sample=True), first=21)


GONE = stored(4, pack("gone", "This was removed with its pack."), first=31)


GONE = replace(GONE, info=replace(GONE.info, removed_at=NOON), removed=frozenset({31}), quotes=())


def library(*packs: StoredPack) -> Library:
    """These packs, searched as ever; without any, all of the above."""
    return Library(packs or (plans(), TEA, EVENING, GONE), QuoteIndex().over)


def view(*packs: StoredPack, open_items: tuple[Item, ...] = ()) -> View:
    """What people see of it while these are asked."""
    return library(*packs).without(Withheld(open_items) if open_items else NOTHING)


def about(text: str, key: str = "plan") -> Item:
    """A gap in a quote."""
    return Item(
        id="gap", kind="missing-word", stimulus=text.replace(key, "_____"), stem="Which word?", key=key,
        quote_id=quote(text).id,
    )  # fmt: skip


WRITTEN = Item(
    id="boils", kind="hand-written", stimulus="", stem="What boils?", key="the kettle",
    options=("the kettle", "the lamp", "the sea"), quote_id=quote("The kettle is on again.").id,
)  # fmt: skip
