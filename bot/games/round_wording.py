"""How rounds and reveals are put into words."""

import random
from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from math import ceil

from bot.chat import titles
from bot.chat.counts import counted, either, ended
from bot.chat.forms import Field, Form
from bot.chat.incoming import PressId
from bot.chat.messages import Button, ClosedRound, Mark, Notice, OpenRound, Option, QuoteCard
from bot.chat.variants import NO_ANSWER, NOBODY_RIGHT, NOT_IT, RECORDED, pick
from bot.games import bluff_wording as bluff
from bot.games import number_wording
from bot.games.judging import Judgement
from bot.games.liking import NO_VOTES, Votes
from bot.games.model import (
    Game,
    GameSnapshot,
    GameState,
    MarkKind,
    Pace,
    Phase,
    Round,
    RoundState,
    ScoreEvent,
    ScoreKind,
)
from bot.games.point_wording import points_told
from bot.games.rules.answers import guess_of, has_hint, masked, removed_option
from bot.games.rules.bluff import LONGEST_ENDING
from bot.games.rules.last_call import FEWEST_PLAYERS
from bot.games.scores import FOOLED, FOUND
from bot.games.typed_wording import also_typed
from bot.games.verbs import ANSWER, ANSWER_LIMIT, DISLIKED, HINT, LIKED, NEXT, SKIP, TYPE, TYPED, TYPED_FIELD
from bot.library.wording import as_asked
from content.items import kind_of
from content.text import excerpt

LETTERS = bluff.LETTERS
FEWEST_VOTES = 4
FORM_LABEL, FORM_HINT = 45, 100
_AFTER = " after a moment to read the last answer"


def hint(round_: Round) -> Notice:
    """What the hint of a round tells, and its price."""
    if round_.item.options:
        place = removed_option(round_)
        told = f"It is not {LETTERS[place]}."
    elif own := kind_of(round_.item).hint:
        told = own(round_.item)
    else:
        told = f"It goes like this: “{masked(round_.item)}”."
    return Notice(text=f"{told} A right answer is worth half for you now.")


def recorded(
    round_: Round,
    text: str,
    prompt: Judgement | None,
    rng: random.Random,
    *,
    goes_on: bool = False,
    changes: bool = False,
    last: bool = False,
) -> Notice:
    """The private receipt of an answer; it says nothing about right or wrong, but a PROMPT asks for more.

    Who `goes_on` is the host whom nobody has joined yet: the round stands until they press Next. With `changes` another
    answer may take its place.
    """
    if prompt is not None:
        more = f"{prompt.ask} One more try." if prompt.ask else "Be more exact: one more try."
        return Notice(text=f"“{text}” is close. {more}")
    said = ended(pick(RECORDED, rng).format(answer=_lettered(round_, text)))
    if last:
        return Notice(text=f"{said} It was the last one, so the round is closed.")
    said += " Until all are in or time is up another one may take its place." if changes else ""
    if not goes_on:
        return Notice(text=said)
    return Notice(
        text=f"{said} Nobody else has joined: Next shows the answer, and until then others may still come in.",
        buttons=(Button(id=str(PressId(NEXT, round_.id)), label="Next"),),
    )


def open_round(table: GameSnapshot, closes_at: datetime | None, scene: str = "") -> OpenRound:
    """A round as players see it; `scene` stands above its line."""
    round_ = table.round
    assert round_ is not None
    options = tuple(
        Option(
            letter=LETTERS[i], text=round_.item.options[i],
            button=Button(id=str(PressId(ANSWER, round_.id, i)), label=LETTERS[i]),
        )
        for i in bluff.standing(table)
    )  # fmt: skip
    return OpenRound(
        round_id=round_.id,
        heading=heading(table.game, round_),
        stem=_stem(round_),
        scene=scene,
        stimulus=round_.item.stimulus,
        options=options,
        prompt=_prompt(table, round_),
        closes_at=closes_at,
        answered=_came_in(table),
        form=None if options else Button(id=str(PressId(TYPE, round_.id)), label=_to_press(round_)),
        buttons=_beside(table.game, round_),
    )


def _beside(game: Game, round_: Round) -> tuple[Button, ...]:
    """What can be done with a round but answer it."""
    verbs = {HINT: "Hint"} if has_hint(round_) else {}
    if game.rules.pace is not Pace.SOLO:
        verbs |= {NEXT: "Next"} if game.rules.pace is Pace.RELAXED else {SKIP: "Skip"}
    buttons = tuple(Button(id=str(PressId(verb, round_.id)), label=label) for verb, label in verbs.items())
    return (*buttons, bluff.remove_button(round_.id)) if round_.phase is Phase.CHOOSING else buttons


def _stem(round_: Round) -> str:
    return bluff.CHOOSE if round_.phase is Phase.CHOOSING else round_.item.stem


def _to_press(round_: Round) -> str:
    return bluff.WRITE if round_.phase is Phase.WRITING else "Answer"


def _came_in(table: GameSnapshot) -> str:
    """How many answered or wrote, and of how many, while somebody is waited for; never who."""
    is_writing = table.round is not None and table.round.phase is Phase.WRITING
    there = {one.user_id for one in (table.fakes if is_writing else table.answers)}
    waited_for = {player.user_id for player in table.players if player.plays} | there
    if not there:
        return ""
    if is_writing:
        return bluff.endings_in(len(there), len(waited_for))
    return f"{len(there)} answered" if there == waited_for else f"{len(there)} of {len(waited_for)} have answered"


def form(round_: Round) -> Form:
    """Where an answer is typed; the label says what is asked as far as it fits."""
    answer = Field(
        name=TYPED_FIELD, label=excerpt(round_.item.stem, FORM_LABEL),
        limit=LONGEST_ENDING if round_.phase is Phase.WRITING else ANSWER_LIMIT,
        hint=excerpt(round_.item.stimulus, FORM_HINT) if round_.phase is Phase.WRITING else "",
    )  # fmt: skip
    return Form(
        id=str(PressId(TYPED, round_.id)), title=f"Round {round_.number}", fields=(answer,), instead="/quiz answer …"
    )


def _prompt(table: GameSnapshot, round_: Round) -> str:
    how = _how(table, round_)
    if table.game.state is GameState.PAUSED:
        return f"{how}. Paused{_left(round_)}."
    if table.game.rules.pace is Pace.SOLO:
        return f"{how}; only you see this, and it waits for you."
    if not round_.seconds:
        return f"{how}, no hurry; the host presses Next."
    if round_.left is not None:
        return f"{how}, {counted(ceil(round_.left), 'second')} left{_for_the_last(table, round_)}."
    return f"{how}, {counted(round_.seconds, 'second')}{_AFTER if round_.ready_at else ''}."


def _for_the_last(table: GameSnapshot, round_: Round) -> str:
    is_writing = round_.phase is Phase.WRITING
    there = {one.user_id for one in (table.fakes if is_writing else table.answers)}
    missing = [player for player in table.players if player.plays and player.user_id not in there]
    if len(missing) != 1 or len(there) < FEWEST_PLAYERS - 1:
        return ""
    return " for the last ending" if is_writing else " for the last answer"


def _how(table: GameSnapshot, round_: Round) -> str:
    match round_.phase:
        case Phase.WRITING:
            return f"Write an ending that the others will believe ({FOOLED} points for each who does)"
        case Phase.CHOOSING:
            return f"{_standing_letters(table)} to choose, but not your own ({FOUND} points for the true one)"
        case Phase.ANSWERS:
            return f"{letters(len(round_.item.options))} to answer" if round_.item.options else _to_type(round_)


def _standing_letters(table: GameSnapshot) -> str:
    """A–D; A, B or D where the host took C away."""
    there = bluff.standing(table)
    if there == list(range(len(there))):
        return letters(len(there))
    return either([LETTERS[place] for place in there])


def _left(round_: Round) -> str:
    """What the clock shows that was stopped; nothing where none ran."""
    left = ceil(round_.left) if round_.left is not None else round_.seconds
    return f"; the clock stands, with {counted(left, 'second')} left" if left else ""


def _to_type(round_: Round) -> str:
    return "Type your answer" if round_.item.number is None else "Type a number"


def closed_round(
    table: GameSnapshot,
    scores: Sequence[ScoreEvent],
    quote: QuoteCard | None,
    votes: Votes = NO_VOTES,
    typed: Sequence[str] = (),
    aside: str = "",
    so_far: str = "",
) -> ClosedRound:
    """The reveal. Names who was right, never who was wrong; `votes` are what was voted on it, `typed` what was typed
    besides and may be shown, `aside` what belongs to the quote, `so_far` who stands where.
    """
    round_ = table.round
    assert round_ is not None
    options, standing = round_.item.options, bluff.standing(table)
    notes = bluff.notes(table) if _is_bluff(round_) else _shares(table)
    return ClosedRound(
        round_id=round_.id,
        heading=heading(table.game, round_),
        stem=_stem(round_),
        stimulus=round_.item.stimulus,
        options=tuple((LETTERS[i], options[i], options[i] == round_.item.key) for i in standing),
        notes=tuple(notes[i] for i in standing) if notes else (),
        typed=also_typed(typed) if are_many(table) else "",
        aside=aside,
        so_far="" if round_.void else so_far,
        answer=_lettered(round_, round_.item.key),
        right=_right(table, scores),
        summary=bluff.summary(table, scores) if _is_bluff(round_) else _summary(table, scores),
        explanation=round_.item.explanation,
        quote=as_asked(quote, round_.item),
        buttons=_after_solo(table),
        votes=() if round_.void else _votes(round_, votes),
    )


def _votes(round_: Round, votes: Votes) -> tuple[Button, ...]:
    counted_ = ((LIKED, "👍", votes.up), (DISLIKED, "👎", votes.down))
    return tuple(
        Button(id=str(PressId(verb, round_.id)), label=f"{sign} {n or ''}".strip()) for verb, sign, n in counted_
    )


def liked(holds: int) -> Notice:
    """The receipt of what somebody thinks of a round: 1, -1, or 0 where they took it back."""
    if not holds:
        return Notice(text="Your vote is taken back.")
    what = (
        "Your 👍 counts: rounds like this come sooner here"
        if holds > 0
        else ("Your 👎 counts: rounds like this come later here")
    )
    return Notice(text=f"{what}. The same button takes it back.", mark=Mark.RIGHT)


def are_many(table: GameSnapshot) -> bool:
    """Whether so many play that what was chosen and typed is nobody's."""
    joined = {player.user_id for player in table.players if player.joined}
    return len(joined.union(answer.user_id for answer in table.answers)) >= FEWEST_VOTES


def _shares(table: GameSnapshot) -> dict[int, str]:
    """How many took each option; of two or three players everybody could tell who was wrong."""
    assert table.round is not None
    votes, total = Counter(answer.text for answer in table.answers), len(table.answers)
    poll = kind_of(table.round.item).poll
    if not total or table.round.void or not (poll or are_many(table)):
        return {}
    told = percent if poll else bluff.share
    return {place: told(votes[text], total) for place, text in enumerate(table.round.item.options)}


def percent(votes: int, total: int) -> str:
    """What part of all votes that is, and how many."""
    return f"{votes / total:.0%}, {bluff.share(votes, total)}"


def _is_bluff(round_: Round) -> bool:
    return round_.phase is not Phase.ANSWERS and not round_.void


def _summary(table: GameSnapshot, scores: Sequence[ScoreEvent]) -> str:
    """Who was right; to who plays alone, what they chose."""
    assert table.round is not None
    if table.round.void:
        return "This round was undone."
    if table.game.rules.pace is Pace.SOLO:
        return _own_choice(table, scores)
    if kind_of(table.round.item).poll and table.answers:
        return split([a.text for a in table.answers], table.round.item.options[0])
    return _who_was_right(table, scores)


def split(said: Sequence[str], yes: str) -> str:
    """How many agree; nobody is right."""
    agree = list(said).count(yes)
    if agree in (0, len(said)):
        return "Everybody agrees." if agree else "Nobody agrees."
    return f"{agree} of {len(said)} agree."


def _who_was_right(table: GameSnapshot, scores: Sequence[ScoreEvent]) -> str:
    """Who was right and for how much; of guesses at a number, who was nearest, and who was near."""
    assert table.round is not None
    if not (right := _right(table, scores)):
        return _nobody(table)
    number = table.round.item.number
    return f"Right: {', '.join(right)}." if number is None else number_wording.nearest(number, _near(table, scores))


def _own_choice(table: GameSnapshot, scores: Sequence[ScoreEvent]) -> str:
    assert table.round is not None
    if not table.answers:
        return "You passed on this one."
    given, item = table.answers[0].text, table.round.item
    if item.number is not None and not _right(table, scores):
        away = number_wording.away(item.number, guess_of(item, given))
        return f"You said {given.rstrip('.?! ')}: {away} away, which is too far for points."
    return f"{ended(f'You said {_lettered(table.round, given)}')} {_who_was_right(table, scores)}"


def _after_solo(table: GameSnapshot) -> tuple[Button, ...]:
    """Who plays alone goes on when they like."""
    assert table.round is not None
    if table.game.rules.pace is not Pace.SOLO:
        return ()
    label = "Result" if table.game.state is GameState.OVER else "Next"
    return (Button(id=str(PressId(NEXT, table.round.id)), label=label),)


def _right(table: GameSnapshot, scores: Sequence[ScoreEvent]) -> tuple[str, ...]:
    """Who was right and for how much, an over-rule said as such."""
    assert table.round is not None
    if table.round.item.number is not None:
        return tuple(map(str, number_wording.ranked(table.round.item.number, _near(table, scores))))
    names = _names(table)
    return tuple(f"{names[s.user_id]} {_points(table, s)}" for s in _scored(table, scores))


def _near(table: GameSnapshot, scores: Sequence[ScoreEvent]) -> list[number_wording.NearGuess]:
    """The guesses at a number that made points."""
    assert table.round is not None
    names, given = _names(table), {a.user_id: guess_of(table.round.item, a.text) for a in table.answers}
    told = [s for s in _scored(table, scores) if s.user_id in given]
    return [number_wording.NearGuess(names[s.user_id], given[s.user_id], _points(table, s)) for s in told]


def _scored(table: GameSnapshot, scores: Sequence[ScoreEvent]) -> list[ScoreEvent]:
    assert table.round is not None
    return [s for s in scores if s.round_id == table.round.id and s.kind is not ScoreKind.VOID]


def _points(table: GameSnapshot, score: ScoreEvent) -> str:
    assert table.round is not None
    return points_told(score, table.round, table.answers, table.marked(MarkKind.HINT))


def _names(table: GameSnapshot) -> dict[str, str]:
    return {player.user_id: player.name for player in table.players}


def _nobody(table: GameSnapshot) -> str:
    assert table.round is not None
    rng = random.Random(f"{table.round.item.id} {table.round.number}")
    if table.round.item.number is not None and table.answers:
        guesses = [guess_of(table.round.item, a.text) for a in table.answers]
        return number_wording.too_far(table.round.item.number, guesses)
    wrong = NOT_IT if len(table.players) == 1 or len(table.answers) == 1 else NOBODY_RIGHT
    return pick(wrong if table.answers else NO_ANSWER, rng)


def heading(game: Game, round_: Round) -> str:
    """Which round it is and what kind of item."""
    return f"Round {round_.number} of {game.rules.rounds} · {titles.kind(round_.item.kind)}"


def _lettered(round_: Round, text: str) -> str:
    """An answer behind its letter, with the mark it ends in."""
    if text in round_.item.options:
        return f"{LETTERS[round_.item.options.index(text)]} · {text}"
    return text


def letters(count: int) -> str:
    """A–D, A or B."""
    return f"{LETTERS[0]} or {LETTERS[1]}" if count == 2 else f"{LETTERS[0]}–{LETTERS[count - 1]}"


def is_open(table: GameSnapshot) -> bool:
    """Whether the table's round still hides its key."""
    return table.round is not None and table.round.state is not RoundState.CLOSED
