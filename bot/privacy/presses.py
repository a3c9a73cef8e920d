"""Buttons of privacy."""

from bot.chat.commands import Answers
from bot.chat.presses import Presses
from bot.library.services import Services
from bot.library.wording import TAKE_DOWN
from bot.privacy import absence, quoted_notes, takedown, use_cases
from bot.privacy.link_wording import ABSENT
from bot.privacy.quoted_wording import MUTE, TAKE_OUT
from bot.privacy.wording import FORGET

PRESSES: Presses[Services] = {
    FORGET: (Answers.UPDATE, use_cases.press_forget),
    TAKE_DOWN: (Answers.PRIVATE, takedown.press_take_down),
    ABSENT: (Answers.UPDATE, absence.press_absent),
    MUTE: (Answers.UPDATE, quoted_notes.press_mute),
    TAKE_OUT: (Answers.UPDATE, takedown.press_take_out),
}
