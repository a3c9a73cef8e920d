"""What else was typed in a round, in a line of its reveal: the wrong answers are half of the fun, and nobody's."""

from collections import Counter
from collections.abc import Collection

from bot.chat.counts import ended
from bot.games.judging import Verdict
from bot.games.model import Answer, GameSnapshot, Phase, Round
from bot.games.rules.bluff import heavy, holds_link
from bot.games.rules.unmeant import is_shrug
from content.items import kind_of
from content.text import clean, excerpt, fold, words

MOST_TYPED, LONGEST_TYPED = 5, 40
# Who types these gives no answer: nobody laughs about them.
_PASSED = frozenset({"pass", "skip", "next", "nothing"})


def has_typed(round_: Round) -> bool:
    """Whether words were typed in it that can be right or wrong; how far numbers were away is told otherwise."""
    item = round_.item
    plain = round_.phase is Phase.ANSWERS and not round_.void and not kind_of(item).poll
    return plain and not item.options and item.number is None


def wrong_answers(table: GameSnapshot) -> list[Answer]:
    """What was typed and was not right, be it for somebody else."""
    assert table.round is not None
    right = {_told(a.text) for a in table.answers if a.verdict is Verdict.ACCEPT}
    right |= {_told(text) for text in (table.round.item.key, *table.round.item.accept)}
    return [a for a in table.answers if a.verdict is not Verdict.ACCEPT and _told(a.text) not in right]


def also_typed(texts: Collection[str]) -> str:
    """Some of that, without names: what most typed, then the longest; "" for nothing."""
    texts = [text for text in texts if not _is_no_answer(text)]
    times = Counter(map(_told, texts))
    # Of those that say the same the last spelling in the alphabet, which tells nobody's.
    shown = {
        _told(text): " ".join(clean(text).split()).strip(" .,;:!?…") for text in sorted(texts) if not holds_link(text)
    }
    ordered = sorted((told for told in shown if shown[told]), key=lambda told: (-times[told], -len(shown[told]), told))
    few = [excerpt(shown[told], LONGEST_TYPED) for told in ordered[:MOST_TYPED]]
    return ended(f"Also typed: {', '.join(few)}") if few else ""


def _is_no_answer(text: str) -> bool:
    return is_shrug(text) or " ".join(words(text)) in _PASSED


def _told(text: str) -> str:
    return " ".join(heavy(text)) or fold(text)
