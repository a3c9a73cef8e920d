"""Buttons under quotes and on imports."""

from bot.chat.commands import Answers
from bot.chat.presses import Presses
from bot.library import blocking, imports, lookups, merging, reviewing, voices
from bot.library import book_wording as book
from bot.library import desk_wording as desk
from bot.library.blocking_wording import UNBLOCK
from bot.library.book import adding, amending, history, listing, quoting
from bot.library.bringing_wording import BACK, BRING, BRING_THIS, BROUGHT
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
    BACK: (Answers.UPDATE, imports.press_back),
    ONE: (Answers.PRIVATE, voices.press_one),
    TWO: (Answers.UPDATE, voices.press_two),
    PART: (Answers.UPDATE, merging.press_part),
    UNBLOCK: (Answers.UPDATE, blocking.press_unblock),
    desk.PIN: (Answers.PRIVATE, reviewing.press_pin),
    desk.KEEP: (Answers.UPDATE, reviewing.press_keep),
    desk.DROP: (Answers.UPDATE, reviewing.press_drop),
    desk.WORDS: (Answers.FORM, reviewing.press_words),
    desk.WORDED: (Answers.UPDATE, reviewing.press_worded),
    desk.VOICE: (Answers.FORM, reviewing.press_voice),
    desk.VOICED: (Answers.UPDATE, reviewing.press_voiced),
    desk.NEW_VOICE: (Answers.UPDATE, reviewing.press_new_voice),
    desk.LATER: (Answers.UPDATE, reviewing.press_later),
    desk.UNDO: (Answers.UPDATE, reviewing.press_undo),
    book.ADDED: (Answers.PRIVATE, adding.press_added),
    book.QUOTE_THIS: (Answers.FORM, quoting.press_quote),
    book.QUOTED: (Answers.PRIVATE, quoting.press_quoted),
    SAID_THIS: (Answers.PRIVATE, lookups.press_said),
    book.SURE: (Answers.UPDATE, adding.press_sure),
    book.EDIT: (Answers.FORM, amending.press_edit),
    book.EDITED: (Answers.PRIVATE, amending.press_edited),
    book.UNDO: (Answers.UPDATE, amending.press_undo),
    book.BACK: (Answers.UPDATE, history.press_back),
    book.PAGE: (Answers.UPDATE, listing.press_page),
}
