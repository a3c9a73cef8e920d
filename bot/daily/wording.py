"""How daily posts are put into words: receipts, the schedule, guesses, quizzes, private notes."""

from collections.abc import Sequence
from datetime import datetime, time

from bot.chat import titles
from bot.chat.counting import counted, ended
from bot.chat.messages import (
    Button,
    ClosedRound,
    Listing,
    Mark,
    Notice,
    OpenRound,
    Option,
    PressId,
    QuoteCard,
    Scoreboard,
)
from bot.chat.moments import day_text, local_date, moment_text, short_day, standing_text
from bot.daily.rules.calendar import EVERY_DAY, Slot
from bot.daily.rules.model import (
    DAILY,
    AskedItem,
    Delivery,
    DeliveryState,
    DeliveryView,
    Guess,
    Reason,
    Style,
    Subscription,
)
from bot.daily.rules.reading import NAMES
from bot.daily.rules.streaks import Streak
from bot.games.scoring import standings
from bot.library import wording as quotes_wording
from bot.library.library import Library
from bot.library.model import NumberedQuote
from bot.library.voting import Tally

GUESS, PLAY, RESULT = "guess", "play", "result"
LETTERS = "ABCDEFGH"
AT = " at "
BOARD_LENGTH = 5
_WORKDAYS = frozenset(range(5))
_WEEKEND = frozenset({5, 6})
_WHAT = {Style.QUOTE: "quote", Style.GUESS: "guess", Style.QUIZ: "quiz"}


def time_text(wall: time) -> str:
    """09:00."""
    return f"{wall:%H:%M}"


def days_text(days: frozenset[int]) -> str:
    """every day, Mon to Fri, Mon and Wed."""
    if days == EVERY_DAY:
        return "every day"
    if days == _WORKDAYS:
        return "Mon to Fri"
    if days == _WEEKEND:
        return "on weekends"
    named = [NAMES[d].capitalize() for d in sorted(days)]
    return "every " + (named[0] if len(named) == 1 else f"{', '.join(named[:-1])} and {named[-1]}")


def when_text(subscription: Subscription) -> str:
    """every day at 09:00 (Europe/Berlin)."""
    schedule = subscription.schedule
    return f"{days_text(schedule.days)} at {time_text(schedule.time)} ({schedule.zone})"


def what_text(subscription: Subscription) -> str:
    """quote, guess from talk."""
    return _WHAT[subscription.style] + (f" from {subscription.pack}" if subscription.pack else "")


def was_set(subscription: Subscription, first: Slot, unseen: int, at: datetime, *, other_kind: bool = False) -> Notice:
    """The private receipt of who set it: the first post there, and by the reader's own clock; `other_kind`: a guess
    that cannot ask who said something.
    """
    few = f" It has {counted(unseen, 'unseen quote')}; after that the oldest come again." if 0 < unseen <= 30 else ""
    note = " It asks no “who said this”: that takes three voices." if other_kind else ""
    return Notice(
        text=(
            f"Set: a {what_text(subscription)} here {when_text(subscription)}.{few}{note} /daily show tells more, "
            "/daily off ends it. "
            f"The first comes {moment_text(first.at, at, subscription.schedule.zone, between=AT)} there; by your own "
            "clock "
            "that is"
        ),
        mark=Mark.RIGHT,
        moment=first.at,
    )


def announced(subscription: Subscription) -> Notice:
    """What the channel is told: what changed, and by whom."""
    if subscription.next is None:
        return Notice(text=f"{subscription.set_by_name} switched the daily {what_text(subscription)} off.")
    return Notice(
        text=f"{subscription.set_by_name} set a daily {what_text(subscription)} for this channel: "
        f"{when_text(subscription)}."
    )


def switched_off(to: Sequence[Subscription]) -> Listing | Notice:
    """The receipt of /daily off: what brings each of them back."""
    if len(to) == 1:
        return Notice(text=f"Off: the daily {what_text(to[0])}. {again(to[0])} brings it back.")
    return Listing(
        title=f"Off: {len(to)} daily posts",
        lines=tuple(f"{what_text(s)}: {again(s)}" for s in to),
        closing="Each is brought back by its own command.",
    )


def again(subscription: Subscription) -> str:
    """What to type to have it posted as before: days, zone and the rest are remembered by pack and style."""
    style = "" if subscription.style is Style.QUOTE else f" style={subscription.style}"
    return f"/daily set {time_text(subscription.schedule.time)}{style}" + (
        f" pack={subscription.pack}" if subscription.pack else ""
    )


def skipped(subscription: Subscription, left_out: Slot, following: Slot, at: datetime) -> Notice:
    """The receipt of /daily skip."""
    zone = subscription.schedule.zone
    return Notice(
        text=f"Skipped: the {what_text(subscription)} of {moment_text(left_out.at, at, zone, between=AT)}. The next "
        "comes "
        f"{moment_text(following.at, at, zone, between=AT)} ({zone}); /daily now posts one at once."
    )


def posted_now(subscription: Subscription) -> Notice:
    """The receipt of /daily now."""
    return Notice(text=f"On its way: one {what_text(subscription)}, besides the daily ones.")


def queued(subscription: Subscription, number: int, at: datetime) -> Notice:
    """The receipt of /daily next."""
    assert subscription.next is not None
    when = moment_text(subscription.next.at, at, subscription.schedule.zone, between=AT)
    return Notice(text=f"#{number} is posted next: {when} ({subscription.schedule.zone}).")


def listing(shown: Sequence[tuple[Subscription, Sequence[Slot], Sequence[Delivery]]], at: datetime) -> Listing:
    """What is posted here daily: the next posts of each, and what became of the last ones."""
    lines: list[str] = []
    for to, following, recent in shown:
        lines.append(f"{what_text(to)}, {when_text(to)}, set by {to.set_by_name}{state_text(to)}")
        zone, today = to.schedule.zone, local_date(at, to.schedule.zone)
        lines += [f"  next: {moment_text(s.at, at, zone)} {zone}{_queued(to, i)}" for i, s in enumerate(following)]
        lines += [f"  was: {short_day(d.day, today)}{_slot(d)}, {outcome(d)}" for d in recent]
    return Listing(
        title="Daily here", lines=tuple(lines),
        closing="/daily skip leaves the next one out, /daily now posts one at once, /daily off ends it.",
    )  # fmt: skip


def nothing_daily() -> Notice:
    """What /daily show says where there is nothing."""
    return Notice(text="Nothing is posted here daily. For example: /daily set 09:00 timezone=Europe/Berlin")


def outcome(delivery: Delivery) -> str:
    """What became of a delivery, in words."""
    match delivery.state:
        case DeliveryState.WAITING:
            return "on its way"
        case DeliveryState.SENT:
            return f"posted (#{delivery.number})" if delivery.number is not None else "posted"
        case DeliveryState.UNKNOWN:
            return "perhaps posted: the platform did not say, so it was not sent again"
        case DeliveryState.FAILED:
            return f"not posted: {_REASONS.get(delivery.reason, 'the platform refused it')}"
        case DeliveryState.SKIPPED:
            return f"skipped: {_REASONS.get(delivery.reason, delivery.reason)}"


_REASONS: dict[str, str] = {
    Reason.LATE: "I was away too long for that day",
    Reason.ASKED: "as you asked",
    Reason.OFF: "it was switched off",
    Reason.EMPTY: "the pack had nothing to post",
    Reason.GONE: "the channel is gone",
    Reason.NOT_ALLOWED: "I may not post in the channel",
    Reason.NOT_HERE: "I am no member of the channel",
}


def card(numbered: NumberedQuote, library: Library, delivery: Delivery, votes: Tally) -> QuoteCard:
    """A quote as a daily post, with what members think of it."""
    lead = delivery.lead
    shown = quotes_wording.card(numbered, library, lead=lead)
    return QuoteCard(
        number=shown.number, text=shown.text, verbatim=shown.verbatim, speaker=shown.speaker, credit=shown.credit,
        lead=shown.lead, note=shown.note, link=shown.link, more=shown.more,
        buttons=(*shown.buttons[:1], *quotes_wording.vote_buttons(numbered.number, votes, delivery.id)),
    )  # fmt: skip


def low(subscription: Subscription, unseen: int) -> Notice:
    """The private note that a pool runs out."""
    left = counted(unseen, "quote") if unseen else "no quote"
    return Notice(
        text=f"Your daily {what_text(subscription)} has {left} left that the channel has not seen; after that the "
        "oldest come again. /quotes import brings in more."
    )


def empty(subscription: Subscription, *, reviewed_only: bool = False) -> Notice:
    """The private note that there was nothing to post."""
    if reviewed_only:
        return Notice(
            text=f"Your daily {what_text(subscription)} ({when_text(subscription)}) had nothing to post: only quotes "
            "that a manager kept are posted there, and there is none. /quotes review deals them; it then goes on by "
            "itself. /daily off in the channel ends it."
        )
    return Notice(
        text=f"Your daily {what_text(subscription)} ({when_text(subscription)}) had nothing to post. /quotes packs "
        "shows what there is and /quotes import brings in more; it then goes on by itself. /daily off in the "
        "channel ends it."
    )


def paused(subscription: Subscription) -> Notice:
    """The private note that a schedule stands still."""
    why = _REASONS.get(subscription.reason, "the channel is closed to me")
    return Notice(
        text=f"I stopped the daily {what_text(subscription)} ({when_text(subscription)}) because {why}. When that is "
        "put right, "
        f"{again(subscription)} in the channel goes on."
    )


def open_guess(sheet: DeliveryView) -> OpenRound:
    """A guess as the channel sees it."""
    asked = sheet.delivery.items[0]
    return _question(
        sheet.delivery, 0, heading=heading(sheet),
        prompt=f"Guess privately: {_letters(asked)}. {_until(sheet)}",
        answered=f"{len(sheet.guesses)} guessed" if sheet.guesses else "",
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
    )  # fmt: skip


def heading(sheet: DeliveryView) -> str:
    """Guess of Mon 2 Mar · Who said it."""
    of = sheet.delivery
    if of.style is Style.QUIZ:
        return f"{of.day:%A} quiz, {day_text(of.day)}"
    return f"Guess of {day_text(of.day)} · {titles.kind(of.items[0].item.kind)}"


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
    if sheet.delivery.reveal_at is None:
        return "The answer comes with the next one."
    zone = sheet.subscription.schedule.zone
    return f"The answers come {standing_text(sheet.delivery.reveal_at, sheet.delivery.day, zone)} ({zone})."


def over(sheet: DeliveryView) -> Notice:
    """What is left of a post that asked, once it is resolved."""
    return Notice(text=f"Over: {heading(sheet)}. The answer stands below.")


def guessed(sheet: DeliveryView, choice: str, letter: str, so_far: Streak) -> Notice:
    """The private receipt of a guess; it says nothing about right or wrong."""
    return Notice(
        text=f"Recorded: {letter} · {ended(choice)} {_until(sheet)} {streak_text(so_far)}",
        buttons=(Button(id=str(PressId(RESULT, sheet.delivery.id)), label="Share"),),
    )


def played(sheet: DeliveryView, so_far: Streak) -> Notice:
    """What somebody sees who has answered a whole quiz."""
    return Notice(
        text=f"{_all_in(len(sheet.delivery.items))} {_until(sheet)} {streak_text(so_far)}",
        buttons=(Button(id=str(PressId(RESULT, sheet.delivery.id)), label="Share"),),
    )


def _all_in(count: int) -> str:
    return "Your answer is in." if count == 1 else f"All {count} answers are in."


def streak_text(so_far: Streak) -> str:
    """Your streak: 5 posts in a row."""
    posts = counted(so_far.length, "post")
    free = ", your one free miss spent" if so_far.spent else ""
    best = f" (best: {so_far.best})" if so_far.best > so_far.length else ""
    return f"Your streak: {posts} in a row{free}{best}."


def result_line(sheet: DeliveryView, name: str, so_far: Streak) -> Notice:
    """What somebody shares of their guess, without a word about the answer."""
    verb = "played the quiz" if sheet.delivery.style is Style.QUIZ else "made a guess"
    return Notice(text=f"{name} {verb} of {day_text(sheet.delivery.day)}: {so_far.length} in a row.")


def resolved(sheet: DeliveryView, quote: QuoteCard | None) -> ClosedRound:
    """The answer to a guess: who was right, and the share of right answers."""
    asked = sheet.delivery.items[0].item
    right = tuple(g.name for g in sheet.guesses if g.right)
    place = asked.options.index(asked.key)
    return ClosedRound(
        round_id=f"{sheet.delivery.id}:0", heading=heading(sheet), stem=asked.stem, stimulus=asked.stimulus,
        options=tuple((LETTERS[i], text, text == asked.key) for i, text in enumerate(asked.options)),
        answer=f"{LETTERS[place]} · {asked.key}", right=right, summary=_summary(sheet.guesses),
        explanation=asked.explanation, quote=quote,
    )  # fmt: skip


def _summary(guesses: Sequence[Guess]) -> str:
    if not guesses:
        return "Nobody guessed."
    right = [g.name for g in guesses if g.right]
    share = f"{len(right)} of {len(guesses)} had it ({len(right) / len(guesses):.0%})"
    names = ended(f"Right: {', '.join(right)}")
    return f"{names} {share}." if right else f"Nobody was right: {share}."


def results(sheet: DeliveryView) -> Scoreboard:
    """How a quiz ended: the players, everybody together, and the answers."""
    names = {g.user_id: g.name for g in sheet.guesses}
    points = {user: sum(g.right for g in sheet.guesses if g.user_id == user) for user in names}
    board = standings((names[user], won) for user, won in points.items())
    answers = "; ".join(f"{i}. {a.item.key.rstrip('.')}" for i, a in enumerate(sheet.delivery.items, 1))
    return Scoreboard(
        title=f"{heading(sheet)} · the results", standings=board[:BOARD_LENGTH], final=True,
        closing=f"{_together(sheet)} The answers: {answers}.",
    )  # fmt: skip


def _together(sheet: DeliveryView) -> str:
    if not sheet.guesses:
        return "Nobody played."
    right = sum(g.right for g in sheet.guesses)
    return f"Together: {right} of {len(sheet.guesses)} right ({right / len(sheet.guesses):.0%})."


def _letters(asked: AskedItem) -> str:
    return f"A–{LETTERS[len(asked.item.options) - 1]}"


def state_text(subscription: Subscription) -> str:
    """That it stands still, and why; nothing for one that goes on."""
    if subscription.next is not None:
        return ""
    return f": stopped, {_REASONS[subscription.reason]}" if subscription.reason in _REASONS else ": off"


def _queued(subscription: Subscription, position: int) -> str:
    return f" (#{subscription.queued})" if position == 0 and subscription.queued else ""


def _slot(delivery: Delivery) -> str:
    return "" if delivery.slot == DAILY else " (the answer)" if delivery.about else " (asked for)"
