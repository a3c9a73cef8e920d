"""/quotes add: what somebody types, puts into the form, or adds although it seems to be there."""

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import timedelta
from functools import partial
from zlib import crc32

from bot.chat.incoming import Incoming, Press, PressId, Request
from bot.chat.messages import Reply
from bot.chat.moments import local_date
from bot.chat.refusals import PressIsStale, TooLong
from bot.library import book_wording as wording
from bot.library import withholding
from bot.library.book.visibility import require_shown
from bot.library.book.whole_names import whole_names
from bot.library.book_model import (
    LONGEST,
    LONGEST_LINK,
    LONGEST_NAME,
    MOST_A_DAY,
    MOST_SUGGESTED_A_DAY,
    SUGGESTED,
    NewQuote,
)
from bot.library.book_refusals import (
    AddedEnough,
    BookRests,
    DateUnclear,
    LinkUnclear,
    NoWords,
    SuggestedAlready,
)
from bot.library.days import lies_ahead, read_day
from bot.library.library import View
from bot.library.lookup import Found, NotFound, Unsure
from bot.library.model import DecidedBy, NumberedQuote
from bot.library.quoted import link_author, require_quotable, tell_quoted
from bot.library.refusals import BeingAsked
from bot.library.rows.book import BookRows
from bot.library.rows.decisions import DecisionRows
from bot.library.services import Services, Work, admit
from bot.library.typed_quotes import BY, DATE, LINK, QUOTE, as_quotation, dated, led
from bot.library.wording import SEARCH_LIMIT
from bot.settings import model as settings
from content.decisions import Deciding
from content.ids import quote_id
from content.text import clean, fold, words

DAY = timedelta(days=1)
CANDIDATES = 3
# Quotes that share so much of the shorter one's words are likely to be one; shorter ones must be equal.
ALIKE, TELLING = 0.8, 4
_MENTION = re.compile(r"<@!?\w+(?:\|[^>]*)?>")
_LINK = re.compile(r"https?://[^\s<>|]+")
# Others may add the same at the same time; after so many looks it is added.
_LOOKS = 3


async def add(services: Services, request: Request) -> Reply:
    """Add a quote; without one, the form for it. Raises what `new_quote` does, AddedEnough and BookRests."""
    if not request.options.get(QUOTE, "").strip():
        return wording.form(request.options)
    return await keep(services, request, await new_quote(services, request, request.options))


async def press_added(services: Services, press: Press, meant: PressId) -> Reply:
    """What was put into that form."""
    return await keep(services, press, await new_quote(services, press, press.fields))


async def press_sure(services: Services, press: Press, meant: PressId) -> Reply:
    """Add what seemed to be there. Raises PressIsStale where nobody knows any more what that was."""
    kept = services.asides.pop(_aside(press, meant.subject), "")
    if not kept:
        raise PressIsStale
    told = json.loads(kept)
    return await keep(services, press, NewQuote(**told["quote"]), sure=told["sure"], named=told["named"])


async def new_quote(services: Services, incoming: Incoming, given: Mapping[str, str]) -> NewQuote:
    """What was given, as it is kept. Raises NoWords, TooLong, DateUnclear and LinkUnclear."""
    words, by = given.get(QUOTE, ""), given.get(BY, "")
    if not by.strip():
        words, by = led(words) or as_quotation(words)
    by, behind = dated(by)
    text = tidied(words)
    name, author = await speaker_meant(services, incoming, by)
    link = given.get(LINK, "").strip().strip("<>").partition("|")[0]
    if link and (len(link) > LONGEST_LINK or not _LINK.fullmatch(link)):
        raise LinkUnclear(value=link)
    day = await day_of(services, incoming, given.get(DATE, "") or behind)
    called = name or "" if author else ""
    return NewQuote(text=text, speaker=name, date=day, link=link, author=author, author_name=called)


def tidied(text: str) -> str:
    """The words without marks around them and spaces between; lines stay lines. Raises NoWords and TooLong."""
    lines = (" ".join(line.split()) for line in clean(text).split("\n"))
    told = "\n".join(line for line in lines if line)
    for first, last in ('""', "“”", "„“", "«»"):
        if told[:1] == first and told[-1:] == last and not {first, last} & set(told[1:-1]):
            told = told[1:-1].strip()
    # A mark that nobody closed was opened around all of it.
    if told[:1] in ('"', "“", "„", "«") and sum(told.count(mark) for mark in '"“”„«»') == 1:
        told = told[1:].strip()
    if not any(c.isalnum() for c in told):
        raise NoWords
    if len(told) > LONGEST:
        raise TooLong(limit=LONGEST, what=QUOTE, option=QUOTE)
    return told


async def keep(
    services: Services, incoming: Incoming, new: NewQuote, *, sure: bool = False, named: bool = False
) -> Reply:
    """Add it, unless something like it is there, or somebody whose whole name is longer: then that is asked about
    first, and not again from who is `sure` that it is another, or that they are `named` so.
    """
    channel = "" if incoming.alone else await services.directories.confines(incoming.place)
    for look in range(_LOOKS):
        view = await withholding.shown_to(services, incoming)
        new = replace(new, speaker=_spelling(view, new.speaker))
        if not sure and (found := await like(services, view, new.text)):
            kept = _set_aside(services, incoming, new, sure=True, named=named)
            same = any(words(one.quote.text) == words(new.text) for one in found)
            return wording.alike(found, view.library, kept, same=same)
        if not (named or new.author) and (longer := whole_names(view, new.speaker)):
            tries = [(name, replace(new, speaker=name)) for name in (*longer, new.speaker or "")]
            kept_as = [(name, _set_aside(services, incoming, one, sure=sure, named=True)) for name, one in tries]
            return wording.which_name(new.speaker or "", kept_as)
        adding = partial(_add, incoming=incoming, new=new, channel=channel, sure=sure or look == _LOOKS - 1)
        done = await services.write(view.library, incoming.at, adding)
        if done is not None:
            return wording.suggested(done[0]) if done[1] else await _told(services, incoming, done[0])
    raise AssertionError


async def like(services: Services, view: View, text: str) -> list[NumberedQuote]:
    """The quotes that may be the same, at most a handful."""
    same = view.same(text)
    result = await services.libraries.search(view, " ".join(text.split())[:SEARCH_LIMIT], CANDIDATES)
    match result:
        case Found(match=best, others=others):
            keys = [m.key for m in (best, *others)]
        case Unsure(matches=matches):
            keys = [m.key for m in matches]
        case NotFound():
            keys = []
    near = [q for key in keys if key >= 0 and (q := view.get(key)) is not None and _is_like(q.quote.text, text)]
    return list({q.number: q for q in (*same, *near)}.values())[:CANDIDATES]


def _is_like(one: str, other: str) -> bool:
    mine, theirs = words(one), words(other)
    if mine == theirs:
        return True
    shorter = set(mine if len(mine) < len(theirs) else theirs)
    return min(len(mine), len(theirs)) >= TELLING and len(set(mine) & set(theirs)) >= ALIKE * len(shorter)


def _add(work: Work, incoming: Incoming, new: NewQuote, channel: str, *, sure: bool) -> tuple[int, bool] | None:
    """Add it; None where the same came in since the library was read. With a `channel` it stays there.

    Returns its number, and whether it waits for a manager: in a private channel nothing does, its words stay there.
    """
    tx, place = work.tx, incoming.place
    tx[BookRows].hold()
    require_shown(work, incoming, (new.text, new.original), (new.speaker,))
    require_quotable(tx, place.workspace_id, new)
    waits = not channel and not incoming.manager and settings.suggestions_only(tx, place)
    inside = SUGGESTED if waits else channel
    held = tx[BookRows].book(place.workspace_id, inside)
    if held is not None:
        if tx[BookRows].rests(held):
            raise BookRests(name=held.name)
        twins = tx[BookRows].twins(held.id, new.text)
        if waits and twins:
            raise SuggestedAlready
        if not sure and any(not work.library.has(number) for number in twins):
            return None
    user = admit(tx, incoming)
    most = MOST_SUGGESTED_A_DAY if waits else MOST_A_DAY
    if not incoming.manager and tx[BookRows].count_since(place.workspace_id, user.id, work.at - DAY) >= most:
        raise AddedEnough(limit=most)
    book = tx[BookRows].begin(place.workspace_id, *wording.called(inside), work.at, inside)
    by = DecidedBy(user.id, user.name)
    number = tx[BookRows].add(book, new, by, work.at)
    link_author(tx, place.workspace_id, new, user.id, work.at)
    tell_quoted(tx, place, number, {user.id}, work.at, inside)
    if incoming.manager:
        # Whoever decides at the desk has looked at what they add themselves.
        tx[DecisionRows].decide(number, Deciding.KEEP, "", by, work.at)
    return number, waits


async def _told(services: Services, incoming: Incoming, number: int) -> Reply:
    view = await withholding.shown_to(services, incoming)
    try:
        return wording.added(view.number(number), view.library, which(incoming))
    except BeingAsked:
        return wording.added_unseen(number)


def which(incoming: Incoming) -> int:
    """A number of four digits for the private answer to that: each can be shared once."""
    return crc32(incoming.key.encode()) % 10_000


def _set_aside(services: Services, incoming: Incoming, new: NewQuote, *, sure: bool, named: bool) -> str:
    """Keep what a press may add; under which id."""
    kept = quote_id(f"{new.text} {new.speaker or ''} {named}", 0)
    services.asides[_aside(incoming, kept)] = json.dumps({"quote": asdict(new), "sure": sure, "named": named})
    return kept


def _aside(incoming: Incoming, kept: str) -> tuple[str, ...]:
    return incoming.place.workspace_id, incoming.user.id, wording.SURE, kept


async def speaker_named(services: Services, incoming: Incoming, given: str) -> str | None:
    """Who said it, None for nobody. Raises TooLong."""
    return (await speaker_meant(services, incoming, given))[0]


async def speaker_meant(services: Services, incoming: Incoming, given: str) -> tuple[str | None, str]:
    """The same; who is mentioned by the name they have there, and with their id, which is "" for others."""
    name, who = " ".join(clean(given).split()), ""
    if _MENTION.fullmatch(name):
        found = await services.directories.find(incoming.place, name)
        who = found.id if found is not None and not found.is_group else ""
        name = found.name if found is not None and found.name else name.strip("<@!>").partition("|")[2]
    name = name.removeprefix("@").strip('“”"„')
    if fold(name) in ("me", "myself"):
        name, who = " ".join(clean(incoming.user.name).split()), incoming.user.id
    if len(name) > LONGEST_NAME:
        raise TooLong(limit=LONGEST_NAME, what=BY, option=BY)
    return (name, who) if any(c.isalnum() for c in name) else (None, "")


def _spelling(view: View, name: str | None) -> str | None:
    """A known speaker's name as it is written here."""
    known = {fold(s.name): s.name for s in view.library.speakers}
    return name and known.get(fold(name), name)


async def zone_of(services: Services, incoming: Incoming) -> str:
    """The time zone of whoever asks, else the workspace's."""
    chosen = await services.store.read(lambda tx: settings.choice(tx, incoming.place, settings.TIMEZONE))
    return incoming.zone or chosen or "UTC"


async def day_of(services: Services, incoming: Incoming, given: str) -> str:
    """The day that was given, else today. Raises DateUnclear."""
    today = local_date(incoming.at, await zone_of(services, incoming))
    day = read_day(clean(given), today) if given.strip() else today.isoformat()
    if day is None or lies_ahead(day, today):
        raise DateUnclear(value=given, ahead=day is not None)
    return day
