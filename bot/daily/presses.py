"""Buttons of daily posts."""

from bot.chat.commands import Answers
from bot.chat.presses import Presses
from bot.daily.use_cases import guessing, voting
from bot.daily.wording import GUESS, PLAY, RESULT
from bot.library.services import Services
from bot.library.wording import DOWN, UP

PRESSES: Presses[Services] = {
    GUESS: (Answers.UPDATE, guessing.press_guess),
    PLAY: (Answers.PRIVATE, guessing.press_play),
    RESULT: (Answers.PUBLIC, guessing.press_result),
    UP: (Answers.UPDATE, voting.press_vote),
    DOWN: (Answers.UPDATE, voting.press_vote),
}
