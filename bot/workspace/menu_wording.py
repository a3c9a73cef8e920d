"""The menu: what can be done in a place."""

from bot.chat import titles
from bot.chat.messages import Button, Notice
from bot.games.model import GameSnapshot, GameState

_LABEL, _HINT = 45, 100


def menu(table: GameSnapshot | None, buttons: tuple[Button, ...]) -> Notice:
    """What goes on here, and what can be done about it."""
    if table is None:
        said = "Nothing is being played here. What shall it be?"
    elif table.game.state is GameState.LOBBY:
        said = "A game gathers its players here."
    elif table.game.state is GameState.PAUSED:
        said = "A game is paused here."
    else:
        said = "A game is on here."
    return Notice(text=said, buttons=buttons)


def field_label(name: str, summary: str) -> str:
    """What a field of a form asks for."""
    title = titles.field(name)
    asked = f"{title} – {summary}"
    return asked if len(asked) <= _LABEL and title.casefold() not in summary.casefold() else title


def cut(hint: str) -> str:
    """A hint that fits below a field."""
    return hint if len(hint) <= _HINT else hint[: _HINT - 1] + "…"
