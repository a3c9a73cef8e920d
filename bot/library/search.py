"""How a look-up goes through the words of a library: first all of them, then those of the speaker who is named."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.library.contents import LibraryContents
from bot.library.lookup import Found, Meaning, Meanings, NotFound, Result, Unsure, alike, said_first, search
from bot.library.model import NumberedQuote
from bot.library.speaker_names import SpeakerName, narrowed

# So many more are looked at than are shown, for one that was really said.
MORE = 5
# Of what is being counted no more are shown.
UNCOUNTED = 3


@dataclass(frozen=True, slots=True)
class Search:
    """The words to look through, the keys of what is kept from whoever looks, the speakers they may name, and the
    quotes that are blocked.
    """

    contents: LibraryContents
    keeps: Callable[[int], bool]
    speakers: Sequence[SpeakerName]
    blocked: frozenset[int] = frozenset()

    def narrowed(self, query: str, page: tuple[int, int], meaning: Callable[[str], Meaning] | None) -> Result:
        """The page (its begin, its length) of what a query finds; of one speaker if somebody is named with it."""
        named = narrowed(query, self.speakers)
        if named is not None and named[2]:
            return self._found(named[1], page, meaning, named[0])
        found = self._found(query, page, meaning, "")
        if named is None or isinstance(found, Found):
            return found
        closer = self._found(named[1], page, meaning, named[0])
        return closer if _told(closer) >= max(1, _told(found)) else found

    def near(self, number: int, one: NumberedQuote, limit: int, meaning: Meanings | None) -> tuple[int, ...]:
        """The numbers of other quotes, not of the same turn, that are nearest to that one, best first."""
        contents = self.contents

        def hides(key: int) -> bool:
            return key < 0 or self.keeps(key) or _is_of_one_turn(contents.quotes[key], one)

        return alike(
            contents.postings, lambda key: contents.text(key) or "", number, hides=hides, limit=limit, meaning=meaning
        )

    def _found(
        self, query: str, page: tuple[int, int], meaning: Callable[[str], Meaning] | None, speaker: str
    ) -> Result:
        contents, (begin, limit) = self.contents, page

        def hides(key: int) -> bool:
            return self.keeps(key) or (bool(speaker) and contents.voice(key) != speaker)

        def left(key: int) -> bool:
            return not speaker and (key in self.blocked or contents.text(key) is None)

        result = search(
            contents.postings, lambda key: contents.text(key) or "", query, hides=hides, left=left, limit=limit + MORE,
            meaning=meaning,
        )  # fmt: skip
        return said_first(result, lambda key: key < 0 or contents.quotes[key].quote.verbatim, limit, begin)


def _is_of_one_turn(one: NumberedQuote, other: NumberedQuote) -> bool:
    """Whether both were said in one breath."""
    return (one.pack_id, one.quote.turn) == (other.pack_id, other.quote.turn)


def _told(result: Result) -> int:
    """How much a result says."""
    match result:
        case Found():
            return 3
        case Unsure():
            return 2
        case NotFound(perhaps=perhaps):
            return int(bool(perhaps))
