"""Names, boards over time, and what a player is told about themselves."""

from collections.abc import Sequence

from bot.chat import titles
from bot.chat.counts import counted
from bot.chat.identity import TEAMMATE
from bot.chat.messages import Listing, Notice, Scoreboard
from bot.games.evening_wording import ordinal
from bot.games.scores import standings
from bot.people.boards import AnsweredItem, Period, Scope, Share, shares

BOARD_LENGTH = 10
BEST = 3
HIDDEN = "You are on no leaderboard; /privacy hide off shows your name again from your next game on."


def leaderboard(
    points: Sequence[tuple[str, str, int]], period: Period, scope: Scope, user_id: str = "", *, hidden: bool = False
) -> Scoreboard | Notice:
    """The board of a period; (user id, name, points) in any order. Who asks is told their own place if it is lower, or
    that they are `hidden`.
    """
    named = {Period.WEEK: "this week", Period.MONTH: "this month", Period.SEASON: "this season"}
    when = named.get(period, "of all time")
    where = "in this channel" if scope is Scope.CHANNEL else "in the whole workspace"
    board = standings((name, won) for _, name, won in points if won > 0)
    own = next((won for who, _, won in points if who == user_id and won > 0), 0)
    place = next((s.rank for s in board if s.points == own), 0) if own else 0
    mine = f"You are {ordinal(place)} with {counted(own, 'point')}." if place > BOARD_LENGTH else ""
    mine = HIDDEN if hidden else mine
    if not board:
        nobody = f"Nobody has points {where} yet. A game needs two players to count: /quiz start"
        return Notice(text=f"{nobody}. {HIDDEN}" if hidden else nobody)
    more = _more(len(board) - BOARD_LENGTH) if len(board) > BOARD_LENGTH else ""
    return Scoreboard(
        title=f"Leaderboard {when}, {where}", standings=board[:BOARD_LENGTH], closing=f"{more} {mine}".strip()
    )


def stats(answers: Sequence[AnsweredItem], speakers: dict[int, str]) -> Listing | Notice:
    """What somebody is good at; `speakers` by quote number."""
    if not answers:
        return Notice(text="You have not answered anything yet. /quiz start gives you the chance.")
    right = sum(a.right for a in answers)
    kinds = [_share(s) for s in shares(answers, lambda a: titles.kind(a.kind))]
    known = [s for s in shares(answers, lambda a: speakers.get(a.quote_number or 0, "")) if s.right]
    lines = [f"Right: {right} of {len(answers)} ({right / len(answers):.0%})", *kinds]
    if known:
        lines.append("You know best: " + ", ".join(f"{s.name} ({s.right} of {s.answers})" for s in known[:BEST]))
    return Listing(title="Your answers", lines=tuple(lines), closing=_again(len(answers) - right))


def _again(wrong: int) -> str:
    return "Only you see this." + (" /quiz start mode=missed asks again what you got wrong." if wrong else "")


def hiding() -> Notice:
    """What hiding does, before it is done."""
    return Notice(
        text=f"Hidden, you play as “{TEAMMATE}”, no leaderboard lists you, and games past show you so for good. "
        "/privacy hide on does it; /privacy hide off shows your name again from your next game on."
    )


def hidden(now: bool) -> Notice:
    """The receipt of /privacy hide."""
    if now:
        return Notice(
            text=f"From now on you play as “{TEAMMATE}”, no leaderboard lists you, and games past show you so for "
            "good. /privacy hide off shows your name again from your next game on."
        )
    return Notice(text="Your name is shown again, from your next game on. Games played hidden stay so.")


def reported(*, review: bool, again: bool = False, standing: int = 0) -> Notice:
    """The receipt of a report, or of the same one `again`; `standing` is the number of the round that asks it now."""
    if again and not review:
        return Notice(
            text="You reported that question already, and once counts. Somebody else's report would count too."
        )
    if review:
        return Notice(text="Thank you: that question was reported twice now and is in no game any more.")
    which = f"the question of round {standing}, which goes on and counts," if standing else "the last question"
    return Notice(
        text=f"Thank you: {which} is not asked in this channel again. If somebody else reports it too, no game asks it "
        "any more."
    )


def _more(count: int) -> str:
    return "1 more has points." if count == 1 else f"{count:,} more have points."


def _share(share: Share) -> str:
    return f"{share.name}: {share.right} of {share.answers}"
