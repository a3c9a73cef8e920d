"""Where lines come from: a person at a terminal (with line editing), or a pipe."""

import asyncio
import threading

try:
    # Importing it gives the prompt arrow keys and a history.
    from readline import get_line_buffer
except ImportError:

    def get_line_buffer() -> str:
        """Without line editing nobody knows what was typed so far."""
        return ""


PROMPT = "you> "


class Keyboard:
    """Asks for one line at a time in a thread of its own, so that rounds can close meanwhile."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()

    def ask(self) -> "asyncio.Future[str | None]":
        """The next line, None at the end of input. The thread is a daemon: it may wait for a key for ever."""
        asked: asyncio.Future[str | None] = self._loop.create_future()
        threading.Thread(target=self._read, args=(asked,), daemon=True, name="keyboard").start()
        return asked

    def _read(self, asked: "asyncio.Future[str | None]") -> None:
        try:
            line: str | None = input(PROMPT)
        except EOFError:
            line = None
        self._loop.call_soon_threadsafe(lambda: None if asked.done() else asked.set_result(line))


def prompt_again() -> str:
    """The prompt and what was typed behind it so far, to be shown after something else was printed."""
    return PROMPT + get_line_buffer()
