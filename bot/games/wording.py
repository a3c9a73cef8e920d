"""How rounds, reveals and boards are put into words."""

import random
from collections.abc import Sequence
from datetime import date, datetime
from fractions import Fraction
from math import ceil

from bot.chat import titles
from bot.chat.counting import counted, either
from bot.chat.forms import Field, Form
from bot.chat.messages import (
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
)
from bot.chat.moments import day_text
from bot.chat.variants import NO_ANSWER, NOBODY_RIGHT, NOT_IT, RECORDED, pick
from bot.games.judging import Judgement
from bot.games.model import MIXED, Ending, Game, GameState, Pace, Round, RoundState, ScoreEvent, ScoreKind, Table, Teams
from bot.games.rules.answering import guess_of, has_hint, masked, removed_option
from bot.games.rules.closing import SILENT_ROUNDS
from bot.games.rules.starting import TEAM_NAMES
from bot.games.scoring import standings, team_points
from content.items import kind_of
from content.text import excerpt

LETTERS = "ABCDEFGH"
ANSWER, TYPE, TYPED, HINT, SKIP = "answer", "type", "typed", "hint", "skip"
JOIN, BEGIN, NEXT = "join", "begin", "next"
ANSWER_LIMIT = 200
TYPED_FIELD = "text"
BOARD_LENGTH = 5
FORM_LABEL = 45
TITLE = 60
_AFTER = " after a moment to read the last answer"
_ALL = {1: "The one round is", 2: "Both rounds are"}
_UNSEEN = {
    Problem.GONE: "its channel is archived or gone",
    Problem.NOT_ALLOWED: "I may not post in its channel any more",
    Problem.NOT_HERE: "I am no member of its channel any more; invite me again",
    Problem.BETWEEN_PEOPLE: "I am not in that conversation between people",
    "deleted": "what I posted there was deleted, and so was what I posted in its place",
    "unknown": "nobody can tell whether its next round arrived, and I send nothing twice",
}


def started(game: Game, wanted: int) -> Notice:
    """The private receipt of who started a game, and that it has fewer rounds than were `wanted`."""
    what = "" if game.rules.mode == MIXED else f" of “{titles.kind(game.rules.mode)}”"
    what += "." + too_few(game, wanted)
    rounds = _rounds(game)
    if game.rules.thread:
        return Notice(text=f"{rounds.capitalize()}{what} A thread of its own opens for it in a moment.")
    if game.state is GameState.LOBBY:
        return Notice(text=f"The lobby is open: {rounds}{what} /quiz begin when everybody is in, else in a minute.")
    how = " Press Next when you want to see an answer." if game.rules.pace is Pace.RELAXED else ""
    return Notice(text=f"The game is on: {rounds}{what} /quiz join lets the others in, /quiz stop ends it.{how}")


def too_few(game: Game, wanted: int) -> str:
    """Why a game is shorter than it was wanted; nothing where it is not."""
    count = game.rules.rounds
    if count >= wanted:
        return ""
    what = "" if game.rules.mode == MIXED else f" of “{titles.kind(game.rules.mode)}”"
    where = f" in {game.rules.pack}" if game.rules.pack else " here"
    items = "is only" if count == 1 else "are only"
    return f" There {items} {counted(count, 'item')}{what}{where}, so it is not {wanted} rounds."


def goes_on(*, stops: bool) -> str:
    """Before the round of a solo game that somebody wanted to begin anew."""
    ends = " /quiz stop ends it." if stops else ""
    return f"Your game goes on where it was; what you chose just now was not taken.{ends}"


def title(packs: Sequence[str], day: date) -> str:
    """What is played and when: The round table, Sun 1 Mar 2026."""
    more = f" and {len(packs) - 1} more" if len(packs) > 1 else ""
    return f"{excerpt(packs[0], TITLE)}{more}, {day_text(day)}"


def thread_name(named: str) -> str:
    """What a thread is called."""
    return f"Quiz: {named}"


def in_thread(game: Game, named: str) -> Notice:
    """What stands in the channel while the game is played in the thread below it."""
    said = f"{_rounds(game).capitalize()}, played in the thread of this message. Come in."
    return Notice(text=f"{thread_name(named)}. {said}")


def was_in_thread(table: Table, scores: Sequence[ScoreEvent], named: str) -> Notice:
    """What stays in the channel of a game that was played in the thread below it."""
    said = f"The game in the thread of this message is over. {scoreboard(table, scores, final=True).closing}"
    return Notice(text=f"{thread_name(named)}. {said}")


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
    elif own := kind_of(asked.item).hint:
        told = own(asked.item)
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
        how = f"/quiz join red chooses a team: {either(TEAM_NAMES)}."
    else:
        how = "/quiz join takes part; teams are dealt evenly."
    return f"{how} It begins when the host says so, or by itself in a minute."


def recorded(asked: Round, text: str, prompt: Judgement | None, rng: random.Random, *, goes_on: bool = False) -> Notice:
    """The private receipt of an answer; it says nothing about right or wrong, but a PROMPT asks for more.

    Who `goes_on` is the host whom nobody has joined yet: the round stands until they press Next.
    """
    if prompt is not None:
        more = f"{prompt.ask} One more try." if prompt.ask else "Be more exact: one more try."
        return Notice(text=f"“{text}” is close. {more}")
    said = pick(RECORDED, rng).format(answer=_lettered(asked, text))
    if not goes_on:
        return Notice(text=said)
    return Notice(
        text=f"{said} Nobody else has joined: Next shows the answer, and until then others may still come in.",
        buttons=(Button(id=str(PressId(NEXT, asked.id)), label="Next"),),
    )


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
    how = f"{_letters(len(asked.item.options))} to answer" if asked.item.options else _to_type(asked)
    if table.game.state is GameState.PAUSED:
        return f"{how}. Paused{_left(asked)}."
    if table.game.rules.pace is Pace.SOLO:
        return f"{how}; only you see this, and it waits for you."
    if not asked.seconds:
        return f"{how}, no hurry; the host presses Next."
    return f"{how}, {counted(asked.seconds, 'second')}{_AFTER if asked.ready_at else ''}."


def _left(asked: Round) -> str:
    """What the clock shows that was stopped; nothing where none ran."""
    left = ceil(asked.left) if asked.left is not None else asked.seconds
    return f"; the clock stands, with {counted(left, 'second')} left" if left else ""


def _to_type(asked: Round) -> str:
    return "Type your answer" if asked.item.number is None else "Type a number"


def closed_round(table: Table, scores: Sequence[ScoreEvent], quote: QuoteCard | None) -> ClosedRound:
    """The reveal. Names who was right, never who was wrong."""
    asked = table.round
    assert asked is not None
    right = _right(table, scores)
    return ClosedRound(
        round_id=asked.id,
        heading=heading(table.game, asked),
        stem=asked.item.stem,
        stimulus=asked.item.stimulus,
        options=tuple((LETTERS[i], o, o == asked.item.key) for i, o in enumerate(asked.item.options)),
        answer=_lettered(asked, asked.item.key),
        right=right,
        summary=_summary(table, right),
        explanation=asked.item.explanation,
        quote=quote,
        buttons=_after_solo(table),
    )


def _summary(table: Table, right: Sequence[str]) -> str:
    """Who was right; to who plays alone, what they chose."""
    assert table.round is not None
    if table.round.void:
        return "This round was undone."
    if table.game.rules.pace is Pace.SOLO:
        return _own_choice(table, right)
    return f"{_which(table.round)}: {', '.join(right)}." if right else _nobody(table)


def _which(asked: Round) -> str:
    return "Right" if asked.item.number is None else "Nearest"


def _own_choice(table: Table, right: Sequence[str]) -> str:
    assert table.round is not None
    if not table.answers:
        return "You passed on this one."
    mine = f"You said {_lettered(table.round, table.answers[0].text)}"
    return f"{mine}. {_which(table.round)}: {', '.join(right)}." if right else f"{mine}. {_nobody(table)}"


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
    if table.round.item.number is not None:
        guesses = {a.user_id: f" with {_figure(guess_of(table.round.item, a.text))}" for a in table.answers}
        ours.sort(key=lambda s: -s.points)
    else:
        guesses = {}
    return tuple(
        f"{names[s.user_id]}{guesses.get(s.user_id, '')} +{s.points}"
        + (" (over-ruled)" if s.kind is ScoreKind.OVERRULE else "")
        for s in ours
    )


def _figure(guess: Fraction) -> str:
    return f"{int(guess):,}" if guess.denominator == 1 else f"{float(guess):,g}"


def _nobody(table: Table) -> str:
    assert table.round is not None
    rng = random.Random(f"{table.round.item.id} {table.round.number}")
    wrong = NOT_IT if len(table.players) == 1 else NOBODY_RIGHT
    return pick(wrong if table.answers else NO_ANSWER, rng)


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
        closing=f"{_why_over(table)} {_closing(teams or players, 0 if everybody else len(players))}".strip()
        if final
        else "",
    )


def _why_over(table: Table) -> str:
    """Why the game ended, in a sentence; nothing for one of which nobody noted it."""
    game, played = table.game, 0 if table.round is None else table.round.number
    match game.ending:
        case None:
            return ""
        case Ending.PLAYED:
            return f"{_ALL.get(played, f'All {played} rounds are')} played."
        case Ending.USED_UP:
            return f"Nothing is left to ask after {counted(played, 'round')}."
        case Ending.PACK_GONE:
            return f"The pack was removed after {counted(played, 'round')}, so nothing is left to ask."
        case Ending.ELSEWHERE:
            return f"What is left after {counted(played, 'round')} is being asked elsewhere right now."
        case Ending.SILENCE:
            return f"Nobody answered {SILENT_ROUNDS} rounds in a row, so I stopped."
        case Ending.HOST:
            return "You stopped it." if game.rules.pace is Pace.SOLO else "The host stopped it."
        case Ending.MANAGER:
            return "A manager stopped it."
        case Ending.NOT_SHOWN:
            return "The next round could not be shown, so it ended here."


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
