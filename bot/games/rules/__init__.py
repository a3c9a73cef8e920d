"""The rules of a game as functions from a Table, or one Seat at it, to events.

No clock, no chance, no storage: whoever calls applies them.

An event is a fact to keep; a rule that says no raises a named Refusal and nothing happened.

    starting.py     start, join a lobby or a running game, begin
    answering.py    answer, hint, judge
    bluffing.py     write, turn, choose where players write the options
    closing.py      when a round is over and what it scores
    hosting.py      skip, pause, resume, stop
    correcting.py   over-rule, undo
"""

from bot.games.rules.answering import answer, hint, judge_answer, language_of_item, open_round
from bot.games.rules.bluffing import (
    all_wrote,
    check_choice,
    is_writing,
    is_written,
    look,
    removable,
    remove,
    turn,
    write,
    writing_seconds,
)
from bot.games.rules.closing import (
    close,
    closes_at,
    early_close,
    is_due,
    offers_next,
    opened,
    reading_seconds,
    seconds_for,
)
from bot.games.rules.correcting import RoundHistory, accept, meant_players, past, refused_players, void
from bot.games.rules.events import (
    AnswerChanged,
    AnswerGiven,
    Event,
    FakeRemoved,
    FakeWritten,
    GameChanged,
    GameStarted,
    Marked,
    PlayerChanged,
    RoundChanged,
    RoundClosed,
    RoundTurned,
    Scored,
)
from bot.games.rules.hosting import go_on, pause, resume, skip, stop
from bot.games.rules.starting import begin, check_players, gather, has_lobby, join, start, threaded

__all__ = [
    "AnswerChanged",
    "AnswerGiven",
    "Event",
    "FakeRemoved",
    "FakeWritten",
    "GameChanged",
    "GameStarted",
    "Marked",
    "PlayerChanged",
    "RoundChanged",
    "RoundClosed",
    "RoundHistory",
    "RoundTurned",
    "Scored",
    "accept",
    "all_wrote",
    "answer",
    "begin",
    "check_choice",
    "check_players",
    "close",
    "closes_at",
    "early_close",
    "gather",
    "go_on",
    "has_lobby",
    "hint",
    "is_due",
    "is_writing",
    "is_written",
    "join",
    "judge_answer",
    "language_of_item",
    "look",
    "meant_players",
    "offers_next",
    "open_round",
    "opened",
    "past",
    "pause",
    "reading_seconds",
    "refused_players",
    "removable",
    "remove",
    "resume",
    "seconds_for",
    "skip",
    "start",
    "stop",
    "threaded",
    "turn",
    "void",
    "write",
    "writing_seconds",
]
