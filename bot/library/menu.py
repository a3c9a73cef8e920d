"""Quotes and packs in the menu."""

from bot.chat.entries import Entry, When

LOOKUPS = (
    Entry(key="quote", label="A quote", command="quote", when=When.IDLE),
    Entry(key="find", label="Who said…", command="whosaid", ask=("words",), when=When.ALWAYS),
)
PACKS = (Entry(key="packs", label="Packs", command="quotes packs", when=When.IDLE),)
