"""The end of an evening in words: awards, the quote and the lie of the night, and how somebody did."""

import random
from collections.abc import Sequence
from dataclasses import replace

from bot.chat.counts import both, counted
from bot.chat.incoming import PressId
from bot.chat.messages import Button, Notice
from bot.games.model import Game, Pace, Player
from bot.games.rules.awards import Award, BestLie, Honour, Record
from bot.games.scores import standings
from bot.games.verbs import AGAIN, LEADERS, MINE, REMATCH, TELL

# One of them follows the awards.
QUIPS = (
    "The medals are imaginary, the glory is not.",
    "The jury was bribed with tea.",
    "Speeches are limited to one word.",
    "The trophy is still at the engraver's.",
    "Photographs of the names may be taken now.",
    "All awards are final, except those that are not.",
)


def honours(told: Sequence[Award], seed: str) -> list[str]:
    """The awards of a game, a line each; the seed decides about the joke behind them."""
    lines = [_award(award) for award in told]
    return [*lines[:-1], f"{lines[-1]} {random.Random(seed).choice(QUIPS)}"] if lines else []


def _award(award: Award) -> str:
    told = _earned(award)
    if not award.others:
        return told
    return f"{told.rstrip('.')}; {award.others} more did as well, and a coin chose."


def _earned(award: Award) -> str:
    names, amount = both(award.names), int(award.amount)
    match award.honour:
        case Honour.ALONE:
            return f"Right all alone: {names}, {_times(amount)}{' each' if len(award.names) > 1 else ''}."
        case Honour.FASTEST:
            return f"Fastest: {names}, right after {award.amount:.1f} seconds."
        case Honour.LIAR:
            each = " each" if len(award.names) > 1 else ""
            return f"Best liar: {names}, whose endings got {counted(amount, 'vote')}{each}."
        case Honour.STREAK:
            return f"Longest streak: {names}, {amount} in a row{' each' if len(award.names) > 1 else ''}."
        case Honour.EAR:
            return f"Best ear: {names}, who knew the voice {_times(amount)}{' each' if len(award.names) > 1 else ''}."


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def best_lie(told: BestLie | None) -> list[str]:
    """The ending that most believed."""
    if told is None:
        return []
    more = (
        f"; the endings of {told.name} got {counted(told.votes, 'vote')} in all" if told.votes > told.believed else ""
    )
    return [f"Lie of the night: “{told.text}”, by {told.name}, believed by {told.believed}{more}."]


def best_quote(text: str, speaker: str) -> str:
    """What was worth hearing."""
    return f"Quote of the night: “{text}” — {speaker}"


def board_buttons(game: Game) -> tuple[Button, ...]:
    """What one wants when a game is over; a thread is closed by then, so nothing begins anew in it."""
    labels = {MINE: "My result", LEADERS: "Leaderboard"}
    if not game.rules.thread:
        labels = {AGAIN: "Play again", REMATCH: "Rematch", **labels}
    if game.rules.pace is Pace.SOLO:
        labels = {AGAIN: "Play again"}
    return tuple(Button(id=str(PressId(verb, game.id)), label=label) for verb, label in labels.items())


def result(record: Record, game: Game, user_id: str) -> Notice:
    """How one player did, for them alone; they may tell it."""
    mine = next((p for p in record.players if p.user_id == user_id), None)
    if mine is None:
        return Notice(text="You did not play in this game. Play again lets you into the next one.")
    share = (Button(id=str(PressId(TELL, game.id)), label="Share"),)
    return Notice(text=f"You were {_how(record, mine)}", buttons=share)


def same_players(begun: Notice, *, sides: bool) -> Notice:
    """The receipt of a rematch."""
    where = ", on the same side as before" if sides else ""
    return replace(begun, text=f"{begun.text} Everybody who had joined is in again{where}.")


def told(record: Record, user_id: str) -> Notice | None:
    """The same to everybody; None for somebody who did not play."""
    mine = next((p for p in record.players if p.user_id == user_id), None)
    return None if mine is None else Notice(text=f"{mine.name} was {_how(record, mine)}")


def _how(record: Record, mine: Player) -> str:
    board = standings((p.user_id, p.points) for p in record.players)
    place = next(s.rank for s in board if s.name == mine.user_id)
    right = record.right(mine.user_id)
    among = f" of {len(board)}" if len(board) > 1 else ""
    score = f"{ordinal(place)}{among} with {counted(mine.points, 'point')}"
    if not record.rounds:
        # It was folded since.
        return f"{score}."
    if not right and not any(p.points for p in record.players):
        said = sum(a.user_id == mine.user_id for a in record.answers)
        return f"there for {said} of {counted(len(record.played), 'round')}; no points were to be made in them."
    return f"{score}: {sum(right)} of {len(right)} right."


def ordinal(number: int) -> str:
    """1st, 2nd, 3rd, 4th, 11th, 21st."""
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"
