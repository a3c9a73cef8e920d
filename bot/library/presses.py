"""Buttons under quotes and on imports."""

from bot.chat.commands import Answers
from bot.chat.presses import Presses
from bot.library import imports, lookups
from bot.library.bringing_wording import BACK, BRING, BROUGHT
from bot.library.services import Services
from bot.library.wording import ANOTHER, CONTEXT, MORE, SHARE, SHOW

PRESSES: Presses[Services] = {
    CONTEXT: (Answers.PRIVATE, lookups.press_context),
    ANOTHER: (Answers.PUBLIC, lookups.press_another),
    SHOW: (Answers.PRIVATE, lookups.press_show),
    MORE: (Answers.PRIVATE, lookups.press_more),
    SHARE: (Answers.PUBLIC, lookups.press_share),
    BRING: (Answers.FORM, imports.press_bring),
    BROUGHT: (Answers.PRIVATE, imports.press_brought),
    BACK: (Answers.UPDATE, imports.press_back),
}
