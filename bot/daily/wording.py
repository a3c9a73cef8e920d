"""How daily posts are put into words: receipts, the schedule, guesses, quizzes, private notes."""

from collections.abc import Sequence

from bot.chat import titles
from bot.chat.counts import counted, ended
from bot.chat.forms import Field, Form
from bot.chat.incoming import PressId
from bot.chat.messages import Button, ClosedRound, Notice, OpenRound, Option, QuoteCard, Scoreboard
from bot.chat.moments import day_text, standing_text
from bot.daily.rules.model import (
    AskedItem,
    Delivery,
    DeliveryView,
    Guess,
    Style,
    SubscriptionState,
)
from bot.daily.rules.streaks import Streak
from bot.games.judging.nearness import nearness
from bot.games.number_wording import NearGuess, far, nearest, ranked, spread
from bot.games.round_wording import FORM_HINT, FORM_LABEL, letters, percent, split
from bot.games.rules.answers import guess_of
from bot.games.scores import standings
from bot.games.verbs import TYPED_FIELD
from bot.library import wording as quotes_wording
from bot.library.library import Library
from bot.library.model import NumberedQuote
from bot.library.votes import Tally
from content.items import kind_of
from content.model import Item
from content.text import excerpt

GUESS, PLAY, RESULT = "guess", "play", "result"
# The form of a guess that is typed, and what was filled in.
TYPE_GUESS, TYPED_GUESS = "type-guess", "typed-guess"
GUESS_LIMIT = 40
LETTERS = "ABCDEFGH"
BOARD_LENGTH = 5
# Of a line of the results, and of all together: every platform shows so much.
LONGEST_LINE, LINES_LENGTH = 120, 800


def card(
    numbered: NumberedQuote, library: Library, delivery: Delivery, votes: Tally, *, alike: bool = False
) -> QuoteCard:
    """A quote as a daily post, with what members think of it; `alike`: something is like it."""
    lead = delivery.lead
    shown = quotes_wording.card(numbered, library, lead=lead, alike=alike)
    return QuoteCard(
        number=shown.number, text=shown.text, verbatim=shown.verbatim, speaker=shown.speaker, credit=shown.credit,
        lead=shown.lead, note=shown.note, link=shown.link, more=shown.more,
        buttons=(*shown.buttons[:1], *quotes_wording.vote_buttons(numbered.number, votes, delivery.id)),
    )  # fmt: skip


def open_guess(sheet: DeliveryView) -> OpenRound:
    """A guess as the channel sees it."""
    asked = sheet.delivery.items[0]
    if _is_number(sheet):
        how = "Guess privately, by a number"
    else:
        how = f"{'Say privately' if _is_poll(sheet) else 'Guess privately'}: {_letters(asked)}"
    return _question(
        sheet.delivery, 0, heading=heading(sheet), prompt=f"{how}. {_until(sheet)}", answered=_answered(sheet)
    )


def form(sheet: DeliveryView) -> Form:
    """Where a number is typed."""
    asked = sheet.delivery.items[0].item
    field = Field(
        name=TYPED_FIELD, label=excerpt(asked.stem, FORM_LABEL), limit=GUESS_LIMIT,
        hint=excerpt(asked.stimulus, FORM_HINT),
    )  # fmt: skip
    return Form(
        id=str(PressId(TYPED_GUESS, f"{sheet.delivery.id}:0")), title=f"Guess of {day_text(sheet.delivery.day)}",
        fields=(field,), instead="250",
    )  # fmt: skip


def question(sheet: DeliveryView, position: int) -> OpenRound:
    """One item of a quiz, for one person."""
    count = len(sheet.delivery.items)
    return _question(
        sheet.delivery, position, heading=f"{heading(sheet)} · {position + 1} of {count}",
        prompt=f"{_letters(sheet.delivery.items[position])} to answer; only you see this.",
    )  # fmt: skip


def _question(delivery: Delivery, position: int, *, heading: str, prompt: str, answered: str = "") -> OpenRound:
    asked = delivery.items[position]
    subject = f"{delivery.id}:{position}"
    return OpenRound(
        round_id=subject, heading=heading, stem=asked.item.stem, stimulus=asked.item.stimulus,
        options=tuple(
            Option(letter=LETTERS[i], text=text, button=Button(id=str(PressId(GUESS, subject, i)), label=LETTERS[i]))
            for i, text in enumerate(asked.item.options)
        ),
        prompt=prompt, closes_at=delivery.reveal_at, for_days=True, answered=answered,
        form=None if asked.item.options else Button(id=str(PressId(TYPE_GUESS, subject)), label="Guess"),
    )  # fmt: skip


def heading(sheet: DeliveryView) -> str:
    """Guess of Mon 2 Mar · Who said it."""
    of = sheet.delivery
    if of.style is Style.QUIZ:
        return f"{of.day:%A} quiz, {day_text(of.day)}"
    what = "Question" if _is_poll(sheet) else "Guess"
    return f"{what} of {day_text(of.day)} · {titles.kind(of.items[0].item.kind)}"


def _is_poll(sheet: DeliveryView) -> bool:
    """Whether it asks what people think, and nobody is right."""
    return sheet.delivery.style is Style.GUESS and kind_of(sheet.delivery.items[0].item).poll


def _is_number(sheet: DeliveryView) -> bool:
    """Whether it asks for a number, and the nearest is told."""
    return sheet.delivery.style is Style.GUESS and not sheet.delivery.items[0].item.options


def _answered(sheet: DeliveryView) -> str:
    if not sheet.guesses:
        return ""
    return f"{len(sheet.guesses)} {'said' if _is_poll(sheet) else 'guessed'}"


def open_quiz(sheet: DeliveryView) -> Notice:
    """A quiz as the channel sees it."""
    count = len(sheet.delivery.items)
    players = len({g.user_id for g in sheet.guesses})
    so_far = f" {players} played so far." if players else ""
    questions = counted(count, "question")
    return Notice(
        text=f"{heading(sheet)}: {questions}, the same for everybody, privately and whenever you are awake."
        f"{so_far} {_until(sheet)}",
        buttons=(Button(id=str(PressId(PLAY, sheet.delivery.id)), label="Play"),),
    )


def _until(sheet: DeliveryView) -> str:
    what = "What all said comes" if _is_poll(sheet) else "The answers come"
    if _is_number(sheet):
        what = "The nearest is told"
    if sheet.delivery.reveal_at is None:
        told = what if _is_poll(sheet) or _is_number(sheet) else "The answer comes"
        return f"{told} with the next one."
    zone = sheet.subscription.schedule.zone
    return f"{what} {standing_text(sheet.delivery.reveal_at, sheet.delivery.day, zone)} ({zone})."


def over(sheet: DeliveryView) -> Notice:
    """What is left of a post that asked, once it is resolved."""
    if sheet.subscription.state is SubscriptionState.OFF:
        return Notice(
            text=f"Over before its time: {heading(sheet)}. It was switched off by "
            f"{ended(sheet.subscription.set_by_name)} The answer stands below."
        )
    return Notice(text=f"Over: {heading(sheet)}. {'What all said' if _is_poll(sheet) else 'The answer'} stands below.")


def guessed(sheet: DeliveryView, choice: str, letter: str, so_far: Streak) -> Notice:
    """The private receipt of a guess; it says nothing about right or wrong."""
    return Notice(
        text=f"Recorded: {letter} · {ended(choice)} {_until(sheet)} {streak_text(so_far)}",
        buttons=(Button(id=str(PressId(RESULT, sheet.delivery.id)), label="Share"),),
    )


def guessed_number(sheet: DeliveryView, said: str, so_far: Streak) -> Notice:
    """The private receipt of a number; it says nothing about how near it is."""
    return Notice(
        text=f"Recorded: {ended(said)} {_until(sheet)} {streak_text(so_far)}",
        buttons=(Button(id=str(PressId(RESULT, sheet.delivery.id)), label="Share"),),
    )


def played(sheet: DeliveryView, so_far: Streak) -> Notice:
    """What somebody sees who has answered a whole quiz."""
    return Notice(
        text=f"{_all_in(len(sheet.delivery.items))} {_until(sheet)} {streak_text(so_far)}",
        buttons=(Button(id=str(PressId(RESULT, sheet.delivery.id)), label="Share"),),
    )


def _all_in(count: int) -> str:
    return {1: "Your answer is in.", 2: "Both answers are in."}.get(count, f"All {count} answers are in.")


def streak_text(so_far: Streak) -> str:
    """Your streak: 5 posts in a row."""
    posts = counted(so_far.length, "post")
    free = ", your one free miss spent" if so_far.spent else ""
    best = f" (best: {so_far.best})" if so_far.best > so_far.length else ""
    return f"Your streak: {posts} in a row{free}{best}."


def result_line(sheet: DeliveryView, name: str, so_far: Streak) -> Notice:
    """What somebody shares of their guess, without a word about the answer."""
    guess = "answered the question" if _is_poll(sheet) else "made the guess"
    verb = "played the quiz" if sheet.delivery.style is Style.QUIZ else guess
    return Notice(text=f"{name} {verb} of {day_text(sheet.delivery.day)}: {so_far.length} in a row.")


def resolved(sheet: DeliveryView, quote: QuoteCard | None) -> ClosedRound:
    """The answer to a guess: who was right, and the share of right answers."""
    asked = sheet.delivery.items[0].item
    if _is_poll(sheet):
        return _opinions(sheet, quote)
    if _is_number(sheet):
        return _numbers(sheet, quote)
    right = tuple(g.name for g in sheet.guesses if g.right)
    place = asked.options.index(asked.key)
    return ClosedRound(
        round_id=f"{sheet.delivery.id}:0", heading=heading(sheet), stem=asked.stem, stimulus=asked.stimulus,
        options=tuple((LETTERS[i], text, text == asked.key) for i, text in enumerate(asked.options)),
        answer=f"{LETTERS[place]} · {asked.key}", right=right, summary=_summary(sheet.guesses),
        explanation=asked.explanation, quote=quotes_wording.as_asked(quote, asked),
    )  # fmt: skip


def _numbers(sheet: DeliveryView, quote: QuoteCard | None) -> ClosedRound:
    """The number, and who came nearest; whoever was far away is not named."""
    asked = sheet.delivery.items[0].item
    guesses = [NearGuess(g.name, guess_of(asked, g.choice)) for g in sheet.guesses]
    near = [one for one in guesses if nearness(asked.number or 0, one.guess)]
    return ClosedRound(
        round_id=f"{sheet.delivery.id}:0", heading=heading(sheet), stem=asked.stem, stimulus=asked.stimulus, options=(),
        answer=asked.key, right=tuple(map(str, ranked(asked.number or 0, near))), summary=_nearest(sheet, near),
        explanation=asked.explanation, quote=quote,
    )  # fmt: skip


def _nearest(sheet: DeliveryView, near: Sequence[NearGuess]) -> str:
    asked = sheet.delivery.items[0].item
    if not sheet.guesses:
        return "Nobody guessed."
    guesses = [guess_of(asked, given.choice) for given in sheet.guesses]
    told = nearest(asked.number or 0, near) if near else far(asked.number or 0, guesses)
    return f"{told} {spread(guesses)}" if len(guesses) > 1 else told


def _opinions(sheet: DeliveryView, quote: QuoteCard | None) -> ClosedRound:
    """How a question without a right answer was answered: in shares, and by nobody's name."""
    asked = sheet.delivery.items[0].item
    said = [guess.choice for guess in sheet.guesses]
    return ClosedRound(
        round_id=f"{sheet.delivery.id}:0", heading=heading(sheet), stem=asked.stem, stimulus=asked.stimulus,
        options=tuple((LETTERS[i], text, False) for i, text in enumerate(asked.options)),
        notes=tuple(percent(said.count(text), len(said)) for text in asked.options) if said else (),
        answer="", right=(), summary=split(said, asked.options[0]) if said else "Nobody said anything.",
        explanation=asked.explanation, quote=quote,
    )  # fmt: skip


def _summary(guesses: Sequence[Guess]) -> str:
    if not guesses:
        return "Nobody guessed."
    right = [g.name for g in guesses if g.right]
    share = f"{len(right)} of {len(guesses)} had it ({len(right) / len(guesses):.0%})"
    names = ended(f"Right: {', '.join(right)}")
    return f"{names} {share}." if right else f"Nobody was right; {counted(len(guesses), 'person', 'people')} guessed."


def results(sheet: DeliveryView) -> Scoreboard:
    """How a quiz ended: the players, everybody together, and the answers."""
    names = {g.user_id: g.name for g in sheet.guesses}
    points = {user: sum(g.right for g in sheet.guesses if g.user_id == user) for user in names}
    board = standings((names[user], won) for user, won in points.items())
    asked = [one.item for one in sheet.delivery.items]
    room = min(LONGEST_LINE, LINES_LENGTH // (2 * len(asked) or 1))
    return Scoreboard(
        title=f"{heading(sheet)} · the results", standings=board[:BOARD_LENGTH], final=True,
        lines=tuple(f"{i}. {_resolved(item, room)}" for i, item in enumerate(asked, 1)),
        closing=_together(sheet),
    )  # fmt: skip


def _resolved(item: Item, room: int) -> str:
    """What was asked, and its answer, in so many characters each: nobody remembers the second question of three."""
    lines = [line for line in item.stimulus.splitlines() if line.strip()]
    shown = " / ".join(f"“{excerpt(line, max(20, room // len(lines)))}”" for line in lines) or excerpt(item.stem, room)
    return f"{shown} → {excerpt(item.key, room)}"


def _together(sheet: DeliveryView) -> str:
    if not sheet.guesses:
        return "Nobody played."
    right = sum(g.right for g in sheet.guesses)
    return f"Together: {right} of {len(sheet.guesses)} right ({right / len(sheet.guesses):.0%})."


def _letters(asked: AskedItem) -> str:
    return letters(len(asked.item.options))
