"""Who stands where after some rounds of a game, in one line of a reveal: no message of its own."""

from collections.abc import Sequence

from bot.chat.messages import Standing
from bot.games.model import GameSnapshot, GameState, ScoreEvent
from bot.games.scores import standings, team_points
from content.text import excerpt

# After every so many rounds; as many are told.
EVERY, MOST = 3, 5
LONGEST_NAME = 40


def is_told(table: GameSnapshot) -> bool:
    """Whether the reveal of the table's round tells who stands where; the last one has the final board below it."""
    asked = table.round
    if asked is None or asked.void or asked.number % EVERY:
        return False
    return table.game.state is not GameState.OVER or asked.number < table.game.rules.rounds


def so_far(table: GameSnapshot, scores: Sequence[ScoreEvent]) -> str:
    """After 3 rounds: 1. Ines 438 · 2. Ada 414; before the last one: One round to go. `scores` are those up to the
    table's round; of teams the teams alone, nothing where nobody has points.
    """
    assert table.round is not None
    won = {player.user_id: 0 for player in table.players}
    for score in scores:
        won[score.user_id] = won.get(score.user_id, 0) + score.points
    teams = team_points(table.players, scores)
    names = {player.user_id: player.name for player in table.players}
    players = [(names.get(user_id, ""), points) for user_id, points in won.items()]
    board = standings((f"team {name}", points) for name, points in teams.items()) if len(teams) > 1 else ()
    board = board or standings(players)
    if not any(standing.points for standing in board):
        return ""
    more = f" · {len(board) - MOST} more" if len(board) > MOST else ""
    is_last = table.round.number + 1 == table.game.rules.rounds and table.game.state is not GameState.OVER
    when = "One round to go" if is_last else f"After {table.round.number} rounds"
    return f"{when}: {' · '.join(map(_told, board[:MOST]))}{more}"


def _told(standing: Standing) -> str:
    return f"{standing.rank}. {excerpt(standing.name, LONGEST_NAME)} {standing.points:,}"
