"""What belongs to the quotes of a game beside their words, as far as it may be told in its place."""

from collections.abc import Iterable

from bot.chat.incoming import Place
from bot.games import aside_wording
from bot.games.model import Round
from bot.library import withholding
from bot.library.library import View
from bot.library.model import Aside, NumberedQuote
from bot.library.services import Work


def of_round(work: Work, place: Place, asked: Round) -> str:
    """The line that the reveal of a round adds to its quote, "" for none."""
    numbered = work.library.revealed(asked.quote_number)
    if numbered is None or asked.void or asked.item.explanation:
        return ""
    return aside_wording.aside(_aside(withholding.posted_in(work, place), asked, numbered), numbered, asked.item)


def told(work: Work, place: Place, rounds: Iterable[Round]) -> list[Aside]:
    """Everything that reveals have added so far: what was read is not asked."""
    about = [(asked, work.library.revealed(asked.quote_number)) for asked in rounds if not asked.item.explanation]
    if not any(numbered for _, numbered in about):
        return []
    view = withholding.posted_in(work, place)
    return [found for asked, one in about if one is not None and (found := _aside(view, asked, one)) is not None]


def _aside(view: View, asked: Round, numbered: NumberedQuote) -> Aside | None:
    """What is told beside that quote, and did not stand above it while the round was open."""
    return view.aside(numbered, view.scene(asked.item, numbered))
