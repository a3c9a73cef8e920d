"""What a theme says of its buttons: how each is answered, and who does what it means."""

from collections.abc import Awaitable, Callable, Mapping
from typing import TypeAlias, TypeVar

from bot.chat.commands import Answers
from bot.chat.incoming import Press, PressId
from bot.chat.messages import Reply

Desk = TypeVar("Desk")
PressHandler: TypeAlias = Callable[[Desk, Press, PressId], Awaitable[Reply]]
Presses: TypeAlias = Mapping[str, tuple[Answers, PressHandler[Desk]]]
