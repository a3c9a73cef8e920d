"""How games begin and end, and how their boards are put into words."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from math import ceil

from bot.chat import titles
from bot.chat.counts import both, counted, either, ended
from bot.chat.incoming import PressId, Problem, User
from bot.chat.messages import Button, Lobby, Mark, Notice, Scoreboard, Standing
from bot.chat.moments import day_text
from bot.games.evening_wording import board_buttons
from bot.games.model import (
    MIXED,
    Ending,
    Game,
    GameSnapshot,
    GameState,
    Pace,
    Rules,
    ScoreEvent,
    Teams,
)
from bot.games.rules.awards import Record
from bot.games.rules.lobby import LOBBY_SECONDS, TEAM_NAMES, fewest_players, host_name, lobby_seconds
from bot.games.rules.round_end import SILENT_ROUNDS
from bot.games.scores import BEST_OF_TEAM, standings, team_points
from bot.games.verbs import BEGIN, JOIN
from content.items import kind_of
from content.text import excerpt

BOARD_LENGTH = 5
# More than that share a game without their names in its title.
MOST_WINNERS = 3
# Below so many sides no team plays against another.
SIDES = 2
# Seconds that a round takes with its reveal, as it is told before.
A_ROUND = 45
TITLE = 60
A_HEAD = f"In each round a team gets the average points of its best {BEST_OF_TEAM} players."
_ALL = {1: "The one round is", 2: "Both rounds are"}
_UNSEEN = {
    Problem.GONE: "its channel is archived or gone",
    Problem.NOT_ALLOWED: "I may not post in its channel any more",
    Problem.NOT_HERE: "I am no member of its channel any more; invite me again",
    Problem.BETWEEN_PEOPLE: "I am not in that conversation between people",
    "deleted": "what I posted there was deleted, and so was what I posted in its place",
    "unknown": "nobody can tell whether its next round arrived, and I send nothing twice",
}


def started(game: Game, wanted: int, lacking: Sequence[str] = ()) -> Notice:
    """The private receipt of who started a game, that it has fewer rounds than were `wanted`, and of which chosen
    kinds there is nothing.
    """
    there = [kind for kind in game.rules.mode.split(",") if kind not in lacking]
    game = replace(game, rules=replace(game.rules, mode=",".join(there) or game.rules.mode))
    what = "" if game.rules.mode == MIXED else f" of {both(titles.kinds(game.rules.mode))}"
    what += "." + too_few(game.rules, wanted) + none_of(lacking)
    rounds = _rounds(game)
    if game.rules.thread:
        return Notice(text=f"{rounds.capitalize()}{what} A thread of its own opens for it in a moment.")
    if game.state is GameState.LOBBY:
        return Notice(text=f"The lobby is open: {rounds}{what} /quiz begin when everybody is in, else {_soon(game)}.")
    how = " Press Next when you want to see an answer." if game.rules.pace is Pace.RELAXED else ""
    return Notice(text=f"The game is on: {rounds}{what} /quiz join lets the others in, /quiz stop ends it.{how}")


def none_of(lacking: Sequence[str]) -> str:
    """Of which kinds there is nothing to ask; a sentence with a space before it, "" for none."""
    return f" There is no {either(titles.kinds(','.join(lacking)))} question here." if lacking else ""


def missed(game: Game) -> str:
    """Before the first round of what somebody got wrong."""
    count = game.rules.rounds
    return "One that you got wrong." if count == 1 else f"{count} that you got wrong, the newest first."


def _soon(game: Game) -> str:
    """In a minute, in 20 seconds."""
    seconds = lobby_seconds(game.rules)
    return "in a minute" if seconds == LOBBY_SECONDS else f"in {counted(seconds, 'second')}"


def _after_opening(game: Game) -> str:
    """The same in a message that stands for as long, and is not changed by the second."""
    seconds = lobby_seconds(game.rules)
    when = "a minute" if seconds == LOBBY_SECONDS else counted(seconds, "second")
    return f"{when} after it was opened"


def too_few(rules: Rules, wanted: int) -> str:
    """Why a game is shorter than it was wanted, or asks about samples too; nothing where it is neither."""
    count = rules.rounds
    if rules.samples:
        return " What is in use here does not give enough questions for a game yet, so the samples are asked about too."
    if count >= wanted:
        return ""
    kind = "" if rules.mode == MIXED else f" of {both(titles.kinds(rules.mode))}"
    where = f"in {rules.pack}" if rules.pack else "here"
    if count == 1:
        return f" Only one question{kind} {where} can be asked in one game, so it is not {wanted} rounds."
    return (
        f" Only {counted(count, 'question')}{kind} {where} fit into one game, as none may repeat or give away another, "
        f"so it is not {wanted} rounds."
    )


def goes_on(*, stops: bool) -> str:
    """Before the round of a solo game that somebody wanted to begin anew."""
    ends = " /quiz stop ends it." if stops else ""
    return f"Your game goes on where it was; what you chose just now was not taken.{ends}"


def title(packs: Sequence[str], day: date) -> str:
    """What is played and when: The round table, Sun 1 Mar 2026."""
    return f"{titled(packs)}, {day_text(day)}"


def titled(packs: Sequence[str]) -> str:
    """One pack by its name, several by how many they are: most of a game is seldom of the first."""
    return excerpt(packs[0], TITLE) if len(packs) == 1 else counted(len(packs), "pack")


def thread_name(named: str) -> str:
    """What a thread is called."""
    return f"Quiz: {named}"


def in_thread(game: Game, named: str) -> Notice:
    """What stands in the channel while the game is played in the thread below it."""
    said = f"{_rounds(game).capitalize()}, played in the thread of this message. Come in."
    return Notice(text=f"{thread_name(named)}. {said}")


def was_in_thread(table: GameSnapshot, scores: Sequence[ScoreEvent], named: str, agreed: str) -> Notice:
    """What stays in the channel of a game that was played in the thread below it."""
    board = scoreboard(table, scores, final=True, agreed=agreed)
    won = winners(board.teams or board.standings)
    said = f"The game in the thread of this message is over. {ended(won) + ' ' if won else ''}{board.closing}"
    return Notice(text=f"{thread_name(named)}. {said}")


def _rounds(game: Game) -> str:
    return counted(game.rules.rounds, "round")


def joined(table: GameSnapshot, user: User, at: datetime) -> Notice:
    """The receipt of a join."""
    player = table.player(user.id)
    team = f" Team {player.team}." if player and player.team else ""
    if not team and table.game.rules.teams is Teams.NAMED and table.game.state is GameState.LOBBY:
        team = f" /quiz join {TEAM_NAMES[0]} chooses a team: {either(TEAM_NAMES)}."
    waits = f"The game begins {_until(table.game, at)}." if _is_lobby(table) else "Rounds wait for you now."
    return Notice(text=f"{user.name} is in.{team} {waits}", mark=Mark.RIGHT)


def _is_lobby(table: GameSnapshot) -> bool:
    return table.game.state is GameState.LOBBY


def _until(game: Game, at: datetime) -> str:
    """Soon; in 8 minutes, where that is longer than any lobby by itself."""
    if game.begins_at is None or game.begins_at <= at + timedelta(seconds=LOBBY_SECONDS):
        return "soon"
    return f"in {counted(ceil((game.begins_at - at).total_seconds() / 60), 'minute')}"


def begun() -> Notice:
    """The receipt of who ended the lobby."""
    return Notice(text="Off we go.")


def unseen(table: GameSnapshot, why: str) -> Notice:
    """The private note to a host whose game could not be shown any more; `why` is a Problem, a key of _UNSEEN or ""."""
    reason = _UNSEEN.get(why, "the channel did not take what I sent")
    return Notice(
        text=f"Your game of {_rounds(table.game)} is over: {reason}. What was scored stays; /quiz start begins anew."
    )


def lobby(table: GameSnapshot, packs: Sequence[str] = (), heading: str = "", prompt: str = "") -> Lobby:
    """The lobby as it gathers, and how it ended; `packs` are the titles of what is played. Another `heading` and
    `prompt` stand there where it was opened by a schedule.
    """
    game, members = table.game, [p for p in table.players if p.joined]
    teams = [(name, tuple(p.name for p in members if p.team == name)) for name in (*TEAM_NAMES, "")]
    open_ = game.state is GameState.LOBBY
    return Lobby(
        heading=heading or _lobby_heading(table, packs, open_=open_),
        teams=tuple((name or _without_team(game), names) for name, names in teams if names),
        prompt=(prompt or _lobby_prompt(game)) if open_ else "",
        begins_at=game.begins_at,
        buttons=(*_ways_in(game), Button(id=str(PressId(BEGIN, game.id)), label="Begin")) if open_ else (),
    )


def _ways_in(game: Game) -> list[Button]:
    """A button for each way to take part."""
    ways = list(enumerate(f"Join {name}" for name in TEAM_NAMES[:2]))
    if game.rules.teams is not Teams.NAMED:
        ways = [(len(TEAM_NAMES), "Join" if game.rules.teams is Teams.BALANCED else "I'm in")]
    return [Button(id=str(PressId(JOIN, game.id, place)), label=label) for place, label in ways]


def length(rules: Rules) -> str:
    """How long a game takes: 10 rounds, about 8 minutes."""
    return f"{counted(rules.rounds, 'round')}{minutes(rules)}"


def minutes(rules: Rules) -> str:
    """About how many, with a comma before; nothing where the host decides when to go on."""
    if rules.pace is not Pace.NORMAL:
        return ""
    return f", about {counted(ceil(rules.rounds * A_ROUND / 60), 'minute')}"


def _lobby_heading(table: GameSnapshot, packs: Sequence[str], *, open_: bool) -> str:
    """Who starts, what, how long, and from which pack."""
    game, host = table.game, host_name(table)
    if game.rules.teams is not Teams.NONE:
        return f"Team game, {_rounds(game)}" + ("" if open_ else " · the teams")
    what = "a quiz" if game.rules.mode == MIXED else both(titles.kinds(game.rules.mode))
    if not open_:
        return f"{host}'s game: {what} · the players"
    return f"{host} starts {what}: {length(game.rules)}" + (f", from {titled(packs)}" if packs else "")


def _without_team(game: Game) -> str:
    return "in" if game.rules.teams is Teams.NONE else "no team yet"


def _lobby_prompt(game: Game) -> str:
    begins = f"It begins when the host says so, or by itself {_after_opening(game)}."
    if game.rules.teams is Teams.NONE:
        least = fewest_players(game.rules)
        return f"It takes {least} players. {begins}" if least > 1 else begins
    if game.rules.teams is Teams.NAMED:
        how = f"/quiz join red chooses a team: {either(TEAM_NAMES)}."
    else:
        how = "/quiz join takes part; teams are dealt evenly."
    return f"{how} {begins}"


def scoreboard(
    table: GameSnapshot,
    scores: Sequence[ScoreEvent],
    *,
    final: bool,
    everybody: bool = False,
    lines: Sequence[str] = (),
    agreed: str = "",
) -> Scoreboard:
    """The board of this game: teams, then the top five or everybody, what it is remembered for, and who won.

    Where nobody has points in the end there is no board; `agreed` tells how a game of opinions went.
    """
    if final and not any(p.points for p in table.players) and (agreed or _unplayed(table)):
        return Scoreboard(
            title="The game is over", standings=(), final=True, buttons=board_buttons(table.game),
            closing=f"{_why_over(table)} {agreed or '/quiz start begins another.'}".strip(),
        )  # fmt: skip
    players = standings((p.name, p.points) for p in table.players)
    teams = standings((f"team {name}", won) for name, won in team_points(table.players, scores).items())
    if len(teams) < SIDES:
        # Nobody plays against nobody.
        teams = ()
    return Scoreboard(
        title=_final_title(table, teams or players) if final else "Scores so far",
        standings=players if everybody else players[:BOARD_LENGTH],
        teams=teams,
        final=final,
        lines=(*([A_HEAD] if teams else []), *lines),
        buttons=board_buttons(table.game) if final and not everybody else (),
        closing=_final_closing(table, teams or players, everybody=everybody) if final else "",
    )


def _unplayed(table: GameSnapshot) -> bool:
    """Whether nothing was asked in it at all."""
    return table.round is None


def agreement(record: Record) -> str:
    """In how many rounds of a game of opinions everybody said the same; "" for any other game."""
    polls = [r for r in record.played if kind_of(r.item).poll]
    if not polls or len(polls) < len(record.played):
        return ""
    said = [[a.text for a in record.answers if a.round_id == r.id] for r in polls]
    several = [texts for texts in said if len(texts) > 1]
    if not any(said):
        return "Nobody said what they think."
    if not several:
        return "Nobody disagreed, as nobody else said what they think."
    who = "You two" if max(map(len, several)) == 2 else "All of you"
    return f"{who} agreed on {sum(len(set(texts)) == 1 for texts in several)} of {len(several)}."


def _why_over(table: GameSnapshot) -> str:
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
        case Ending.TOO_FEW:
            least, came = fewest_players(game.rules), sum(player.joined for player in table.players)
            return f"It takes {least} players, and {counted(came, 'player')} came."
        case Ending.HOST:
            return "You stopped it." if game.rules.pace is Pace.SOLO else "The host stopped it."
        case Ending.MANAGER:
            return "A manager stopped it."
        case Ending.NOT_SHOWN:
            return "The next round could not be shown, so it ended here."


def _final_closing(table: GameSnapshot, board: tuple[Standing, ...], *, everybody: bool) -> str:
    """Why it is over and what may come next, as far as neither the title nor a button says so."""
    ended = _how_it_ended(table, board, everybody=everybody)
    if table.game.ending is Ending.PLAYED and _plays_again(table.game) and not everybody and winners(board):
        return ended
    return f"{_why_over(table)} {ended}".strip()


def _plays_again(game: Game) -> bool:
    """Whether a button below its board begins another; of who plays alone the board tells the points alone."""
    return not game.rules.thread and game.rules.pace is not Pace.SOLO


def _how_it_ended(table: GameSnapshot, board: tuple[Standing, ...], *, everybody: bool) -> str:
    if table.game.rules.pace is Pace.SOLO:
        return f"You made {counted(board[0].points if board else 0, 'point')}. /quiz start pace=solo plays again."
    return _closing(board, 0 if everybody else len(table.players), again=not everybody and _plays_again(table.game))


def _closing(board: tuple[Standing, ...], players: int, *, again: bool) -> str:
    names = [s.name for s in board if s.rank == 1 and s.points > 0]
    rest = players - BOARD_LENGTH
    more = f" {rest} more played; /quiz scores shows everybody." if rest > 0 else ""
    if not names:
        return "No points were made, so nobody has to be congratulated." + more
    if len(names) > 1:
        return ("Play again settles the matter." if again else "/quiz start settles the matter.") + more
    return more.strip() if again else "/quiz start plays again." + more


def _final_title(table: GameSnapshot, board: tuple[Standing, ...]) -> str:
    """Who won, before anything else; of who plays alone nobody."""
    won = "" if table.game.rules.pace is Pace.SOLO else winners(board)
    return f"{won} · Final scores" if won else "Final scores"


def winners(board: Sequence[Standing]) -> str:
    """Won by Ines, shared by Ada and Ben, shared by 5; "" where nobody made points."""
    names = [s.name for s in board if s.rank == 1 and s.points > 0]
    if not names:
        return ""
    if len(names) == 1:
        return f"Won by {names[0]}"
    return f"Shared by {both(names) if len(names) <= MOST_WINNERS else len(names)}"
