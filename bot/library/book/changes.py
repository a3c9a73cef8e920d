"""/quotes delete and /quotes edit, and what takes them back: for quotes of the book and of other packs here."""

import json
from hashlib import blake2b

from bot.chat.incoming import Incoming, Press, PressId, Request
from bot.chat.messages import Reply
from bot.chat.refusals import PressIsStale
from bot.library import book_wording as wording
from bot.library import withholding
from bot.library.book.additions import speaker_named, tidied, which
from bot.library.book.visibility import require_shown
from bot.library.book.whole_names import whole_names
from bot.library.book_model import UNDO_TIME, Standing
from bot.library.book_refusals import NotYours, QuoteNotOurs, TooLateToTakeBack
from bot.library.model import DecidedBy, NumberedQuote
from bot.library.quoted import tell_quoted
from bot.library.refusals import BeingAsked, NumberRemoved
from bot.library.review import are_others, known_voice
from bot.library.rows.book import BookRows
from bot.library.rows.decisions import DecisionRows
from bot.library.rows.packs import PackRows
from bot.library.said_by import own_words
from bot.library.services import Services, Work, admit
from bot.library.typed_quotes import BY, QUOTE
from content.decisions import Deciding

NUMBER = "number"
# So much tells what stood in a field when a form was opened.
_DIGEST = 4


async def delete(services: Services, request: Request) -> Reply:
    """Take a quote out, or back what one suggested; its number stays. Whoever said it may too. Raises what `theirs`
    does.
    """
    number = int(request.options[NUMBER])
    library = await services.libraries.library_at(request.place)

    def take(work: Work) -> Reply:
        own, stands = work.tx[BookRows].suggestion(request.place.workspace_id, number)
        if own is not None and stands is not None and own.user_id == request.user.id and not stands.removed:
            work.tx[DecisionRows].decide(number, Deciding.DROP, "", _by(work, request), work.at)
            return wording.never_added(number)
        numbered, by = _removable(work, request, number), _by(work, request)
        decided = work.tx[DecisionRows].decide(numbered.number, Deciding.DROP, "", by, work.at)
        return wording.taken_out(numbered, decided)

    return await services.write(library, request.at, take)


async def edit(services: Services, request: Request) -> Reply:
    """The form with what stands. Raises what `theirs` does."""
    return await _form(services, request, int(request.options[NUMBER]))


async def press_edit(services: Services, press: Press, meant: PressId) -> Reply:
    """The same by a button; with what they wrote before where others were quicker. Raises PressIsStale."""
    if not meant.choice:
        return await _form(services, press, press_number(meant.subject))
    kept = services.asides.get(_aside(press, meant.subject), "")
    if not kept:
        raise PressIsStale
    text, speaker, *_ = json.loads(kept)
    number = press_number(meant.subject.partition(":")[0])
    return await _form(services, press, number, (text, speaker))


async def press_edited(services: Services, press: Press, meant: PressId) -> Reply:
    """What was put into the form. What others changed meanwhile is told first, and stays until they choose.

    Raises PressIsStale, NoWords, TooLong and what `theirs` does.
    """
    number, seen = _seen(meant.subject)
    if meant.choice:
        kept = services.asides.pop(_aside(press, meant.subject), "")
        if not kept:
            raise PressIsStale
        text, *names = json.loads(kept)
        speaker = names[min(meant.choice, len(names)) - 1]
    else:
        text = tidied(press.fields.get(QUOTE, ""))
        speaker = await speaker_named(services, press, press.fields.get(BY, "")) or ""
    library = await services.libraries.library_at(press.place)
    number, aside = library.kept(number), _aside(press, meant.subject)

    def change(work: Work) -> tuple[Reply | None, int]:
        numbered = theirs(work, press, number)
        work.tx[BookRows].hold()
        stands = work.tx[BookRows].standing(number)
        if stands is None or stands.removed:
            raise NumberRemoved(number=number)
        name = known_voice(library.packs[numbered.pack_id], speaker) or speaker
        wanted = {Deciding.WORDS: text, Deciding.SPEAKER: name}
        now = {Deciding.WORDS: stands.text, Deciding.SPEAKER: stands.speaker}
        # A field that they left as they saw it stays whatever it is now.
        theirs_ = [what for what in wanted if digest(wanted[what]) != seen[what] and wanted[what] != now[what]]
        lost = [what for what in theirs_ if digest(now[what]) != seen[what]]
        if lost and not meant.choice:
            services.asides[aside] = json.dumps([text, speaker])
            by = work.tx[DecisionRows].changed_by(number, lost)
            return wording.overtaken(stands, by[0] if by else "", text, speaker, meant.subject), 0
        if not theirs_:
            return wording.unchanged(number), 0
        renamed = Deciding.SPEAKER in theirs_ and not meant.choice
        if renamed and (near := whole_names(withholding.shown_to_in(work, press), name)):
            services.asides[aside] = json.dumps([text, name, *near])
            return wording.which_name_now(number, name, near, meant.subject), 0
        said = numbered.quote.original or stands.text
        if Deciding.WORDS in theirs_ and not meant.choice and are_others(said, text):
            services.asides[aside] = json.dumps([text, speaker])
            return wording.other_words(number, text, meant.subject), 0
        require_shown(
            work, press, [text] if Deciding.WORDS in theirs_ else [], [name] if Deciding.SPEAKER in theirs_ else []
        )
        by_whom = _by(work, press)
        ids = [work.tx[DecisionRows].decide(number, what, wanted[what], by_whom, work.at) for what in theirs_]
        if Deciding.SPEAKER in theirs_:
            tell_quoted(work.tx, press.place, number, {by_whom.user_id}, work.at, library.info(numbered).channel)
        return None, ids[0]

    told, decided = await services.write(library, press.at, change)
    return told if told is not None else await _changed(services, press, number, decided)


async def press_undo(services: Services, press: Press, meant: PressId) -> Reply:
    """Take back what one just did. Raises PressIsStale, TooLateToTakeBack and ChangedSince."""
    subject = press_number(meant.subject[1:])
    since = press.at - UNDO_TIME

    def back(work: Work) -> Reply:
        by = _by(work, press)
        if meant.subject[0] == "d":
            return wording.taken_back(*work.tx[DecisionRows].take_back(subject, by.user_id, work.at, since))
        first = work.tx[BookRows].added(subject)
        stands = work.tx[BookRows].standing(subject)
        if first is None or stands is None or stands.removed or first.user_id != by.user_id:
            raise PressIsStale
        if first.at < since:
            raise TooLateToTakeBack(number=subject)
        work.tx[DecisionRows].decide(subject, Deciding.DROP, "", by, work.at)
        return wording.never_added(subject)

    library = await services.libraries.library_at(press.place)
    return await services.write(library, press.at, back)


def theirs(work: Work, incoming: Incoming, number: int) -> NumberedQuote:
    """A quote that whoever asks may change: a manager those of the workspace's packs, others what they added.

    It has another number where that one is a double.

    Raises what View.number does, QuoteNotOurs and NotYours.
    """
    numbered = withholding.shown_to_in(work, incoming).number(number)
    pack = work.library.info(numbered)
    if pack.id not in work.tx[PackRows].reviewed_by(incoming.place.workspace_id):
        raise QuoteNotOurs(number=number, pack=pack.name)
    if not incoming.manager:
        by = work.tx[BookRows].added(numbered.number)
        if by is None or by.user_id != incoming.user.id:
            raise NotYours(number=number, name=by.name if by else "")
    return numbered


def _removable(work: Work, incoming: Incoming, number: int) -> NumberedQuote:
    """The same of a quote that they may take out: whoever said it may too."""
    try:
        return theirs(work, incoming, number)
    except NotYours:
        said = own_words(work.tx, incoming.place.workspace_id, incoming.user.id)
        numbered = withholding.shown_to_in(work, incoming).number(number)
        if numbered.number not in said.numbers:
            raise
        return numbered


def digest(text: str) -> str:
    """What tells whether a field still says what it said."""
    return blake2b(text.encode("utf-8", "replace"), digest_size=_DIGEST).hexdigest()


async def _form(services: Services, incoming: Incoming, number: int, mine: tuple[str, str] | None = None) -> Reply:
    library = await services.libraries.library_at(incoming.place)
    number = library.kept(number)

    def look(work: Work) -> Standing:
        theirs(work, incoming, number)
        stands = work.tx[BookRows].standing(number)
        if stands is None or stands.removed:
            raise NumberRemoved(number=number)
        return stands

    stands = await services.read(library, incoming.at, look)
    seen = digest(stands.text) + digest(stands.speaker)
    text, speaker = mine or (stands.text, stands.speaker)
    return wording.edit_form(number, text, speaker, seen)


async def _changed(services: Services, press: Press, number: int, decided: int) -> Reply:
    view = await withholding.shown_to(services, press)
    try:
        return wording.changed(view.number(number), view.library, decided, which(press))
    except BeingAsked:
        return wording.changed_unseen(number, decided)


def _by(work: Work, incoming: Incoming) -> DecidedBy:
    user = admit(work.tx, incoming)
    return DecidedBy(user.id, user.name)


def press_number(subject: str) -> int:
    """Raises PressIsStale for what is no number."""
    if not (subject.isascii() and subject.isdigit()):
        raise PressIsStale
    return int(subject[:9])


def _seen(subject: str) -> tuple[int, dict[Deciding, str]]:
    """The number of the quote, and what stood in its fields. Raises PressIsStale."""
    number, _, seen = subject.partition(":")
    return press_number(number), {Deciding.WORDS: seen[: 2 * _DIGEST], Deciding.SPEAKER: seen[2 * _DIGEST :]}


def _aside(incoming: Incoming, subject: str) -> tuple[str, ...]:
    return incoming.place.workspace_id, incoming.user.id, wording.EDIT, subject
