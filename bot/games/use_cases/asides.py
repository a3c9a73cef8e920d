"""What belongs to the quotes of a game beside their words, as far as it may be told in its place."""

from collections.abc import Iterable

from bot.chat.incoming import Place
from bot.games import aside_wording
from bot.games.model import Round
from bot.library import withholding
from bot.library.model import Aside
from bot.library.services import Work


def of_round(work: Work, place: Place, asked: Round) -> str:
    """The line that the reveal of a round adds to its quote, "" for none."""
    numbered = work.library.revealed(asked.quote_number)
    if numbered is None or asked.void or asked.item.explanation:
        return ""
    return aside_wording.aside(withholding.posted_in(work, place).aside(numbered), numbered, asked.item)


def told(work: Work, place: Place, rounds: Iterable[Round]) -> list[Aside]:
    """Everything that reveals have added so far: what was read is not asked."""
    numbered = [work.library.revealed(asked.quote_number) for asked in rounds if not asked.item.explanation]
    if not any(numbered):
        return []
    view = withholding.posted_in(work, place)
    return [found for one in numbered if one is not None and (found := view.aside(one)) is not None]
