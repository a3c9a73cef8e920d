"""What stands above the lines that a game asks about, as far as it may be told in its place."""

from collections.abc import Iterable

from bot.chat.incoming import Place
from bot.games import scene_wording
from bot.games.model import Round
from bot.library import withholding
from bot.library.library import View
from bot.library.model import Aside, Scene
from bot.library.services import Work


def of_round(work: Work, place: Place, asked: Round) -> str:
    """The line above that of an open round, "" for none."""
    return scene_wording.scene(_scene(work, withholding.posted_in(work, place, asking=asked.item), asked))


def told(work: Work, place: Place, rounds: Iterable[Round]) -> list[Aside]:
    """Everything that was shown so far: what was read is not asked."""
    view = withholding.posted_in(work, place)
    shown = (_scene(work, view, asked) for asked in rounds)
    return [Aside(scene.text, scene.speaker, quote_id=scene.quote_id) for scene in shown if scene is not None]


def _scene(work: Work, view: View, asked: Round) -> Scene | None:
    numbered = work.library.revealed(asked.quote_number)
    return None if numbered is None else view.scene(asked.item, numbered)
