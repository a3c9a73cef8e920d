"""A session at the terminal, and what it prints."""

import io

from adapters.terminal.screen import Screen
from adapters.terminal.session import Session
from bot.app.engine import Engine
from bot.library.services import Services

TALK = """Ada Novak: Nobody reads the plan until it is on fire, and then everybody wants the second page of it.

Ben Osei: The second page is where I keep the apologies, because nobody has ever reached it in good weather.
"""


class Window(io.StringIO):
    """What is printed; `tty` makes it a window of 80 by 24."""

    def __init__(self, *, tty: bool = False) -> None:
        super().__init__()
        self._tty = tty

    def isatty(self) -> bool:
        """Whether somebody sits in front of it."""
        return self._tty


class Terminal:
    """A session and what it prints."""

    def __init__(self, services: Services, *, tty: bool = False) -> None:
        self.out = Window(tty=tty)
        self.engine = Engine(services)
        self.screen = Screen(self.out)
        self.session = Session(self.engine, self.screen)

    async def type(self, *lines: str) -> str:
        """Type these lines; what is printed on them."""
        self.out.seek(0)
        self.out.truncate()
        for line in lines:
            await self.session.take(line + "\n")
        return self.out.getvalue()
