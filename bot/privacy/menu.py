"""Privacy in the menu of a message."""

from bot.chat.entries import MessageMenu
from bot.library.wording import TAKE_DOWN

MESSAGES = (
    MessageMenu(
        verb=TAKE_DOWN, label="Take down", summary="Removes a message of mine: for who is quoted, hosts, managers."
    ),
)
