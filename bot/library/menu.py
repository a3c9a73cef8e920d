"""Quotes and packs in the menu."""

from bot.chat.entries import Entry, MessageMenu, When
from bot.library.book_wording import QUOTE_THIS
from bot.library.bringing_wording import BRING_THIS
from bot.library.wording import SAID_THIS

LOOKUPS = (
    Entry(key="quote", label="A quote", command="quote", when=When.IDLE),
    Entry(key="find", label="Who said…", command="whosaid", ask=("words",), when=When.ALWAYS),
)
PACKS = (
    Entry(key="packs", label="Packs", command="quotes packs", when=When.IDLE),
    Entry(key="quote-add", label="Add a quote…", command="quotes add", when=When.IDLE),
)
MESSAGES = (
    MessageMenu(verb=QUOTE_THIS, label="Quote this", summary="Adds what it says to your own book."),
    MessageMenu(verb=SAID_THIS, label="Who said this?", summary="Looks its words up, for you alone."),
    MessageMenu(verb=BRING_THIS, label="Bring this in", summary="Brings in the transcript that is attached to it."),
)
