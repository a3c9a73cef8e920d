"""Where in its talk a passage stands."""

from collections.abc import Sequence
from itertools import accumulate

from content.model import Turn
from content.quotes.features import Place
from content.quotes.talk import Talk
from content.text import length

# A passage begins or ends its turn if no more characters stand before or after it.
_NEAR = 3
# How much of the next turn tells how long it is.
_REPLY = 200
# In so many characters after a passage it is still what is laughed about, and so far into the next turn it is a reply.
_ECHO = 60
# A turn that is longer is no longer for it.
_MOST = 2000


class Places:
    """The places in the turns of a talk."""

    def __init__(self, turns: Sequence[Turn], talk: Talk) -> None:
        self._turns, self._talk = turns, talk
        self._before = [0, *accumulate(len(t.text) for t in turns)]
        self._sizes = [length(t.text[:_MOST]) for t in turns]
        self._replies = [*(length(t.text[:_REPLY]) for t in turns[1:]), 0]

    def of(self, index: int, at: int, end: int) -> Place:
        """The place of the characters `at` to `end` of the turn at `index`."""
        turn = self._turns[index]
        before = self._turns[index - 1] if index else None
        first = at <= _NEAR
        return Place(
            through=(self._before[index] + at) / max(1, self._before[-1]),
            first=first,
            last=end + _NEAR >= len(turn.text),
            turn=self._sizes[index],
            asks=self._talk.asking.get(turn.speaker, 0.0),
            answers=first and before is not None and before.speaker != turn.speaker
            and before.text[-9:].rstrip("\"”’)'").endswith(("?", "？")),
            reply=self._replies[index],
            asked_on=self._asked_on(index, end),
            laughed=self._laughed(index, at, end),
        )  # fmt: skip

    def _asked_on(self, index: int, end: int) -> bool:
        """Whether the words end their turn, or nearly, and the next one begins with a question."""
        following = self._turns[index + 1].text if index + 1 < len(self._turns) else ""
        return end + _ECHO >= len(self._turns[index].text) and any(c in following[: 2 * _ECHO] for c in "?？")

    def _laughed(self, index: int, at: int, end: int) -> bool:
        turn = self._turns[index]
        if any(at < place <= end + _ECHO for place in turn.laughs):
            return True
        following = self._turns[index + 1].laughs if index + 1 < len(self._turns) else ()
        return end + _ECHO >= len(turn.text) and following[:1] == (0,)
