"""/quotes review and its buttons."""

from dataclasses import replace

from bot.chat.choices import meant as meant_choice
from bot.chat.incoming import Incoming, Press, PressId, Request
from bot.chat.messages import Reply
from bot.chat.refusals import BadOption, PressIsStale, TooLong
from bot.library import desk_wording as wording
from bot.library import withholding
from bot.library.desk import Desk
from bot.library.desk_model import Meanwhile
from bot.library.model import PackSummary
from bot.library.services import Services, admit
from bot.library.wording import meant_passage
from content.decisions import Deciding
from content.text import clean, fold, words

# Shorter words tell no text from another; of the others so many are shared by what is only put right.
TELLING, SHARED = 4, 0.25


async def review(services: Services, request: Request) -> Reply:
    """The best quote that nobody looked at, with what can be decided about it. Raises NoSuchPack, NothingToReview."""
    name = request.options.get("pack", "")
    desk = _desk(services, request)
    pack = (await desk.library()).pack(name) if name else None
    return await _deal(replace(desk, pack_id=pack.info.id) if pack else desk)


async def press_pin(services: Services, press: Press, meant: PressId) -> Reply:
    """A passage becomes a quote. Raises PressIsStale, NothingToReview."""
    passage = meant_passage(meant.subject)
    if passage is None:
        raise PressIsStale
    return wording.pinned(await _desk(services, press).pin(*passage, lambda tx: admit(tx, press)))


async def press_keep(services: Services, press: Press, meant: PressId) -> Reply:
    """It is worth posting."""
    return await _decided(services, press, meant, Deciding.KEEP)


async def press_drop(services: Services, press: Press, meant: PressId) -> Reply:
    """It is no quote any more, at once and everywhere."""
    return await _decided(services, press, meant, Deciding.DROP)


async def press_words(services: Services, press: Press, meant: PressId) -> Reply:
    """The form in which the words are put right."""
    number, desk = _subject(services, press, meant)
    numbered, _ = await desk.quote(number)
    return wording.words_form(numbered, meant.subject)


async def press_worded(services: Services, press: Press, meant: PressId) -> Reply:
    """The words that were put into that form. Those that share hardly a word with what was said are asked about
    first. Raises BadOption, TooLong, or PressIsStale where nobody knows any more what was asked about.
    """
    aside = press.place.workspace_id, press.user.id, meant.subject
    if meant.choice:
        # It was asked whether these are the words; where nobody knows them any more they are to be put in again.
        kept = services.asides.pop(aside, "")
        if not kept:
            raise PressIsStale
        return await _decided(services, press, meant, Deciding.WORDS, kept)
    text = " ".join(clean(press.fields.get(wording.WORDING, "")).split())
    if len(text) > wording.LONGEST:
        raise TooLong(limit=wording.LONGEST, what="text", option=wording.WORDING)
    if not text:
        raise BadOption(option=wording.WORDING, value="", expected="the words to show; Drop takes a quote away")
    number, desk = _subject(services, press, meant)
    numbered, _ = await desk.quote(number)
    if text == numbered.quote.text:
        return await _deal(desk, wording.unchanged(number))
    if are_others(numbered.quote.original or numbered.quote.text, text):
        services.asides[aside] = text
        return wording.ask_other_words(text, meant.subject)
    return await _decided(services, press, meant, Deciding.WORDS, text)


def are_others(said: str, text: str) -> bool:
    """Whether a text shares hardly a word with what was said: somebody else's, most likely."""
    mine, theirs = ({word for word in words(one) if len(word) >= TELLING} for one in (said, text))
    return len(mine & theirs) < SHARED * min(len(mine), len(theirs))


async def press_voice(services: Services, press: Press, meant: PressId) -> Reply:
    """The form that asks who said it."""
    number, desk = _subject(services, press, meant)
    numbered, pack = await desk.quote(number)
    return wording.voice_form(numbered, pack, meant.subject)


async def press_voiced(services: Services, press: Press, meant: PressId) -> Reply:
    """Who was chosen or named there; a name that is nobody's there is asked about. Raises BadOption, TooLong."""
    number, desk = _subject(services, press, meant)
    pack = (await desk.quote(number))[1]
    other, chosen = (" ".join(clean(press.fields.get(n, "")).split()) for n in (wording.NAME, wording.SPEAKER))
    name = other or meant_choice(wording.SPEAKER, chosen, [s.name for s in pack.speakers]) or chosen
    if len(name) > wording.LONGEST_NAME:
        raise TooLong(limit=wording.LONGEST_NAME, what="name", option=wording.NAME)
    if not any(c.isalnum() for c in name):
        raise BadOption(option=wording.NAME, value=name, expected="one of the speakers, or another name")
    if known := known_voice(pack, name):
        return await _decided(services, press, meant, Deciding.SPEAKER, known)
    if not other:
        raise BadOption(option=wording.SPEAKER, value=name, expected="", choices=tuple(s.name for s in pack.speakers))
    asked = wording.ask_new_voice(name, pack, meant.subject)
    if asked is None:
        raise TooLong(limit=wording.LONGEST_NAME // 2, what="name", option=wording.NAME)
    return asked


def known_voice(pack: PackSummary, name: str) -> str:
    """The speaker of a pack who is called so, in the pack's own spelling; "" for nobody."""
    called = {fold(form): s.name for s in pack.speakers for form in (*s.aliases, s.name)}
    return called.get(fold(name), "")


async def press_new_voice(services: Services, press: Press, meant: PressId) -> Reply:
    """Somebody becomes a voice who was none there: it was asked about. Raises PressIsStale."""
    subject, _, kept = meant.subject.rpartition(":")
    name = " ".join(clean(wording.new_voice(kept)).split())
    if not name or len(name) > wording.LONGEST_NAME:
        raise PressIsStale
    return await _decided(services, press, PressId(wording.VOICED, subject), Deciding.SPEAKER, name)


async def press_later(services: Services, press: Press, meant: PressId) -> Reply:
    """Others are looked at first."""
    number, desk = _subject(services, press, meant)
    await desk.skip(number, lambda tx: admit(tx, press))
    return await _deal(desk, wording.skipped(number))


async def press_undo(services: Services, press: Press, meant: PressId) -> Reply:
    """What was done last is taken back, and its quote dealt again. Raises NothingToUndo, and PressIsStale where the
    button is about another quote.
    """
    about, desk = _subject(services, press, meant)
    number, what = await desk.undo(lambda tx: admit(tx, press), about)
    return await _deal(desk, wording.undone(number, what))


async def _decided(services: Services, press: Press, meant: PressId, what: Deciding, text: str = "") -> Reply:
    number, desk = _subject(services, press, meant)
    done = await desk.decide(number, what, text, lambda tx: admit(tx, press))
    return await _deal(
        desk, wording.meanwhile(done) if isinstance(done, Meanwhile) else wording.done(number, what, text)
    )


async def _deal(desk: Desk, lead: str = "") -> Reply:
    dealt = await desk.deal()
    return wording.desk(dealt, desk.pack_id, lead)


def _subject(services: Services, press: Press, meant: PressId) -> tuple[int, Desk]:
    """The number of the quote, and the desk that it lies on. Raises PressIsStale."""
    number, _, pack = meant.subject.partition(":")
    if not (number.isdecimal() and (pack or "0").isdecimal()):
        raise PressIsStale
    return int(number[:9]), _desk(services, press, int((pack or "0")[:9]))


def _desk(services: Services, incoming: Incoming, pack_id: int = 0) -> Desk:
    return Desk(
        services, incoming.place.workspace_id, incoming.user.id, incoming.at,
        lambda work: withholding.shown_to_in(work, incoming), pack_id,
    )  # fmt: skip
