"""The help, the greeting, and what the bot says of itself."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.chat.commands import Command
from bot.chat.counts import counted
from bot.chat.messages import Help, HelpEntry, Listing

# Over the round of a game that was begun before somebody came in.
GOES_ON = "A game is open here and goes on where it was; /quiz stop ends it."


# What each group of commands is for, by its first word.
TOPICS: Mapping[str, str] = {
    "quote": "Quotes: /quote shows one, /quote 12 that one; behind it stands a number, a name, a pack or words",
    "whosaid": "Who said it: /whosaid and what you half remember",
    "quiz": "Games: /quiz start rounds=3; /quiz join, /quiz stop; /quiz add takes your own question; "
    "/quoth help kinds tells how each is played",
    "daily": "Every day: /daily set 09:00; /daily show, /daily skip, /daily off",
    "quotes": "Packs: /quotes packs; /quotes import brings a transcript in, /quotes review looks at its quotes",
    "privacy": "You: /privacy show tells what is kept about you; /privacy hide, /privacy optout, /privacy forget",
    "settings": "For managers: /settings show",
    "quoth": "All of it by buttons: /quoth menu; your own page: /quoth home",
}


def overview() -> Listing:
    """What there is, a line a topic."""
    return Listing(
        title="What Quoth understands",
        lines=tuple(TOPICS.values()),
        closing="/quoth help quiz tells how each of them is written, /quoth help all lists everything.",
    )


def page(commands: Sequence[Command[Any]], *, whole: bool) -> Help:
    """One entry a command, with its options where only a few commands are shown."""
    entries = tuple(
        HelpEntry(usage=c.usage, summary=c.summary if whole else _detailed(c), example=c.example) for c in commands
    )
    return Help(
        title="What Quoth understands" if whole else "How to write it",
        intro="Options come as key=value or as plain words, in any order." if whole else "",
        entries=entries,
        closing="/quoth help quiz tells more about one of them." if whole else "",
    )


def about(version: str, quotes: int, packs: int) -> str:
    """One sentence on what this is, one on what it knows here."""
    return (
        f"Quoth {version} turns transcripts into quotes and quizzes. Here it knows {counted(quotes, 'quote')} from "
        f"{counted(packs, 'pack')}; /quotes packs shows what there is."
    )


def next_step(*, samples: bool, bring: str) -> str:
    """What to try after the greeting; `bring` is how a transcript is brought in here."""
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
