"""What a game is played with: the options of /quiz start, the rules they give, and how these are said.

Another option has its line in `OPTIONS`, in `chosen_rules` and in `options_of`, and its words in `_SAID`; where it
cannot be had stands in `check_place` and `barred_by_clock`.
"""

from collections.abc import Mapping

from bot.chat import titles
from bot.chat.commands import Completes, Option
from bot.chat.counts import both, counted
from bot.chat.incoming import Request
from bot.chat.places import owner
from bot.delivery.refusals import CannotPost, CannotThread
from bot.games.choice import modes
from bot.games.missed import asks_missed
from bot.games.model import DEFAULT_ROUNDS, MISSED, MIXED, Difficulty, Pace, Rules, Teams
from bot.games.refusals import MissedIsPrivate

MODES = modes()
OPTIONS = (
    Option(name="mode", summary="what is asked", choices=MODES, several=True, completes=Completes.MODE),
    Option(name="rounds", summary="how many", minimum=1, maximum=50, also=("questions", "question")),
    Option(name="seconds", summary="time for each answer", minimum=5, maximum=600, also=("sec", "secs")),
    Option(
        name="teams",
        summary="named: choose a team; balanced: teams are dealt",
        choices=tuple(t.value for t in Teams),
    ),
    Option(name="difficulty", summary="how hard", choices=tuple(d.value for d in Difficulty)),
    Option(
        name="pace",
        summary="relaxed: no deadline, the host goes on; solo: privately, whenever you like",
        choices=tuple(p.value for p in Pace),
    ),
    Option(name="pack", summary="the pack to play, see /quotes packs", completes=Completes.PACK),
    Option(name="changes", summary="yes: the last answer counts", choices=("yes", "no")),
    Option(name="begin", summary="at once, without a moment for others to come in", choices=("now",)),
    Option(name="thread", summary="yes: play in a thread of its own", choices=("yes", "no")),
)
_SAID: Mapping[tuple[str, str], str] = {
    ("teams", "named"): "teams to choose", ("teams", "balanced"): "teams that are dealt",
    ("difficulty", "easy"): "easy", ("difficulty", "normal"): "neither easy nor hard", ("difficulty", "hard"): "hard",
    ("pace", "relaxed"): "no deadline", ("pace", "solo"): "played alone", ("changes", "yes"): "the last answer counts",
    ("begin", "now"): "begins at once", ("thread", "yes"): "in a thread",
}  # fmt: skip


def chosen_rules(request: Request) -> Rules:
    """What somebody chose; the pack as they typed it. Raises MissedIsPrivate."""
    chosen = request.options
    seconds = chosen.get("seconds")
    return Rules(
        mode=chosen.get("mode", MIXED),
        rounds=int(chosen.get("rounds", DEFAULT_ROUNDS)),
        seconds=int(seconds) if seconds else None,
        pack=chosen.get("pack", ""),
        alone=request.alone,
        pace=_pace(request),
        teams=_teams(request),
        difficulty=Difficulty(chosen.get("difficulty", Difficulty.ANY)),
        # In a thread, in direct messages, in the terminal and where one plays alone a game is apart already.
        thread=_in_thread(request),
        lobby=_gives_a_moment(request),
        changes=chosen.get("changes") == "yes",
    )


def check_place(request: Request, rules: Rules) -> None:
    """Raises CannotPost or CannotThread where a game of these rules cannot be shown."""
    if request.problem:
        raise CannotPost(problem=request.problem, lacking=request.lacking, platform=request.place.platform)
    if rules.thread and request.no_thread:
        raise CannotThread(lacking=request.no_thread)


def barred_by_clock(request: Request, rules: Rules) -> str:
    """The first option that a game which begins at a time cannot have, "" where there is none."""
    barred = {
        "begin": "begin" in request.options, "thread": rules.thread, "mode": asks_missed(rules),
        "pace": rules.pace is Pace.SOLO,
    }  # fmt: skip
    return next((option for option, is_barred in barred.items() if is_barred), "")


def options_of(rules: Rules) -> dict[str, str]:
    """The options of /quiz start that give these rules; what holds anyway is not among them."""
    options = {
        "mode": "" if rules.mode == MIXED else rules.mode,
        "rounds": "" if rules.rounds == DEFAULT_ROUNDS else str(rules.rounds),
        "seconds": str(rules.seconds or ""),
        "teams": "" if rules.teams is Teams.NONE else rules.teams.value,
        "difficulty": "" if rules.difficulty is Difficulty.ANY else rules.difficulty.value,
        "pace": "" if rules.pace is Pace.NORMAL else rules.pace.value,
        "pack": rules.pack,
        "changes": "yes" if rules.changes else "",
        "thread": "yes" if rules.thread else "",
    }
    return {name: value for name, value in options.items() if value}


def described(options: Mapping[str, str]) -> str:
    """What is played with these options: 5 rounds of “Closest”, 20 seconds each, from talk."""
    mode, rounds = options.get("mode", MIXED), int(options.get("rounds", DEFAULT_ROUNDS))
    what = "everything mixed" if mode == MIXED else both(titles.kinds(mode))
    parts = [f"{counted(rounds, 'round')} of {what}"]
    if seconds := options.get("seconds"):
        parts.append(f"{counted(int(seconds), 'second')} each")
    parts += [_SAID[one] for one in options.items() if one in _SAID]
    if pack := options.get("pack"):
        parts.append(f"from {pack}")
    return ", ".join(parts)


def _in_thread(request: Request) -> bool:
    apart = request.alone or request.place.thread or _pace(request) is Pace.SOLO
    return request.options.get("thread") == "yes" and not apart


def _teams(request: Request) -> Teams:
    """None where one plays alone: nobody would gather."""
    return Teams.NONE if _pace(request) is Pace.SOLO else Teams(request.options.get("teams", Teams.NONE))


def _gives_a_moment(request: Request) -> bool:
    """Whether others can come in before the first round: not where there are none, and not where a thread opens."""
    alone = request.alone or _pace(request) is Pace.SOLO or bool(owner(request.place))
    return not (alone or _in_thread(request) or request.options.get("begin") == "now")


def _pace(request: Request) -> Pace:
    """Solo where what somebody got wrong is asked. Raises MissedIsPrivate for any other pace of that."""
    mode, chosen = request.options.get("mode", MIXED), request.options.get("pace")
    if MISSED not in mode.split(","):
        return Pace(chosen or Pace.NORMAL)
    if chosen not in (None, Pace.SOLO):
        raise MissedIsPrivate(mode=mode)
    return Pace.SOLO
