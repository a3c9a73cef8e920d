"""How long what is kept is kept, and the small steps in which it goes. The README has the same table."""

import asyncio
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

from bot.app.rows.old_games import OldGame, OldGameRows
from bot.app.rows.retention import RetentionRows
from bot.daily.use_cases.deliveries import HISTORY
from bot.daily.use_cases.deliveries import POST as DAILY
from bot.delivery.rows.batons import BatonRows
from bot.installations.rows import InstallStateRows
from bot.library.services import Services
from bot.privacy.rows.departures import DepartureRows
from bot.storage.careful import left_out, thawing
from bot.storage.transaction import Transaction
from bot.storage.wakeups import QueueRows

# So many rows at most by one transaction; between two of them everybody else has a turn.
STEP = 500
# What is shown again is looked for in the newer rows of its place: that takes longer.
SHOWN_STEP = 100
PAUSE_SECONDS = 0.02
PAGE = 50
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
# With nothing newer than that a clock is believed an hour after the start.
QUIET = 2 * DAY
DAILY_KINDS = (DAILY,)
T = TypeVar("T")
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """How long the rows of a kind stay, and what is left of them for good."""

    what: str
    days: int
    left: str


REQUESTS = Period(what="requests that had their effect (inbox)", days=14, left="nothing")
SHARES = Period(what="who shared by which button (inbox)", days=400, left="nothing")
GAMES = Period(
    what="rounds, answers, points and posts of games that are over", days=14,
    left="points on boards, what each player answered, what was asked; whole: the last game of a place, and one in "
    "which the host over-ruled the judge",
)  # fmt: skip
DAILY_POSTS = Period(what="posts of daily quotes, guesses and quizzes (outbox)", days=90, left="the delivery")
POSTS = Period(what="other posts: greetings, private notes (outbox)", days=400, left="nothing")
DELIVERIES = Period(
    what="deliveries and guesses", days=400, left=f"the newest {2 * HISTORY} of each schedule, by which streaks count"
)
SHOWN = Period(what="what was shown in a place", days=7, left="the last time of each quote")
ROUND_VOTES = Period(what="👍 and 👎 on rounds", days=400, left="nothing")
LEASES = Period(what="who looks at which quote at the desk", days=1, left="nothing")
PACKS = Period(what="words of packs that were removed", days=1, left="their numbers")
QUESTIONS = Period(what="words of questions that were deleted or declined", days=1, left="their numbers")
IMPORTS = Period(what="who brought in how much", days=1, left="nothing")
SEEN = Period(what="who was seen in which workspace", days=30, left="nothing")
LEFT = Period(what="everything of a workspace that removed the bot", days=30, left="nothing")
JOBS = Period(what="jobs that were set aside (queue)", days=14, left="nothing")
INDEX = Period(what="index and meanings of packs that are gone", days=1, left="nothing")
PERIODS = (
    REQUESTS,
    SHARES,
    GAMES,
    DAILY_POSTS,
    POSTS,
    DELIVERIES,
    SHOWN,
    ROUND_VOTES,
    LEASES,
    PACKS,
    QUESTIONS,
    IMPORTS,
    SEEN,
    LEFT,
    JOBS,
    INDEX,
)


def table() -> str:
    """The periods as the README shows them."""
    rows = (f"| {p.what} | {p.days} {'day' if p.days == 1 else 'days'} | {p.left} |" for p in PERIODS)
    return "\n".join(["| what | is kept for | what stays for good |", "|---|---|---|", *rows])


class Retention:
    """Deletes what is over, when it is told to; `ends` says that there is no time any more.

    Only while the clock can be believed: since the start it went as `steady` did, up to an hour; and the newest request
    or game of before the start is two days old at most, or an hour has passed since. A clock that was wrong when the
    machine came up is set by then: what it said before does not fit any more, and nothing goes until the next start.
    """

    def __init__(
        self, services: Services, ends: Callable[[], bool] = lambda: False, steady: Callable[[], float] | None = None
    ) -> None:
        self._services, self._ends, self._steady = services, ends, steady or _steady
        self._began, self._began_steady = services.clock.now(), self._steady()
        self._looked_through: datetime | None = None

    async def run(self) -> int:
        """Go through what is found by its age, and once a day through all the rest; returns how many rows went."""
        at = self._services.clock.now()
        if not await self._believes(at):
            return 0
        gone = 0
        work = {"inbox": self._inbox, "lease": self._leases, "question": self._questions, "game": self._games}
        work |= {"workspace": self._left, "job": self._jobs}
        if self._looked_through is None or not timedelta() <= at - self._looked_through < DAY:
            work |= {
                "post": self._posts,
                "shown": self._shown,
                "delivery": self._deliveries,
                "round_vote": self._round_votes,
            }
        for what, prune in work.items():
            with left_out("retention", what):
                rows = await prune(at)
                self._services.metrics.pruned(what, rows)
                gone += rows
        await self._services.libraries.forget()
        if "post" in work:
            self._looked_through = at
        if gone:
            _log.info("retention: %s rows are gone", gone)
        return gone

    async def _believes(self, at: datetime) -> bool:
        """Whether it is that late, as far as can be told; the log says what to do where it cannot."""
        passed = timedelta(seconds=self._steady() - self._began_steady)
        if abs(at - self._began - passed) > HOUR:
            _log.warning("retention: nothing is deleted, the clock was put from one time to another since the start: "
                         "set it right, then start quoth anew")  # fmt: skip
            return False
        newest = await self._services.store.read(lambda tx: tx[RetentionRows].newest(self._began))
        if passed < HOUR and newest is not None and newest < self._began - QUIET:
            _log.warning("retention: nothing is deleted for an hour, nothing is known of the last days: if the clock "
                         "is wrong, set it and start quoth anew")  # fmt: skip
            return False
        return True

    async def _repeat(self, work: Callable[[Transaction], int]) -> int:
        gone = 0
        while not self._ends() and (rows := await self._step(work)):
            gone += rows
        return gone

    async def _pages(self, work: Callable[[Transaction, int], tuple[int, int]]) -> int:
        gone, last = 0, 0
        while not self._ends():
            rows, last = await self._step(lambda tx, last=last: work(tx, last))  # type: ignore[misc]
            gone += rows
            if not last:
                break
        return gone

    async def _inbox(self, at: datetime) -> int:
        before, shares = at - REQUESTS.days * DAY, at - SHARES.days * DAY
        states = await self._step(lambda tx: tx[InstallStateRows].clear(at) + tx[BatonRows].clear())
        return states + await self._repeat(lambda tx: tx[RetentionRows].requests(before, shares, STEP))

    async def _leases(self, at: datetime) -> int:
        return await self._repeat(lambda tx: tx[RetentionRows].leases(at - LEASES.days * DAY, STEP))

    async def _questions(self, at: datetime) -> int:
        return await self._repeat(lambda tx: tx[RetentionRows].questions(at - QUESTIONS.days * DAY, STEP))

    async def _jobs(self, at: datetime) -> int:
        return await self._repeat(lambda tx: tx[QueueRows].prune(at - JOBS.days * DAY, STEP))

    async def _left(self, at: datetime) -> int:
        before, gone = at - LEFT.days * DAY, 0
        for each in await self._services.store.read(lambda tx: tx[DepartureRows].over(before)):
            with left_out("workspace", each):
                gone += await self._repeat(lambda tx, each=each: tx[DepartureRows].erase_left(each, STEP))  # type: ignore[misc]
        return gone

    async def _round_votes(self, at: datetime) -> int:
        return await self._repeat(lambda tx: tx[RetentionRows].round_votes(at - ROUND_VOTES.days * DAY, STEP))

    async def _games(self, at: datetime) -> int:
        before, after, gone = at - GAMES.days * DAY, None, 0
        while not self._ends():
            read: tuple[OldGame, ...] = await self._services.store.read(
                lambda tx, after=after: tx[OldGameRows].old(before, after, PAGE)  # type: ignore[misc]
            )
            for old in read:
                with left_out("game", old.id):
                    gone += await self._game(old, before, at)
            if len(read) < PAGE:
                break
            after = read[-1]
        return gone

    async def _game(self, old: OldGame, before: datetime, at: datetime) -> int:
        if self._ends():
            return 0
        if not old.folded and not await self._step(thawing(lambda tx: tx[OldGameRows].fold(old.id, before, at))):
            return 0
        return await self._repeat(lambda tx: tx[OldGameRows].clear(old.id, STEP))

    async def _posts(self, at: datetime) -> int:
        daily, others = at - DAILY_POSTS.days * DAY, at - POSTS.days * DAY
        return await self._pages(lambda tx, last: tx[RetentionRows].posts(DAILY_KINDS, daily, others, last, STEP))

    async def _shown(self, at: datetime) -> int:
        before = at - SHOWN.days * DAY
        return await self._pages(lambda tx, last: tx[RetentionRows].shown_again(before, last, SHOWN_STEP))

    async def _deliveries(self, at: datetime) -> int:
        before, after, gone = at - DELIVERIES.days * DAY, "", 0
        while not self._ends():
            page = await self._services.store.read(
                lambda tx, after=after: tx[RetentionRows].subscriptions(after, PAGE)  # type: ignore[misc]
            )
            for each in page:
                gone += await self._repeat(
                    lambda tx, each=each: tx[RetentionRows].deliveries(each, before, 2 * HISTORY, STEP)  # type: ignore[misc]
                )
            if len(page) < PAGE:
                break
            after = page[-1]
        return gone

    async def _step(self, work: Callable[[Transaction], T]) -> T:
        done = await self._services.store.write(work)
        await asyncio.sleep(PAUSE_SECONDS)
        return done


def _steady() -> float:
    """Seconds that nobody can put forward or back; those in which the machine slept count where it can tell."""
    return time.clock_gettime(time.CLOCK_BOOTTIME) if hasattr(time, "CLOCK_BOOTTIME") else time.monotonic()
