"""Buttons of menus and settings."""

from bot.chat.commands import Answers
from bot.chat.drafts import DRAFT
from bot.chat.incoming import Press, PressId
from bot.chat.messages import Reply
from bot.chat.presses import Presses
from bot.chat.refusals import PressIsStale
from bot.library.services import Services
from bot.library.wording import WRONG
from bot.workspace import doubts, menu, settings
from bot.workspace.settings_wording import CHOOSE, CHOSEN


async def press_draft(services: Services, press: Press, meant: PressId) -> Reply:
    """A form that was not taken, with what was typed into it. Raises PressIsStale where nobody knows it any more."""
    form = services.drafts.again(press, meant.subject)
    if form is None:
        raise PressIsStale
    return form


PRESSES: Presses[Services] = {
    menu.MENU: (Answers.PRIVATE, menu.page),
    # A command of the registry: it answers as that does.
    menu.DO: (Answers.PRIVATE, menu.page),
    menu.ASKED: (Answers.PRIVATE, menu.page),
    WRONG: (Answers.PRIVATE, doubts.press_wrong),
    CHOOSE: (Answers.FORM, settings.press_choose),
    CHOSEN: (Answers.PRIVATE, settings.press_chosen),
    DRAFT: (Answers.FORM, press_draft),
}
