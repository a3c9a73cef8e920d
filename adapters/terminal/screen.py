"""What is shown and what can be pressed: prints replies and posts, remembers the buttons that stand."""

from typing import TextIO

from rich.console import Console
from rich.table import Table
from rich.text import Text

from adapters.terminal.outgoing import keys, render
from adapters.terminal.wording import more
from bot.chat.messages import ClosedRound, Help, Home, Listing, MessageRef, OpenRound, Place, Problem, Reply

BOT = "bot"
# What goes by pages where a window is too low for it; so many lines of it are left to what stands around.
LONG = (Help, Listing, Home)
AROUND, LEAST_LINES = 4, 8


class Screen:
    """A Messenger that prints. Colours on a terminal, plain text anywhere else."""

    def __init__(self, out: TextIO) -> None:
        self._console = Console(file=out, highlight=False, soft_wrap=not out.isatty(), markup=False)
        self._sent = 0
        self._buttons: dict[str, str] = {}
        self._pages: list[list[Text]] = []
        self._shown = 1
        self.round: OpenRound | None = None

    def show(self, reply: Reply, *, to: str = "") -> None:
        """Print a reply; `to` names the one person it is for."""
        label = f"{BOT} (to {to})> " if to else f"{BOT}> "
        lines = render(reply)
        if self._console.is_terminal:
            room = max(LEAST_LINES, self._console.height - AROUND)
            pages = [lines[i : i + room] for i in range(0, len(lines), room)] if isinstance(reply, LONG) else [lines]
            self._pages, self._shown = pages[1:], 1
            self._print_columns(label, pages[0])
            self._tell_of_more()
        else:
            for i, line in enumerate(lines):
                self._console.print((label if i == 0 else " " * len(label)) + line.plain)
        self._remember(reply)

    def turn_page(self) -> None:
        """Show the next page of what was too long for the window, if there is one."""
        if self._pages:
            self._shown += 1
            self._print_columns("", self._pages.pop(0))
            self._tell_of_more()

    def _tell_of_more(self) -> None:
        if self._pages:
            notice = more(self._shown, self._shown + len(self._pages))
            self._console.print(notice.text, style="dim")

    def _print_columns(self, label: str, lines: list[Text]) -> None:
        """Long lines wrap beside the label, not below it."""
        columns = Table.grid()
        columns.add_column(width=len(label), style="dim")
        columns.add_column()
        for i, line in enumerate(lines):
            columns.add_row(label if i == 0 else "", line)
        self._console.print(columns)

    def press_id(self, text: str) -> str | None:
        """The button meant by what was typed: the open round's letters first, then those of the last reply."""
        typed = text.strip().casefold()
        options = keys(self.round) if self.round else {}
        return options.get(typed) or self._buttons.get(typed)

    async def post(self, place: Place, reply: Reply, nonce: str) -> MessageRef:
        """Print a post."""
        self._sent += 1
        self.show(reply)
        return MessageRef(place=place, id=str(self._sent))

    async def edit(self, ref: MessageRef, reply: Reply) -> None:
        """A terminal cannot change what stands: print the new form below."""
        self.show(reply)

    async def find(self, place: Place, nonce: str) -> MessageRef | None:
        """Nothing that was printed can be looked up."""
        return None

    async def open_thread(self, ref: MessageRef, name: str) -> None:
        """Everything is said in one place here."""

    async def close_thread(self, place: Place) -> None:
        """And stays there."""

    async def check(self, place: Place) -> Problem | None:
        """One can always print."""
        return None

    def _remember(self, reply: Reply) -> None:
        match reply:
            case OpenRound():
                self.round = reply
            case ClosedRound():
                self.round = None
                self._buttons = keys(reply) or self._buttons
            case _:
                self._buttons = keys(reply) or self._buttons
