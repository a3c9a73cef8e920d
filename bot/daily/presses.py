"""Buttons of daily posts."""

from bot.chat.commands import Answers
from bot.chat.presses import Presses
from bot.daily.use_cases import guesses, votes
from bot.daily.wording import GUESS, PLAY, RESULT, TYPE_GUESS, TYPED_GUESS
from bot.library.services import Services
from bot.library.wording import DOWN, UP

PRESSES: Presses[Services] = {
    GUESS: (Answers.UPDATE, guesses.press_guess),
    TYPE_GUESS: (Answers.FORM, guesses.press_type),
    TYPED_GUESS: (Answers.UPDATE, guesses.press_typed),
    PLAY: (Answers.PRIVATE, guesses.press_play),
    RESULT: (Answers.PUBLIC, guesses.press_result),
    UP: (Answers.UPDATE, votes.press_vote),
    DOWN: (Answers.UPDATE, votes.press_vote),
}
