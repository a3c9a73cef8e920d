"""What the bot learns from a round's answers: how hard its item is, how strong its players are; and unlearning it."""

from bot.games import rules as play
from bot.games.judging import Verdict
from bot.games.model import GameSnapshot
from bot.games.rating import ItemStat, answered, first_rating, step_of, undone
from bot.games.rows.items import ItemRows
from bot.games.rows.strengths import StrengthRows
from bot.storage.transaction import Transaction
from content.items import kind_of


def rate(tx: Transaction, table: GameSnapshot) -> None:
    """Learn from the answers of the table's round, and keep what each of them changed."""
    assert table.round is not None
    workspace_id, item = table.game.place.workspace_id, table.round.item
    if not table.answers or play.is_written(item) or kind_of(item).poll:
        return  # How good the players' own endings are says nothing of an item, nor what they think.
    stat = tx[ItemRows].stats(workspace_id).get(item.id) or ItemStat(item_id=item.id, rating=first_rating(item))
    strengths = tx[StrengthRows].strengths(workspace_id, [a.user_id for a in table.answers])
    steps = []
    for given in table.answers:
        # To guess the number itself is luck: to be near it is what an item can ask.
        right = given.verdict in (Verdict.ACCEPT, Verdict.NEAR)
        before, weaker = stat, strengths[given.user_id]
        stat, stronger = answered(before, weaker, item, right=right)
        tx[StrengthRows].put_strength(workspace_id, stronger)
        steps.append(step_of(before, stat, weaker, stronger, right=right))
    tx[ItemRows].put_stat(workspace_id, stat)
    tx[ItemRows].keep_steps(table.round.id, steps)


def unrate(tx: Transaction, table: GameSnapshot) -> None:
    """Take back what was learned from the table's round; nothing where it was not learned from."""
    assert table.round is not None
    workspace_id = table.game.place.workspace_id
    steps = tx[ItemRows].take_steps(table.round.id)
    stat = tx[ItemRows].stats(workspace_id).get(table.round.item.id)
    if not steps or stat is None:
        return
    strengths = tx[StrengthRows].strengths(workspace_id, [s.user_id for s in steps])
    for step in steps:
        stat, weaker = undone(stat, strengths[step.user_id], step)
        tx[StrengthRows].put_strength(workspace_id, weaker)
    tx[ItemRows].put_stat(workspace_id, stat)
