"""Why somebody got their points, in two or three words behind them."""

from collections.abc import Collection, Sequence

from bot.games.model import Answer, Round, ScoreEvent, ScoreKind
from bot.games.scores import STREAK_CAP, STREAK_FROM, STREAK_STEP, points, share_of_time

# From so many right answers in a row on they are worth no more.
LONGEST_STREAK = STREAK_FROM - 1 + int(STREAK_CAP / STREAK_STEP)


def points_told(score: ScoreEvent, round_: Round, given: Sequence[Answer], hinted: Collection[str]) -> str:
    """+172 (4 in a row); `given` are the round's answers, `hinted` who took its hint."""
    mine = next((answer for answer in given if answer.user_id == score.user_id), None)
    took_hint = score.user_id in hinted
    why = ["over-ruled"] * (score.kind is ScoreKind.OVERRULE) + ["half for the hint"] * took_hint
    if mine is not None and round_.item.number is None:
        why += _in_a_row(score, round_, mine, hinted=took_hint)
    return f"+{score.points}" + (f" ({', '.join(why)})" if why else "")


def _in_a_row(score: ScoreEvent, round_: Round, mine: Answer, *, hinted: bool) -> list[str]:
    """The streak that these points hold: what it adds tells how long it was."""
    taken = share_of_time(round_, mine.at)
    for streak in range(STREAK_FROM, LONGEST_STREAK + 1):
        if points(taken=taken, streak=streak, hinted=hinted) == score.points:
            return [f"{streak} in a row" if streak < LONGEST_STREAK else f"{streak} or more in a row"]
    return []
