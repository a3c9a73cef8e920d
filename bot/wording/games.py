"""How rounds, reveals and boards are put into words."""

import random
from collections.abc import Sequence
from datetime import datetime

from bot.core.game import Game, Player, Round, RoundState, ScoreEvent, Table
from bot.core.judging import Verdict
from bot.core.play import winners
from bot.core.scoring import standings
from bot.messages import Button, ClosedRound, Mark, Notice, OpenRound, Option, PressId, QuoteCard, Scoreboard, Standing
from bot.wording.variants import NO_ANSWER, NOBODY_RIGHT, RECORDED, pick

LETTERS = "ABCDEFGH"
ANSWER, JOIN = "answer", "join"
BOARD_LENGTH = 5


def started(game: Game) -> Notice:
    """The private receipt of who started a game."""
    what = "" if game.rules.mode == "mixed" else f" of {game.rules.mode}"
    rounds = "1 round" if game.rules.rounds == 1 else f"{game.rules.rounds} rounds"
    return Notice(text=f"The game is on: {rounds}{what}. /quiz join lets the others in, /quiz stop ends it.")


def joined(name: str) -> Notice:
    """The receipt of a join."""
    return Notice(text=f"{name} is in. Rounds wait for you now.", mark=Mark.RIGHT)


def stopped() -> Notice:
    """The receipt of who stopped a game."""
    return Notice(text="The game is stopped. The final scores follow.")


def recorded(asked: Round, text: str, verdict: Verdict, rng: random.Random) -> Notice:
    """The private receipt of an answer; it says nothing about right or wrong, but a PROMPT asks for more."""
    if verdict is Verdict.PROMPT:
        return Notice(text=f"“{text}” is close. Be more exact: one more try.")
    return Notice(text=pick(RECORDED, rng).format(answer=_lettered(asked, text)))


def open_round(table: Table, closes_at: datetime | None) -> OpenRound:
    """A round as players see it."""
    asked = table.round
    assert asked is not None
    options = tuple(
        Option(letter=LETTERS[i], text=text, button=Button(id=str(PressId(ANSWER, asked.id, i)), label=LETTERS[i]))
        for i, text in enumerate(asked.item.options)
    )
    how = f"{_letters(len(options))} to answer" if options else "Type your answer"
    return OpenRound(
        round_id=asked.id,
        heading=heading(table.game, asked),
        stem=asked.item.stem,
        stimulus=asked.item.stimulus,
        options=options,
        prompt=f"{how}, {asked.seconds} seconds.",
        closes_at=closes_at,
        answered=f"{len(table.answers)} answered" if table.answers else "",
    )


def closed_round(table: Table, scores: Sequence[ScoreEvent], quote: QuoteCard | None) -> ClosedRound:
    """The reveal. Names who was right, never who was wrong."""
    asked = table.round
    assert asked is not None
    rng = random.Random(f"{asked.item.id} {asked.number}")
    won = {s.user_id: s.points for s in scores if s.round_id == asked.id}
    names = {p.user_id: p.name for p in table.players}
    right = tuple(f"{names[a.user_id]} +{won[a.user_id]}" for a in table.answers if a.user_id in won)
    summary = (
        pick(NOBODY_RIGHT if table.answers else NO_ANSWER, rng) if not right else "Right: " + ", ".join(right) + "."
    )
    return ClosedRound(
        round_id=asked.id,
        heading=heading(table.game, asked),
        stem=asked.item.stem,
        stimulus=asked.item.stimulus,
        options=tuple((LETTERS[i], o, o == asked.item.key) for i, o in enumerate(asked.item.options)),
        answer=_lettered(asked, asked.item.key),
        right=right,
        summary=summary,
        explanation=asked.item.explanation,
        quote=quote,
    )


def heading(game: Game, asked: Round) -> str:
    """Which round it is and what kind of item."""
    return f"Round {asked.number} of {game.rules.rounds} · {asked.item.kind}"


def scoreboard(players: Sequence[Player], *, final: bool) -> Scoreboard:
    """The board of this game: the top five, and who won."""
    board = standings(players)
    return Scoreboard(
        title="Final scores" if final else "Scores so far",
        standings=board[:BOARD_LENGTH],
        final=final,
        closing=_closing(players, board) if final else "",
    )


def _closing(players: Sequence[Player], board: tuple[Standing, ...]) -> str:
    names = winners(players)
    rest = len(board) - BOARD_LENGTH
    more = f" {rest} more played; /quiz scores shows everybody." if rest > 0 else ""
    if not names:
        return "No points were made, so nobody has to be congratulated." + more
    if len(names) > 1:
        return f"Shared by {' and '.join(names)}. /quiz start settles the matter." + more
    return f"Won by {names[0]}. /quiz start plays again." + more


def _lettered(asked: Round, text: str) -> str:
    shown = text.rstrip(".?! ")
    if text in asked.item.options:
        return f"{LETTERS[asked.item.options.index(text)]} · {shown}"
    return shown


def _letters(count: int) -> str:
    return f"{LETTERS[0]}–{LETTERS[count - 1]}"


def is_open(table: Table) -> bool:
    """Whether the table's round still hides its key."""
    return table.round is not None and table.round.state is not RoundState.CLOSED
