"""Looking quotes up: /quote, /whosaid and the buttons of a quote."""

import re
from collections.abc import Sequence
from dataclasses import replace
from zlib import crc32

from bot.chat.choices import LEAST_LETTERS
from bot.chat.incoming import Incoming, Press, PressId, Request
from bot.chat.messages import Candidates, Notice, Passage, QuoteCard, Reply
from bot.chat.refusals import BadOption, NoSuchCommand, PressIsStale
from bot.chat.variants import NOT_FOUND, pick
from bot.library import withholding, wording
from bot.library.absence_refusals import PackIsAway
from bot.library.cited import has_words
from bot.library.desk_wording import pinning
from bot.library.library import View
from bot.library.lookup import Found, Match, NotFound, Result, Unsure, strip_lead_in, terms
from bot.library.model import NumberedQuote, Said
from bot.library.numbers_said import otherwise
from bot.library.pack_absence import explained
from bot.library.refusals import NoQuoteOf, NoSuchPack, NothingToLookUp, SaysItself
from bot.library.rows.packs import PackRows
from bot.library.rows.shown import ShownRows
from bot.library.rows.votes import PASSED, SHARED, VoteRows
from bot.library.services import Services, Work, admit, share_once
from bot.library.speaker_names import is_called
from bot.library.threads import SERVING, within
from bot.library.votes import AT_ONCE
from bot.likeness.edits import LIGHT_WORDS
from bot.likeness.figures import in_figures
from bot.settings import model as settings
from content.quotes.added import stands_by_itself
from content.text import keyed

CONTEXT_TURNS = 1
CANDIDATES = 3
# "/quote by Ines" asks for Ines.
_BY = re.compile(r"^(?:by|from|of)\s+", re.IGNORECASE)
_NUMBER = re.compile(r"(?:(?:no|nr|number|quote)\b\.?\s*)?#?\s*([0-9]{1,9})", re.IGNORECASE)
_NUMBERS = re.compile(r"#?[0-9]{1,9}(?:[\s,]+(?:and\s+)?#?[0-9]{1,9})+")
# "what did Ines say" asks for nothing but Ines.
_SAYS = re.compile(r"what\s+(?:did|does|has)\s+(.+?)\s+(?:say|said)", re.IGNORECASE)
_MARKS = "\"“”'‘’?!. "
# What is done to quotes, and not said in one: `/quote add "Tea first." by Ada`.
_DONE_TO_QUOTES = re.compile(
    r"""(?:add\s+["“„«].+|(?:edit|delete|history)\s+\#?[0-9]{1,9}\b.*)""", re.IGNORECASE | re.DOTALL
)
# Meant as a number, but no quote can have it.
_NO_NUMBER = re.compile(r"#?[-+−][0-9]+|#[0-9]{10,}|#?[0-9]+\.[0-9]+|#?[0-9]+,(?:[0-9]{1,2}|[0-9]{4,})|[0-9]{10,}")


async def quote(services: Services, request: Request) -> Reply:
    """A random quote; or the one meant by a number, a pack's or a speaker's name, or words."""
    search = keyed(request.options.get("search", "")).strip()
    if not search:
        return await _random(services, request)
    if _NO_NUMBER.fullmatch(search):
        raise BadOption(option="number", value=search, expected="a quote's number such as 12")
    if _DONE_TO_QUOTES.fullmatch(search):
        raise NoSuchCommand(word=f"quote {search.split()[0].casefold()}", nearest=f"quotes {search}")
    view = await withholding.shown_to(services, request)
    if number := _NUMBER.fullmatch(search):
        return await card(services, view, view.number(int(number[1])), private=_which(request))
    if _NUMBERS.fullmatch(search):
        raise BadOption(option="number", value=search, expected="one quote's number such as 12")
    if pack := view.library.named(_BY.sub("", search)):
        return await card(services, view, view.draw(services.rng, pack=pack), private=_which(request))
    for name in (search, _BY.sub("", search)):
        if speaker := await within(SERVING, view.by_speaker, name):
            return await _of_speaker(services, view, name, speaker, _which(request))
    told = await _searched(services, view, search, request)
    if isinstance(told, Notice | Candidates):
        unknown = NoSuchPack(name=_BY.sub("", search), known=[])
        if isinstance(why := await explained(services, unknown, request), PackIsAway):
            raise why
    if isinstance(told, Candidates) and (pack := _begun(view, search)):
        return replace(told, intro=f"{wording.is_pack(pack)} {told.intro}")
    return told


def _begun(view: View, word: str) -> str:
    """The name of the only pack in use whose name begins with that word, "" where none does."""
    found = [p.info.name for p in view.library.in_use if p.info.name.startswith(word.casefold())]
    return found[0] if len(found) == 1 and len(word) >= LEAST_LETTERS else ""


async def _of_speaker(services: Services, view: View, typed: str, speaker: str, which: int) -> Reply:
    """A quote of theirs; of a voice without one that of somebody whose name goes on so. Raises NoQuoteOf."""
    library = view.library
    lead = "" if is_called(typed, speaker) else wording.nearest_name(speaker, typed)
    if not library.said_by(speaker):
        like = [s.name for s in view.speakers if library.said_by(s.name) and is_called(s.name, speaker)]
        longer = [s.name for s in view.speakers if library.said_by(s.name) and is_called(speaker, s.name)]
        if len(longer) != 1:
            raise NoQuoteOf(name=speaker, like=like)
        (speaker,) = longer
    return await card(services, view, view.draw(services.rng, speaker=speaker), lead=lead, private=which)


async def who_said(services: Services, request: Request) -> Reply:
    """Find the quote of half-remembered words and say who said it."""
    view, words = await withholding.shown_to(services, request), request.options["words"]
    name = words.strip(_MARKS)
    asked = _SAYS.fullmatch(name)
    speaker = await within(SERVING, view.by_speaker, asked[1] if asked else name)
    known = ""
    if speaker is not None and is_called(asked[1] if asked else name, speaker):
        known = wording.is_speaker(speaker, view.library.said_by(speaker))
    if known and asked:
        return Notice(text=known)
    return _knowing(known, await _searched(services, view, words, request))


def _knowing(speaker: str, told: Reply) -> Reply:
    """What was found for a speaker's name, with what is known of the speaker before it."""
    match told:
        case Candidates() if speaker:
            return replace(told, intro=f"{speaker} {told.intro}")
        case QuoteCard() if speaker:
            return replace(told, lead=f"{speaker} {told.lead}")
        case Passage() if speaker:
            return replace(told, title=f"{speaker} {told.title}")
        case _:
            return Notice(text=speaker) if speaker else told


async def press_said(services: Services, press: Press, meant: PressId) -> Reply:
    """Who said what a message of the chat says. Raises NothingToLookUp, SaysItself, and PressIsStale
    without a message.
    """
    if press.about is None:
        raise PressIsStale
    if press.about.own:
        raise SaysItself
    if not has_words(press.about.text):
        raise NothingToLookUp
    words = " ".join(press.about.text.split())[: wording.SEARCH_LIMIT]
    return await _searched(services, await withholding.shown_to(services, press), words, press)


async def look_up(services: Services, workspace_id: str, words: str, limit: int) -> tuple[View, Result]:
    """What a search finds in a workspace, for programs, once all is known; what is withheld stays so."""
    view = await withholding.shown_to_anybody(services, workspace_id)
    return view, await services.libraries.search(view, words, limit, whole=True)


async def press_context(services: Services, press: Press, meant: PressId) -> Reply:
    """What was said before and after a quote."""
    view = await withholding.shown_to(services, press)
    numbered = subject(view, meant)
    turn, info = numbered.quote.turn, view.library.info(numbered)
    reach = 0 if stands_by_itself(numbered.quote) else CONTEXT_TURNS
    turns = await services.store.read(lambda tx: tx[PackRows].turns(info.id, turn - reach, turn + reach))
    # Of a turn in which something else is asked the quote itself is left: it looks like any other.
    own = min(reach, turn)
    shown = [
        replace(t, text=numbered.quote.text) if place == own and view.hides_turn(info.id, t) else t
        for place, t in enumerate(turns)
    ]
    told = [t for t in shown if t.text and t.speaker not in info.silent and not view.hides_turn(info.id, t)]
    return wording.passage(told, numbered, info)


async def press_another(services: Services, press: Press, meant: PressId) -> Reply:
    """One more random quote; pressed at once, it tells a little against the one it stood under."""
    return await _random(services, press, under=int(meant.subject[:9]) if meant.subject.isdecimal() else None)


async def press_show(services: Services, press: Press, meant: PressId) -> Reply:
    """The candidate that was meant, privately."""
    view = await withholding.shown_to(services, press)
    if passage := wording.meant_passage(meant.subject):
        said = view.find(*passage)
        if said is None:
            raise PressIsStale
        return await _whole(services, view, said.key, press)
    return await card(services, view, subject(view, meant), private=_which(press))


async def press_more(services: Services, press: Press, meant: PressId) -> Reply:
    """The next of those that share the words of a search. Raises PressIsStale where there are none any more."""
    view, words = await withholding.shown_to(services, press), wording.searched(meant.subject)
    told = await _searched(services, view, words, press, page=meant.choice) if meant.choice else None
    if not isinstance(told, Candidates):
        raise PressIsStale
    return told


async def press_alike(services: Services, press: Press, meant: PressId) -> Reply:
    """What comes nearest to a quote in what it says."""
    view = await withholding.shown_to(services, press)
    numbered = subject(view, meant)
    keys = await services.libraries.alike(view, numbered.number, CANDIDATES)
    if not keys:
        return Notice(text=wording.NONE_ALIKE)
    return wording.candidates([view.meant(k) for k in keys], view.library, intro=wording.like(numbered.number))


async def press_share(services: Services, press: Press, meant: PressId) -> Reply:
    """A quote found privately, shown to the channel, once and with who shares it. Raises AlreadyShared."""
    library = await services.libraries.library_at(press.place)

    def share(work: Work) -> QuoteCard:
        tx = work.tx
        user = admit(tx, press)
        numbered = subject(withholding.shown_to_in(work, press), meant)
        share_once(tx, press)
        tx[ShownRows].add(press.place, numbered.number, press.at)
        tx[VoteRows].note_gesture(press.place.workspace_id, numbered.number, user.id, SHARED, press.at)
        votes = tx[VoteRows].of(press.place.workspace_id, numbered.number)
        return wording.card(numbered, library, lead=wording.shared_lead(user), votes=votes, shared=meant.choice)

    return await services.write(library, press.at, share)


async def _random(services: Services, incoming: Incoming, under: int | None = None) -> Reply:
    library = await services.libraries.library_at(incoming.place)
    pack = incoming.options.get("pack", "") if isinstance(incoming, Request) else ""

    def draw(work: Work) -> tuple[View, NumberedQuote]:
        tx = work.tx
        user = admit(tx, incoming)
        if under is not None and tx[ShownRows].was_since(incoming.place, under, incoming.at - AT_ONCE):
            tx[VoteRows].note_gesture(incoming.place.workspace_id, under, user.id, PASSED, incoming.at)
        view = withholding.drawn_for(work, incoming)
        seen = tx[ShownRows].recent(incoming.place, settings.cooldown(tx, incoming.place))
        numbered = view.draw(services.rng, seen=seen, pack=pack)
        tx[ShownRows].add(incoming.place, numbered.number, incoming.at)
        return view, numbered

    return await card(services, *await services.write(library, incoming.at, draw))


async def card(
    services: Services, view: View, numbered: NumberedQuote, *, lead: str = "", private: int | None = None
) -> QuoteCard:
    """A quote that is looked at; “More like this” only where something is like it."""
    alike = bool(await services.libraries.alike(view, numbered.number, 1))
    return wording.card(numbered, view.library, lead=lead, private=private, alike=alike)


async def is_like_others(services: Services, workspace_id: str, number: int) -> bool:
    """Whether anybody there may be shown something that is like that quote."""
    view = await withholding.shown_to_anybody(services, workspace_id)
    return view.get(number) is not None and await services.libraries.has_alike(view, number)


async def _searched(services: Services, view: View, words: str, incoming: Request | Press, page: int = 0) -> Reply:
    library, begin = view.library, page * CANDIDATES
    match await _search(services, view, words, begin):
        case Found(match=match):
            return await _whole(services, view, match.key, incoming, wording.found_lead(match.confidence, words))
        case Unsure() | NotFound() if LIGHT_WORDS.issuperset(wanted := terms(strip_lead_in(words))) and wanted:
            return wording.too_common()
        case Unsure(matches=matches) if matches and not _holding(words, view, matches):
            return Notice(text=pick(NOT_FOUND, services.rng) + wording.not_searched(library.resting_samples))
        case Unsure(matches=(), sharing=_):
            # Of fewer than there were when the button was made.
            raise PressIsStale
        case Unsure(matches=matches, sharing=sharing):
            shown, begin = _meant(view, _holding(words, view, matches)), begin if sharing else 0
            more = wording.more_button(words, page + 1) if sharing > begin + len(shown) else None
            intro = wording.unsure(sharing, len(shown), begin)
            return wording.candidates(shown, library, intro=intro, more=more, words=words)
        case NotFound(perhaps=()):
            return Notice(text=pick(NOT_FOUND, services.rng) + wording.not_searched(library.resting_samples))
        case NotFound(perhaps=perhaps):
            return wording.candidates(_meant(view, perhaps), library, intro=wording.PERHAPS, words=words)


async def _search(services: Services, view: View, words: str, begin: int) -> Result:
    """What is found; where nothing is found for sure, what is with the numbers written otherwise."""
    result = await services.libraries.search(view, words, CANDIDATES, begin=begin)
    for other in [] if isinstance(result, Found) or begin else otherwise(words):
        found = await services.libraries.search(view, other, CANDIDATES)
        if isinstance(found, Found) or (isinstance(result, NotFound) and isinstance(found, Unsure)):
            result = found
    return result


def _holding(words: str, view: View, matches: Sequence[Match]) -> tuple[Match, ...]:
    """Of a search for nothing but numbers those matches that hold them; else all: 90 % is not 100 %."""
    wanted = set(in_figures(terms(strip_lead_in(words)))) - {"percent"}
    if not wanted or not all(word.isdigit() for word in wanted):
        return tuple(matches)
    return tuple(m for m in matches if wanted <= set(in_figures(terms(_text(view.meant(m.key))))))


def _text(meant: NumberedQuote | Said) -> str:
    return meant.quote.text if isinstance(meant, NumberedQuote) else meant.passage.text


def _meant(view: View, matches: Sequence[Match]) -> list[NumberedQuote | Said]:
    return [view.meant(m.key) for m in matches[:CANDIDATES]]


async def _whole(services: Services, view: View, key: int, incoming: Request | Press, lead: str = "") -> Reply:
    """A quote, or a passage with what was said around it, which becomes a quote where they decide about its pack."""
    meant = view.meant(key)
    if isinstance(meant, NumberedQuote):
        return await card(services, view, meant, lead=lead, private=_which(incoming))
    theirs = await services.store.read(lambda tx: tx[PackRows].reviewed_by(incoming.place.workspace_id))
    pin = [pinning(meant)] if meant.pack_id in theirs else []
    return wording.spoken(meant, view.around(meant), view.library.packs[meant.pack_id].info, lead=lead, buttons=pin)


def _which(incoming: Request | Press) -> int:
    """A number of four digits for the private answer to that request: each can be shared once."""
    return crc32(incoming.key.encode()) % 10_000


def subject(view: View, meant: PressId) -> NumberedQuote:
    """The quote that a press is about. Raises PressIsStale and what View.number does."""
    if not meant.subject.isdigit():
        raise PressIsStale
    return view.number(int(meant.subject[:9]))
