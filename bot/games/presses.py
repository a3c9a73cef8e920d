"""Buttons of games."""

from bot.chat.commands import Answers
from bot.chat.presses import Presses
from bot.games.hosting_wording import ACCEPT
from bot.games.use_cases import afterwards, answering, bluffing, correcting, hosting, questions, quiz
from bot.games.verbs import (
    ADMIT,
    AGAIN,
    ANSWER,
    BEGIN,
    DECLINE,
    HINT,
    INSIST,
    JOIN,
    MINE,
    NEXT,
    QUESTIONS,
    REMATCH,
    REMOVE,
    REMOVED,
    REWRITE,
    SKIP,
    SUGGESTED,
    TELL,
    TYPE,
    TYPED,
    UNWRITE,
    WRITE,
    WROTE,
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
    WRITE: (Answers.FORM, questions.press_write),
    WROTE: (Answers.PRIVATE, questions.press_wrote),
    INSIST: (Answers.UPDATE, questions.press_insist),
    QUESTIONS: (Answers.PRIVATE, questions.press_questions),
    UNWRITE: (Answers.PRIVATE, questions.press_unwrite),
    REWRITE: (Answers.UPDATE, questions.press_rewrite),
    SUGGESTED: (Answers.PRIVATE, questions.press_suggested),
    ADMIT: (Answers.UPDATE, questions.press_admit),
    DECLINE: (Answers.UPDATE, questions.press_decline),
}
