"""/quotes list with what narrows it, on pages, and /quotes best: what members voted for."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime, time, timedelta
from heapq import nlargest
from urllib.parse import parse_qsl, urlencode
from zoneinfo import ZoneInfo

from bot.chat.incoming import Incoming, Press, PressId, Request
from bot.chat.messages import Listing, Reply
from bot.chat.moments import local_date
from bot.chat.refusals import PressIsStale
from bot.library import book_wording as wording
from bot.library import withholding
from bot.library.book.additions import zone_of
from bot.library.book_model import Added
from bot.library.book_refusals import DateUnclear
from bot.library.days import read_day
from bot.library.library import View
from bot.library.model import NumberedQuote, PackSummary
from bot.library.refusals import BeingAsked
from bot.library.rows.book import BookRows
from bot.library.rows.votes import VoteRows
from bot.library.services import Services
from bot.library.threads import SERVING, within
from bot.library.voices_told import too_few
from bot.library.votes import balance
from content.text import fold

PAGE, BEST = 10, 10
ME = "me"
# What stands before the name of a speaker.
BY = "by"
# What a button knows of a list that nothing narrows.
WHOLE = "all"
WEEK, MONTH, ALL = "week", "month", "all"
PERIODS = (WEEK, MONTH, ALL)


@dataclass(frozen=True, slots=True)
class Filters:
    """What narrows a list: each is "" for nothing. `added` is a name, or "me"; `date` a day, a month or a year."""

    words: str = ""
    speaker: str = ""
    pack: str = ""
    added: str = ""
    date: str = ""


def read_plain(words: Sequence[str]) -> dict[str, str]:
    """What narrows a list without its name: the words, and behind “by” who said them (“by Tom”, “roadmap by Tom”)."""
    place = next((n for n, word in enumerate(words[:-1]) if word == BY and _is_name(words[n + 1], first=not n)), None)
    said = {"words": " ".join(words[:place]), "speaker": "" if place is None else " ".join(words[place + 1 :])}
    return {name: text for name, text in said.items() if text}


def _is_name(word: str, *, first: bool) -> bool:
    """Within words only what is written as a name is one."""
    return first or word[0].isupper() or word[0] in "@<"


async def listing(services: Services, request: Request) -> Reply:
    """A page of the quotes here, the newest number first; a pack's name alone means that pack.

    Raises NoSuchPack, DateUnclear and BeingAsked.
    """
    given = {f.name: request.options.get(f.name, "").strip() for f in fields(Filters)}
    page, filters = int(request.options.get("page", "1")), Filters(**given)
    view = await withholding.shown_to(services, request)
    meant = _as_pack(view, filters)
    reply = await _page(services, request, view, meant, page - 1)
    return reply if meant == filters else await _with_the_search(reply, view, filters)


async def press_page(services: Services, press: Press, meant: PressId) -> Reply:
    """Another page of such a list. Raises PressIsStale for what narrows none."""
    given = dict(parse_qsl(meant.subject))
    if not given or not given.keys() <= {WHOLE, *(f.name for f in fields(Filters))}:
        raise PressIsStale
    given.pop(WHOLE, "")
    view = await withholding.shown_to(services, press)
    return await _page(services, press, view, Filters(**given), meant.choice)


async def best(services: Services, request: Request) -> Reply:
    """The quotes that most members voted for, of a time or of all time."""
    period = request.options.get("period", ALL)
    since = since_when(period, request.at, await zone_of(services, request))
    view = await withholding.shown_to(services, request)
    votes = await services.store.read(lambda tx: tx[VoteRows].tallies(request.place.workspace_id, since))
    liked = {number for number, tally in votes.items() if tally.up and balance(tally) > 0}
    there = [q for q in view.listed(view.library.packs.values()) if q.number in liked]
    order = sorted(there, key=lambda q: (-balance(votes[q.number]), -votes[q.number].up, q.number))[:BEST]
    return wording.best([(q, votes[q.number]) for q in order], view.library, period)


def since_when(period: str, at: datetime, zone: str) -> datetime | None:
    """When this week (on Monday) or this month began there; None for all time."""
    today = local_date(at, zone)
    if period == ALL:
        return None
    first = today - timedelta(days=today.weekday()) if period == WEEK else today.replace(day=1)
    return datetime.combine(first, time(), ZoneInfo(zone)).astimezone(UTC)


def _as_pack(view: View, filters: Filters) -> Filters:
    """With the pack that the words name, where nothing else narrows the list."""
    alone = filters.words and filters == Filters(words=filters.words) and view.library.named(filters.words)
    return Filters(pack=alone) if alone else filters


async def _with_the_search(reply: Reply, view: View, filters: Filters) -> Reply:
    """With the way to the quotes that hold these words, where there are some: a pack's name may be just a word."""
    if not isinstance(reply, Listing) or view.withheld.counts(filters.words):
        return reply
    wanted = _Wanted(filters, "", "", {}, "")
    found = await within(SERVING, _found, view, view.library.in_use, wanted)
    return wording.beside_the_search(reply, filters.words, len(found), urlencode({"words": filters.words}))


async def _page(services: Services, incoming: Incoming, view: View, filters: Filters, page: int) -> Reply:
    if view.withheld.counts(filters.words):
        # How many hold these words is what is asked.
        raise BeingAsked
    library = view.library
    packs = (library.pack(filters.pack),) if filters.pack else library.in_use
    books = [pack.info.id for pack in packs if pack.info.book]
    added = await services.store.read(lambda tx: tx[BookRows].added_to(books))
    waiting = await _waiting(services, incoming) if fold(filters.added) == ME else []
    day = filters.date
    if day:
        today = local_date(incoming.at, await zone_of(services, incoming))
        if (read := read_day(day, today)) is None:
            raise DateUnclear(value=day)
        day = read
    speaker = await within(SERVING, view.by_speaker, filters.speaker) or filters.speaker
    wanted = _Wanted(filters, day, incoming.user.id, added, speaker)
    found = await within(SERVING, _found, view, packs, wanted)
    count = len(found)
    page = min(page, max(0, (count - 1) // PAGE))
    shown = nlargest((page + 1) * PAGE, found, key=lambda q: q.number)[page * PAGE :]
    told = {k: v for k, v in asdict(filters).items() if v}
    kept = urlencode(told or {WHOLE: 1}).replace(".", "%2E")
    if not count and (meant := await within(SERVING, view.by_speaker, filters.words)):
        return wording.no_words_of(filters.words, meant)
    voice = too_few(count) if filters.speaker and told.keys() <= {"speaker", "pack"} else ""
    return wording.listed(
        shown, library, added, count=count, page=page, size=PAGE, kept=kept, narrowed=bool(told), voice=voice,
        waiting=waiting,
    )  # fmt: skip


async def _waiting(services: Services, incoming: Incoming) -> list[int]:
    """What they suggested and no manager looked at."""
    return await services.store.read(lambda tx: tx[BookRows].waiting(incoming.place.workspace_id, incoming.user.id))


@dataclass(frozen=True, slots=True)
class _Wanted:
    filters: Filters
    day: str
    me: str
    added: Mapping[int, Added]
    speaker: str

    def takes(self, quote: NumberedQuote) -> bool:
        """Whether a quote is one of those that are asked for."""
        told = quote.quote
        if self.day and not told.date.startswith(self.day):
            return False
        if self.speaker and fold(self.speaker) not in fold(told.speaker or ""):
            return False
        if self.filters.added and not self._is_added(self.added.get(quote.number)):
            return False
        text = fold(told.text) if self.filters.words else ""
        return all(word in text for word in fold(self.filters.words).split())

    def _is_added(self, by: Added | None) -> bool:
        if by is None:
            return False
        wanted = fold(self.filters.added)
        return by.user_id == self.me if wanted == ME else wanted in fold(by.name)


def _found(view: View, packs: tuple[PackSummary, ...], wanted: _Wanted) -> list[NumberedQuote]:
    return [quote for quote in view.listed(packs) if wanted.takes(quote)]
