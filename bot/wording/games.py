"""How rounds, reveals and boards are put into words."""

import random
from collections.abc import Sequence
from datetime import datetime

from bot.core.game import MIXED, Game, GameState, Pace, Round, RoundState, ScoreEvent, ScoreKind, Table, Teams
from bot.core.judging import Judgement
from bot.core.play.answering import has_hint, masked, removed_option
from bot.core.play.starting import TEAM_NAMES
from bot.core.scoring import standings, team_points
from bot.forms import Field, Form
from bot.messages import (
    Button,
    ClosedRound,
    Lobby,
    Mark,
    Notice,
    OpenRound,
    Option,
    PressId,
    Problem,
    QuoteCard,
    Scoreboard,
    Standing,
    User,
)  # fmt: skip
from bot.wording import titles
from bot.wording.counting import counted, either
from bot.wording.variants import NO_ANSWER, NOBODY_RIGHT, RECORDED, pick
from content.text import excerpt

LETTERS = "ABCDEFGH"
ANSWER, TYPE, TYPED, HINT, SKIP = "answer", "type", "typed", "hint", "skip"
JOIN, BEGIN, NEXT = "join", "begin", "next"
ANSWER_LIMIT = 200
TYPED_FIELD = "text"
BOARD_LENGTH = 5
FORM_LABEL = 45
_UNSEEN = {
    Problem.GONE: "its channel is archived or gone",
    Problem.NOT_ALLOWED: "I may not post in its channel any more",
    Problem.NOT_HERE: "I am no member of its channel any more; invite me again",
    Problem.BETWEEN_PEOPLE: "I am not in that conversation between people",
    "deleted": "what I posted there was deleted, and so was what I posted in its place",
    "unknown": "nobody can tell whether its next round arrived, and I send nothing twice",
}


def started(game: Game) -> Notice:
    """The private receipt of who started a game."""
    what = "" if game.rules.mode == MIXED else f" of “{titles.kind(game.rules.mode)}”"
    rounds = _rounds(game)
    if game.rules.thread:
        return Notice(text=f"{rounds.capitalize()}{what} in a thread of its own, which opens in a moment.")
    if game.state is GameState.LOBBY:
        return Notice(text=f"The lobby is open: {rounds}{what}. /quiz begin when everybody is in, else in a minute.")
    how = " Press Next when you want to see an answer." if game.rules.pace is Pace.RELAXED else ""
    return Notice(text=f"The game is on: {rounds}{what}. /quiz join lets the others in, /quiz stop ends it.{how}")


def in_thread(game: Game) -> Notice:
    """What stands in the channel while the game is played in the thread below it."""
    return Notice(text=f"A quiz of {_rounds(game)} is played in the thread of this message. Come in.")


def _rounds(game: Game) -> str:
    return counted(game.rules.rounds, "round")


def joined(table: Table, user: User) -> Notice:
    """The receipt of a join."""
    player = table.player(user.id)
    team = f" Team {player.team}." if player and player.team else ""
    waits = "The game begins soon." if table.game.state is GameState.LOBBY else "Rounds wait for you now."
    return Notice(text=f"{user.name} is in.{team} {waits}", mark=Mark.RIGHT)


def begun() -> Notice:
    """The receipt of who ended the lobby."""
    return Notice(text="Off we go.")


def hint(asked: Round) -> Notice:
    """What the hint of a round tells, and its price."""
    if asked.item.options:
        place = removed_option(asked)
        told = f"It is not {LETTERS[place]}."
    else:
        told = f"It goes like this: “{masked(asked.item)}”."
    return Notice(text=f"{told} A right answer is worth half for you now.")


def unseen(table: Table, why: str) -> Notice:
    """The private note to a host whose game could not be shown any more; `why` is a Problem, a key of _UNSEEN or ""."""
    reason = _UNSEEN.get(why, "the channel did not take what I sent")
    return Notice(
        text=f"Your game of {_rounds(table.game)} is over: {reason}. What was scored stays; /quiz start begins anew."
    )


def lobby(table: Table) -> Lobby:
    """The lobby as it gathers, and how it ended."""
    game, members = table.game, [p for p in table.players if p.joined]
    named = game.rules.teams is Teams.NAMED
    teams = [(name, tuple(p.name for p in members if p.team == name)) for name in (*TEAM_NAMES, "")]
    open_ = game.state is GameState.LOBBY
    choices = list(enumerate(TEAM_NAMES[:2])) if named else [(len(TEAM_NAMES), "")]
    return Lobby(
        heading=f"Team game, {_rounds(game)}" + ("" if open_ else " · the teams"),
        teams=tuple((name or "no team yet", names) for name, names in teams if names),
        prompt=_lobby_prompt(game) if open_ else "",
        begins_at=game.begins_at,
        buttons=(
            *(Button(id=str(PressId(JOIN, game.id, place)), label=f"Join {name}".strip()) for place, name in choices),
            Button(id=str(PressId(BEGIN, game.id)), label="Begin"),
        )
        if open_
        else (),
    )


def _lobby_prompt(game: Game) -> str:
    if game.rules.teams is Teams.NAMED:
        return (
            f"/quiz join red chooses a team: {either(TEAM_NAMES)}. It begins by /quiz begin, or by itself in a minute."
        )
    return "/quiz join takes part; teams are dealt evenly. It begins by /quiz begin, or by itself in a minute."


def recorded(asked: Round, text: str, prompt: Judgement | None, rng: random.Random) -> Notice:
    """The private receipt of an answer; it says nothing about right or wrong, but a PROMPT asks for more."""
    if prompt is not None:
        more = f"{prompt.ask} One more try." if prompt.ask else "Be more exact: one more try."
        return Notice(text=f"“{text}” is close. {more}")
    return Notice(text=pick(RECORDED, rng).format(answer=_lettered(asked, text)))


def open_round(table: Table, closes_at: datetime | None) -> OpenRound:
    """A round as players see it."""
    asked = table.round
    assert asked is not None
    options = tuple(
        Option(letter=LETTERS[i], text=text, button=Button(id=str(PressId(ANSWER, asked.id, i)), label=LETTERS[i]))
        for i, text in enumerate(asked.item.options)
    )
    return OpenRound(
        round_id=asked.id,
        heading=heading(table.game, asked),
        stem=asked.item.stem,
        stimulus=asked.item.stimulus,
        options=options,
        prompt=_prompt(table, asked),
        closes_at=closes_at,
        answered=f"{len(table.answers)} answered" if table.answers else "",
        form=None if options else Button(id=str(PressId(TYPE, asked.id)), label="Answer"),
        buttons=_beside(table.game, asked),
    )


def _beside(game: Game, asked: Round) -> tuple[Button, ...]:
    """What can be done with a round but answer it."""
    verbs = {HINT: "Hint"} if has_hint(asked) else {}
    if game.rules.pace is not Pace.SOLO:
        verbs |= {NEXT: "Next"} if game.rules.pace is Pace.RELAXED else {SKIP: "Skip"}
    return tuple(Button(id=str(PressId(verb, asked.id)), label=label) for verb, label in verbs.items())


def form(asked: Round) -> Form:
    """Where an answer is typed; the label says what is asked as far as it fits."""
    answer = Field(name=TYPED_FIELD, label=excerpt(asked.item.stem, FORM_LABEL), limit=ANSWER_LIMIT)
    return Form(
        id=str(PressId(TYPED, asked.id)), title=f"Round {asked.number}", fields=(answer,), instead="/quiz answer …"
    )


def _prompt(table: Table, asked: Round) -> str:
    how = f"{_letters(len(asked.item.options))} to answer" if asked.item.options else "Type your answer"
    if table.game.state is GameState.PAUSED:
        return f"{how}. Paused; the clock stands."
    if table.game.rules.pace is Pace.SOLO:
        return f"{how}; only you see this, and it waits for you."
    return (
        f"{how}, {counted(asked.seconds, 'second')}." if asked.seconds else f"{how}, no hurry; the host presses Next."
    )


def closed_round(table: Table, scores: Sequence[ScoreEvent], quote: QuoteCard | None) -> ClosedRound:
    """The reveal. Names who was right, never who was wrong."""
    asked = table.round
    assert asked is not None
    right = _right(table, scores)
    summary = "This round was undone." if asked.void else _nobody(table) if not right else f"Right: {', '.join(right)}."
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
        buttons=_after_solo(table),
    )


def _after_solo(table: Table) -> tuple[Button, ...]:
    """Who plays alone goes on when they like."""
    assert table.round is not None
    if table.game.rules.pace is not Pace.SOLO:
        return ()
    label = "Result" if table.game.state is GameState.OVER else "Next"
    return (Button(id=str(PressId(NEXT, table.round.id)), label=label),)


def _right(table: Table, scores: Sequence[ScoreEvent]) -> tuple[str, ...]:
    """Who was right and for how much, an over-rule said as such."""
    assert table.round is not None
    names = {p.user_id: p.name for p in table.players}
    ours = [s for s in scores if s.round_id == table.round.id and s.kind is not ScoreKind.VOID]
    return tuple(
        f"{names[s.user_id]} +{s.points}" + (" (over-ruled)" if s.kind is ScoreKind.OVERRULE else "") for s in ours
    )


def _nobody(table: Table) -> str:
    assert table.round is not None
    rng = random.Random(f"{table.round.item.id} {table.round.number}")
    return pick(NOBODY_RIGHT if table.answers else NO_ANSWER, rng)


def heading(game: Game, asked: Round) -> str:
    """Which round it is and what kind of item."""
    return f"Round {asked.number} of {game.rules.rounds} · {titles.kind(asked.item.kind)}"


def scoreboard(table: Table, scores: Sequence[ScoreEvent], *, final: bool, everybody: bool = False) -> Scoreboard:
    """The board of this game: teams, then the top five or everybody, and who won."""
    players = standings((p.name, p.points) for p in table.players)
    teams = standings((f"team {name}", won) for name, won in team_points(table.players, scores).items())
    return Scoreboard(
        title="Final scores" if final else "Scores so far",
        standings=players if everybody else players[:BOARD_LENGTH],
        teams=teams,
        final=final,
        closing=_closing(teams or players, 0 if everybody else len(players)) if final else "",
    )


def _closing(board: tuple[Standing, ...], players: int) -> str:
    names = [s.name for s in board if s.rank == 1 and s.points > 0]
    rest = players - BOARD_LENGTH
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
