"""Buttons of daily posts."""

from bot.chat.commands import Answers
from bot.chat.presses import Presses
from bot.daily.use_cases import guesses, votes
from bot.daily.wording import GUESS, PLAY, RESULT
from bot.library.services import Services
from bot.library.wording import DOWN, UP

PRESSES: Presses[Services] = {
    GUESS: (Answers.UPDATE, guesses.press_guess),
    PLAY: (Answers.PRIVATE, guesses.press_play),
    RESULT: (Answers.PUBLIC, guesses.press_result),
    UP: (Answers.UPDATE, votes.press_vote),
    DOWN: (Answers.UPDATE, votes.press_vote),
}
