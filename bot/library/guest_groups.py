"""Which talks' guests are asked for beside each other: those of a few talks of one language, the same every time."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from bot.library.model import NumberedQuote, StoredPack
from content.items import Bank
from content.items.guests import Guests
from content.items.remembered import Remembered
from content.items.rules import FEWEST_OPTIONS

# So many talks make a group; a last one of fewer than this goes to the one before.
TALKS, FEWEST = 8, 3
# So many groups are held, those that were asked for last.
MOST_HELD = 4


class GuestGroups:
    """The groups of one library."""

    def __init__(self, packs: Sequence[StoredPack]) -> None:
        self._of = {pack.info.id: group for group in _groups(packs) for pack in group}
        self._alone: dict[int, frozenset[str]] = {}
        self._held: Remembered[int, Guests] = Remembered(MOST_HELD)

    def beside(self, pack_id: int) -> Sequence[StoredPack]:
        """The talks of a pack's group, itself as well; none where it has none."""
        return self._of.get(pack_id, ())

    def missing(self, pack_id: int) -> int:
        """How many quotes have to be read before the guests beside its own are known."""
        group, alone = self.beside(pack_id), self._alone.get(pack_id)
        if not group or alone == frozenset() or (alone and self._held.get(group[0].info.id)):
            return 0
        return sum(len(pack.quotes) for pack in group)

    def _alone_in(self, pack_id: int) -> frozenset[str]:
        if pack_id not in self._alone:
            talk = next(pack.bank for pack in self.beside(pack_id) if pack.info.id == pack_id)
            self._alone[pack_id] = _alone(talk)
        return self._alone[pack_id]

    def bank(self, quote: NumberedQuote) -> Bank | None:
        """What that quote is asked with beside other talks' guests; None where its own talk has voices to choose from,
        or the others have none.
        """
        group = self.beside(quote.pack_id)
        if not group or quote.quote.speaker not in self._alone_in(quote.pack_id):
            return None
        held = self._held.get(group[0].info.id)
        if held is None:
            held = self._held[group[0].info.id] = Guests([pack.bank for pack in group])
        known = len(held.voices) >= FEWEST_OPTIONS and quote.quote.speaker in held.voices
        return held if known else None


def _alone(talk: Bank) -> frozenset[str]:
    """The only guest of a talk, or those who are so few that nothing can be asked about them there."""
    few = len(talk.guests) == 1 or len(talk.voices) < FEWEST_OPTIONS
    return frozenset(talk.guests if few else ())


def _groups(packs: Sequence[StoredPack]) -> Iterator[tuple[StoredPack, ...]]:
    talks = [pack for pack in packs if not (pack.info.sample or pack.info.book or pack.info.is_own_questions)]
    talks.sort(key=lambda pack: (pack.info.language, pack.info.id))
    for _, alike in groupby(talks, key=lambda pack: pack.info.language):
        found = tuple(alike)
        ends = list(range(TALKS, len(found), TALKS))
        if ends and len(found) - ends[-1] < FEWEST:
            ends.pop()
        for first, end in zip([0, *ends], [*ends, len(found)], strict=True):
            if end - first > 1:
                yield found[first:end]
