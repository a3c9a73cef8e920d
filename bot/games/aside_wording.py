"""What a reveal adds to a quote that was only asked about: how the talk went on, or what had been asked."""

from bot.library.model import Aside, NumberedQuote
from content.model import Item
from content.text import excerpt, fold

LONGEST_NAME = 60


def aside(told: Aside | None, quote: NumberedQuote, item: Item) -> str:
    """The line that a listener enjoys; "" where somebody wrote one, or the round told it already."""
    if told is None or item.explanation or _is_told(told.text, quote, item):
        return ""
    if told.asked:
        return f"The question was: “{told.text}”"
    if told.speaker == quote.quote.speaker or not told.speaker:
        return f"And then: “{told.text}”"
    return f"Then {excerpt(told.speaker, LONGEST_NAME)}: “{told.text}”"


def _is_told(text: str, quote: NumberedQuote, item: Item) -> bool:
    said = fold(text)
    shown = (quote.quote.text, item.stimulus, item.stem, item.key, *item.options)
    return any(said in fold(one) or (fold(one) in said and len(one) > len(text) // 2) for one in shown)
