"""Buttons of games."""

from bot.chat.commands import Answers
from bot.chat.presses import Presses
from bot.games.hosting_wording import ACCEPT
from bot.games.use_cases import afterwards, answering, bluffing, correcting, hosting, quiz
from bot.games.verbs import (
    AGAIN,
    ANSWER,
    BEGIN,
    HINT,
    JOIN,
    MINE,
    NEXT,
    REMATCH,
    REMOVE,
    REMOVED,
    SKIP,
    TELL,
    TYPE,
    TYPED,
)
from bot.library.services import Services

PRESSES: Presses[Services] = {
    ANSWER: (Answers.UPDATE, answering.press_answer),
    TYPE: (Answers.FORM, answering.press_type),
    TYPED: (Answers.UPDATE, answering.press_typed),
    HINT: (Answers.PRIVATE, answering.press_hint),
    SKIP: (Answers.PRIVATE, hosting.press_skip),
    JOIN: (Answers.PRIVATE, quiz.press_join),
    BEGIN: (Answers.PRIVATE, quiz.press_begin),
    NEXT: (Answers.UPDATE, hosting.press_next),
    REMOVE: (Answers.PRIVATE, bluffing.press_remove),
    REMOVED: (Answers.UPDATE, bluffing.press_removed),
    AGAIN: (Answers.PRIVATE, afterwards.press_again),
    REMATCH: (Answers.PRIVATE, afterwards.press_rematch),
    MINE: (Answers.PRIVATE, afterwards.press_mine),
    TELL: (Answers.PUBLIC, afterwards.press_tell),
    ACCEPT: (Answers.UPDATE, correcting.press_accept),
}
