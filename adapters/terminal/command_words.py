"""Which lines name a command, ask for help or end something, among lines that answer a round or fill in a form."""

from collections.abc import Collection

from bot.chat.commands import nearest
from bot.chat.typed_options import SLIP

# What ends a session, wherever it is typed.
LEAVING = frozenset({"quit", "exit"})
# What ends a form only, and how somebody asks to play no longer.
CANCELLING = frozenset({"cancel"})
LEAVING_GAMES = frozenset({"leave", "leave the game", "quit the game", "i want to leave"})
# What somebody says to a question that is answered by buttons.
_SAID = frozenset("yes yep yeah no nope ok okay sure cancel back".split())
_DONE = frozenset("done close finish finished enough".split())
_TAKING_DOWN = frozenset({"takedown", *(f"take {what}down" for what in ("", "it ", "this ", "that "))})
_LOOK_UPS = ("who said ", "whosaid ")


class CommandWords:
    """The words of the commands of these names, as they are known in a line."""

    def __init__(self, names: Collection[str]) -> None:
        self._names = frozenset(names)
        self._roots = frozenset(name.split()[0] for name in names)

    def are_meant(self, text: str) -> bool:
        """Whether a line begins with a command and its slash."""
        word = text.strip().casefold().split()[0] if text.strip() else ""
        return word.startswith("/") and word.removeprefix("/") in self._roots | {"help", *LEAVING}

    def are_near(self, text: str) -> bool:
        """Whether a line is a command but for a slip."""
        return bool(nearest(text, sorted(self._names), SLIP))

    def ask_for_help(self, text: str) -> bool:
        """`help`, or `help quiz`; neither is an answer to a round."""
        first, _, topic = text.partition(" ")
        named = topic.strip().removeprefix("/")
        return first == "help" and (not topic or named in self._roots | self._names)

    def look_up(self, text: str) -> bool:
        """Whether a line asks who said something."""
        return text.startswith(_LOOK_UPS)

    def are_done(self, text: str) -> bool:
        """Whether somebody says that they have done with what stands there."""
        return text.strip().casefold().strip(".!") in _DONE

    def take_down(self, text: str) -> bool:
        """Whether somebody wants a message to go."""
        return text.strip().casefold().strip(".!") in _TAKING_DOWN

    def press_nothing(self, text: str) -> bool:
        """Whether a line would be a letter of a button, or the answer to a question that buttons answer."""
        word = text.strip().casefold().strip(".!)")
        return word in _SAID or (len(word) == 1 and word.isalpha())

    def leave_form(self, text: str, *, path: bool, among_lines: bool) -> bool:
        """Whether a line is a command rather than something to fill in; a path may begin with a slash too."""
        words = text.strip().casefold().split()
        if not words:
            return False
        if words[0].startswith("/"):
            return self.are_meant(text) or not (among_lines or path)
        if len(words) > 1 and not among_lines:
            return " ".join(words) in self._names
        return len(words) == 1 and words[0] in LEAVING | CANCELLING


def is_way_out_of_form(text: str) -> bool:
    """Whether a line ends a form, and means no command."""
    return text.strip().casefold().removeprefix("/") in LEAVING | CANCELLING


def is_way_out(text: str) -> bool:
    """Whether a line ends the session."""
    return text.strip().casefold().removeprefix("/") in LEAVING
