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
    shown = [scene for asked in rounds if (scene := _scene(work, view, asked)) is not None]
    return [aside for scene in shown for aside in asides_of(scene)]


def asides_of(scene: Scene) -> list[Aside]:
    """What was shown, and each quote that was read with it."""
    return [
        Aside(scene.text, scene.speaker), *(Aside("", scene.speaker, quote_id=each) for each in scene.quote_ids)
    ]  # fmt: skip


def _scene(work: Work, view: View, asked: Round) -> Scene | None:
    numbered = work.library.revealed(asked.quote_number)
    return None if numbered is None else view.scene(asked.item, numbered)
