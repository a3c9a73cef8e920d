"""Which question a turn ends with, cut to the sentence that asks."""

from collections.abc import Sequence

from content.model import Turn
from content.quotes.sentences import sentences
from content.text import length

FEWEST, MOST = 5, 20
# Only the words right after a question surely answer it.
REACH = 500


def asked_before(turns: Sequence[Turn], index: int, language: str) -> str:
    """The question that the turn at `index` answers, "" if nobody else asked one just before it."""
    if index == 0:
        return ""
    before, turn = turns[index - 1], turns[index]
    if before.speaker is None or before.speaker == turn.speaker or ("?" not in before.text and "？" not in before.text):
        return ""
    last = sentences(before.text.rsplit("\n", 1)[-1], language)[-2:]
    asking = [s for s in last if s.rstrip("\"”’')").endswith(("?", "？")) and FEWEST <= length(s) <= MOST]
    return asking[-1] if asking else ""
