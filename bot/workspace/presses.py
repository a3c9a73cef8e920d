"""Buttons of menus and settings."""

from bot.chat.commands import Answers
from bot.chat.presses import Presses
from bot.library.services import Services
from bot.library.wording import WRONG
from bot.workspace import doubts, menu, settings
from bot.workspace.settings_wording import CHOOSE, CHOSEN

PRESSES: Presses[Services] = {
    menu.MENU: (Answers.PRIVATE, menu.page),
    # A command of the registry: it answers as that does.
    menu.DO: (Answers.PRIVATE, menu.page),
    menu.ASKED: (Answers.PRIVATE, menu.page),
    WRONG: (Answers.PRIVATE, doubts.press_wrong),
    CHOOSE: (Answers.FORM, settings.press_choose),
    CHOSEN: (Answers.PRIVATE, settings.press_chosen),
}
