"""What makes a quote dearer to whoever reads it: how the talk went on, or what had been asked."""

from collections.abc import Callable
from dataclasses import replace

from bot.library.contents import LibraryContents
from bot.library.model import CUT, Aside, NumberedQuote, Scene, passage_place
from content.delicate import warnings
from content.items.question import is_asking
from content.quotes.refusals import may_stand_beside
from content.quotes.shown import shown
from content.text import length

# More words stand beside no quote.
LONGEST_ASIDE = 30


def aside(
    contents: LibraryContents, keeps: Callable[[int], bool], quote: NumberedQuote, above: Scene | None = None
) -> Aside | None:
    """What somebody else said right after a quote, else the question that it answers, else how its speaker went on.
    None where nothing of that is worth it; `keeps` tells what may not be shown, `above` what was shown already.
    """
    after, asked = (
        None if key is None or keeps(key) else _worth_telling(contents, key)
        for key in (contents.after(quote), contents.question(quote))
    )
    if after is not None and after.speaker != quote.quote.speaker:
        return after
    if asked is None or not is_asking(asked.text) or (above is not None and _is_within(asked.text, above.text)):
        return after
    return replace(asked, asked=True)


def _is_within(text: str, shown_above: str) -> bool:
    """Whether a line is what was shown, or of which the last words were."""
    last = shown_above.removeprefix(CUT)
    return text in last or last in text


def _worth_telling(contents: LibraryContents, key: int) -> Aside | None:
    numbered = contents.quotes[key] if key >= 0 else None
    info = contents.packs[passage_place(key)[0] if numbered is None else numbered.pack_id].info
    # What is told beside another quote is asked no more, and of what was written to be asked there is not much.
    if numbered is not None and info.sample:
        return None
    text, speaker = shown(contents.text(key) or ""), contents.voice(key)
    fits = length(text) <= LONGEST_ASIDE and may_stand_beside(text, info.language)
    if not fits or warnings(text, info.language, speaker):
        return None
    return Aside(text, speaker, quote_id="" if numbered is None else numbered.quote.id)
