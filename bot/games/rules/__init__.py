"""The rules of a game as functions from a GameSnapshot, or one PlayerView of it, to events.

No clock, no chance, no storage: whoever calls applies them.

An event is a fact to keep; a rule that says no raises a named Refusal and nothing happened.

    lobby.py        start, join a lobby or a running game, begin
    answers.py      answer, hint, judge
    bluff.py        write, turn, choose where players write the options
    last_call.py    less time for the one whom all others wait for
    round_end.py    when a round is over and what it scores
    controls.py     skip, pause, resume, stop
    corrections.py  over-rule, undo
"""

from bot.games.rules.answers import (
    answer,
    hint,
    is_meant_for,
    judge_answer,
    language_of_item,
    open_round,
    told_lately,
)
from bot.games.rules.bluff import (
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
from bot.games.rules.controls import go_on, pause, resume, skip, stop
from bot.games.rules.corrections import RoundHistory, accept, meant_players, past, refused_players, void
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
from bot.games.rules.last_call import as_told, hasten, last_call, told_to_hasten
from bot.games.rules.lobby import begin, check_players, gather, has_lobby, join, start, threaded
from bot.games.rules.round_end import (
    close,
    closes_at,
    early_close,
    is_due,
    offers_next,
    opened,
    reading_seconds,
    seconds_for,
    with_time_left,
)

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
    "as_told",
    "begin",
    "check_choice",
    "check_players",
    "close",
    "closes_at",
    "early_close",
    "gather",
    "go_on",
    "has_lobby",
    "hasten",
    "hint",
    "is_due",
    "is_meant_for",
    "is_writing",
    "is_written",
    "join",
    "judge_answer",
    "language_of_item",
    "last_call",
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
    "told_lately",
    "told_to_hasten",
    "turn",
    "void",
    "with_time_left",
    "write",
    "writing_seconds",
]
