"""The menu: what can be done in a place."""

from collections.abc import Sequence

from bot.chat import titles
from bot.chat.counts import counted
from bot.chat.messages import Button, Notice
from bot.daily.rules.model import Subscription
from bot.daily.schedule_terms import what_text, when_text
from bot.games.model import GameSnapshot, GameState

_LABEL, _HINT = 45, 100


def menu(table: GameSnapshot | None, buttons: tuple[Button, ...]) -> Notice:
    """What goes on here, and what can be done about it."""
    said = "Nothing is being played here. What shall it be?" if table is None else game(table)
    return Notice(text=said, buttons=buttons)


def game(table: GameSnapshot | None) -> str:
    """Whether something is played, and how far that is."""
    if table is None:
        return "No game is on here."
    if table.game.state is GameState.LOBBY:
        return "A game gathers its players here."
    far = f", in round {table.round.number} of {table.game.rules.rounds}" if table.round else ""
    return f"A game is {'paused' if table.game.state is GameState.PAUSED else 'on'} here{far}."


def posted(here: Sequence[Subscription]) -> str:
    """What comes here by itself."""
    if not here:
        return "Nothing is posted here daily."
    told = [f"a {what_text(to)} {when_text(to)}" for to in here]
    return f"Posted here: {'; '.join(told)}."


def known(quotes: int, packs: int, *, resting: int, waiting: int) -> str:
    """How much can be quoted, how much rests in samples, and what waits for managers."""
    rest = f" {counted(resting, 'quote')} of samples rest." if resting else ""
    wait = f" {counted(waiting, 'suggestion')} of members: /quotes review." if waiting else ""
    return f"Here are {counted(quotes, 'quote')} from {counted(packs, 'pack')}.{rest}{wait}"


def topic(name: str, said: str, buttons: tuple[Button, ...]) -> Notice:
    """How things stand, what is done most, and where the rest is told."""
    return Notice(text=f"{said} /quoth help {name} tells all that can be done.", buttons=buttons)


def field_label(name: str, summary: str) -> str:
    """What a field of a form asks for."""
    title = titles.field(name)
    asked = f"{title} – {summary}"
    return asked if len(asked) <= _LABEL and title.casefold() not in summary.casefold() else title


def cut(hint: str) -> str:
    """A hint that fits below a field."""
    return hint if len(hint) <= _HINT else hint[: _HINT - 1] + "…"
