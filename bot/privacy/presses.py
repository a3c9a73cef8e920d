"""Buttons of privacy."""

from bot.chat.commands import Answers
from bot.chat.presses import Presses
from bot.library.services import Services
from bot.library.wording import TAKE_DOWN
from bot.privacy import absence, quoted_notes, taking_down, use_cases
from bot.privacy.linking_wording import ABSENT
from bot.privacy.quoted_wording import MUTE, TAKE_OUT
from bot.privacy.wording import FORGET

PRESSES: Presses[Services] = {
    FORGET: (Answers.UPDATE, use_cases.press_forget),
    TAKE_DOWN: (Answers.PRIVATE, taking_down.press_take_down),
    ABSENT: (Answers.UPDATE, absence.press_absent),
    MUTE: (Answers.UPDATE, quoted_notes.press_mute),
    TAKE_OUT: (Answers.UPDATE, taking_down.press_take_out),
}
