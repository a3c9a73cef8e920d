"""The help, the greeting, and what the bot says of itself."""

from collections.abc import Sequence
from typing import Any

from bot.chat.commands import Command
from bot.chat.counts import counted
from bot.chat.messages import Help, HelpEntry, Listing

# Over the round of a game that was begun before somebody came in.
GOES_ON = "A game is open here and goes on where it was; /quiz stop ends it."
# Where the time of its round went by meanwhile.
WENT_ON = (
    "A game is open here and goes on; /quiz stop ends it. The time of its last question is over, so that is answered "
    "first."
)


# Of more commands only what they are for is told, not every option.
FEW = 4
# What people want to do, and by which commands.
WISHES: tuple[str, ...] = (
    "Find out who said something: /whosaid and what you half remember",
    "Read a quote: /quote draws one, /quote 12 shows that one; behind it stands a number, a name, a pack or words",
    "Play together: /quiz start rounds=3; /quiz join takes part, /quiz stop ends it",
    "Play alone: /quiz start pace=solo; /quiz start mode=missed asks again what you got wrong",
    "Know how it is played: /quoth help kinds",
    "Have something posted every day: /daily set 09:00; /daily show, /daily skip, /daily off",
    "Keep what somebody said: /quotes add; /quotes list shows what there is",
    "Bring in a transcript: /quotes import; /quotes packs shows them, /quotes review deals the best quotes",
    "Ask a question of your own: /quiz add",
    "Know what is kept about you: /privacy show; /privacy hide, /privacy optout, /privacy forget",
    "Decide for all here: /settings show",
    "Do all of it by buttons: /quoth menu; your own page: /quoth home",
)


def overview() -> Listing:
    """What can be done, a line a wish."""
    return Listing(
        title="What do you want to do?",
        lines=WISHES,
        closing="/quoth help quiz tells how each of them is written, /quoth help all lists everything.",
    )


def page(commands: Sequence[Command[Any]], *, whole: bool) -> Help:
    """One entry a command, with its options where only a few commands are shown: not of the `whole`, nor of many."""
    short = whole or len(commands) > FEW
    entries = tuple(
        HelpEntry(usage=c.usage, summary=c.summary if short else _detailed(c), example=c.example) for c in commands
    )
    more = "quiz" if whole else commands[0].name
    return Help(
        title="What Quoth understands" if whole else "How to write it",
        intro="Options come as key=value or as plain words, in any order." if whole else "",
        entries=entries,
        closing=f"/quoth help {more} tells more about one of them." if short else "",
    )


def about(version: str, quotes: int, packs: int, *, resting: int) -> str:
    """One sentence on what this is, one on what it knows here; so many quotes are of samples that rest."""
    rest = f" ({resting:,} of them in samples, which rest while there are packs of your own)" if resting else ""
    return (
        f"Quoth {version} turns transcripts into quotes and quizzes. Here it knows {counted(quotes, 'quote')} from "
        f"{counted(packs, 'pack')}{rest}; /quotes packs shows what there is."
    )


def next_step(*, samples: bool, bring: str) -> str:
    """What to try after the greeting; where there are only `samples` also `bring`, how a transcript is brought in."""
    tip = (
        "Next: /quiz start rounds=3 for a quick game, /whosaid with words you half remember, /quoth help for the rest."
    )
    return tip + (f" A transcript of yours: {bring}." if samples else "")


# Said where the bot is invited.
KEPT = (
    "/privacy show tells what is kept about you. If you remove me, everything of this place is deleted after 30 days."
)


def _detailed(command: Command[Any]) -> str:
    parts = [command.summary]
    parts += [
        f"{o.name}: {o.summary}" + (f" ({o.expected})" if o.choices or o.is_number else "") for o in command.options
    ]
    return "\n".join(parts)
