"""Buttons under quotes and on imports."""

from bot.chat.commands import Answers
from bot.chat.presses import Presses
from bot.library import blocks, imports, lookups, merges, review, shelf, voices
from bot.library import book_wording as book
from bot.library import desk_wording as desk
from bot.library.block_wording import SURE, UNBLOCK
from bot.library.book import additions, changes, history, lists, quotations
from bot.library.bringing_wording import BACK, BRING, BRING_THIS, BROUGHT, LEAVE, TAKE_IN
from bot.library.services import Services
from bot.library.tidying_wording import PART
from bot.library.voices_wording import ONE, TWO
from bot.library.wording import ALIKE, ANOTHER, CONTEXT, MORE, SAID_THIS, SHARE, SHOW

PRESSES: Presses[Services] = {
    CONTEXT: (Answers.PRIVATE, lookups.press_context),
    ANOTHER: (Answers.PUBLIC, lookups.press_another),
    SHOW: (Answers.PRIVATE, lookups.press_show),
    MORE: (Answers.PRIVATE, lookups.press_more),
    ALIKE: (Answers.PRIVATE, lookups.press_alike),
    SHARE: (Answers.PUBLIC, lookups.press_share),
    BRING: (Answers.FORM, imports.press_bring),
    BROUGHT: (Answers.PRIVATE, imports.press_brought),
    BRING_THIS: (Answers.PRIVATE, imports.press_bring_this),
    TAKE_IN: (Answers.UPDATE, imports.press_take_in),
    LEAVE: (Answers.UPDATE, imports.press_leave),
    BACK: (Answers.UPDATE, shelf.press_back),
    ONE: (Answers.PRIVATE, voices.press_one),
    TWO: (Answers.UPDATE, voices.press_two),
    PART: (Answers.UPDATE, merges.press_part),
    UNBLOCK: (Answers.UPDATE, blocks.press_unblock),
    SURE: (Answers.UPDATE, blocks.press_sure),
    desk.PIN: (Answers.PRIVATE, review.press_pin),
    desk.KEEP: (Answers.UPDATE, review.press_keep),
    desk.DROP: (Answers.UPDATE, review.press_drop),
    desk.WORDS: (Answers.FORM, review.press_words),
    desk.WORDED: (Answers.UPDATE, review.press_worded),
    desk.VOICE: (Answers.FORM, review.press_voice),
    desk.VOICED: (Answers.UPDATE, review.press_voiced),
    desk.NEW_VOICE: (Answers.UPDATE, review.press_new_voice),
    desk.LATER: (Answers.UPDATE, review.press_later),
    desk.UNDO: (Answers.UPDATE, review.press_undo),
    book.ADDED: (Answers.PRIVATE, additions.press_added),
    book.QUOTE_THIS: (Answers.FORM, quotations.press_quote),
    book.QUOTED: (Answers.PRIVATE, quotations.press_quoted),
    SAID_THIS: (Answers.PRIVATE, lookups.press_said),
    book.SURE: (Answers.UPDATE, additions.press_sure),
    book.EDIT: (Answers.FORM, changes.press_edit),
    book.EDITED: (Answers.PRIVATE, changes.press_edited),
    book.UNDO: (Answers.UPDATE, changes.press_undo),
    book.BACK: (Answers.UPDATE, history.press_back),
    book.PAGE: (Answers.UPDATE, lists.press_page),
}
