"""The items that are kept with packs, as a view reads them."""

import random
from collections.abc import Callable, Iterable, Iterator

from bot.library.contents import LibraryContents
from bot.library.model import PackSummary
from content.model import Item


class KeptItems:
    """Each is weighed once: a quiz goes through all of them for every question, and what is open stays the same."""

    def __init__(self) -> None:
        self._weighed: dict[tuple[int, int], tuple[int | None, bool]] = {}

    def among(
        self,
        contents: LibraryContents,
        packs: Iterable[PackSummary],
        rng: random.Random | None,
        hides: Callable[[Item, int | None], bool],
    ) -> Iterator[tuple[int, Item, int | None]]:
        """Those of these packs that it does not hide, in a random order where chance is given: the pack's id, the item
        and the number of its quote.
        """
        places = [(p.info.id, n) for p in packs for n in range(len(contents.packs[p.info.id].items))]
        for pack_id, place in rng.sample(places, len(places)) if rng else places:
            item = contents.packs[pack_id].items[place]
            if (pack_id, place) not in self._weighed:
                number = _number(contents, pack_id, item)
                self._weighed[pack_id, place] = number, hides(item, number)
            number, hidden = self._weighed[pack_id, place]
            if not hidden:
                yield pack_id, item, number


def _number(contents: LibraryContents, pack_id: int, item: Item) -> int | None:
    numbers = contents.by_id.get(item.quote_id or "", ())
    return next((n for n in numbers if contents.quotes[n].pack_id == pack_id), None)
