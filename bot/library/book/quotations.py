"""“Quote this” on a message of the chat: a form with its words, and one more message added to the last one."""

import json
from collections.abc import Mapping

from bot.chat.counts import both
from bot.chat.incoming import ChatMessage, Press, PressId
from bot.chat.messages import Reply
from bot.chat.moments import local_date
from bot.chat.refusals import PressIsStale, TooLong
from bot.library import book_wording as wording
from bot.library import withholding
from bot.library.book.additions import day_of, keep, speaker_meant, tidied, which, zone_of
from bot.library.book.changes import theirs
from bot.library.book.visibility import require_shown
from bot.library.book_model import LONGEST, UNDO_TIME, NewQuote, Standing
from bot.library.book_refusals import MessageDeleted, NeverQuoted, NoWords, OnlyAFile, OwnMessage, SeenByYouAlone
from bot.library.cited import has_words, said_in
from bot.library.model import DecidedBy
from bot.library.quoted import link_author, may_be, require_quotable, tell_quoted
from bot.library.rows.book import BookRows
from bot.library.rows.decisions import DecisionRows
from bot.library.rows.silence import SilenceRows
from bot.library.services import Services, Work, admit
from bot.library.typed_quotes import BY, DATE, QUOTE, dated
from content.decisions import Deciding
from content.edits import is_stretch
from content.text import clean


async def press_quote(services: Services, press: Press, meant: PressId) -> Reply:
    """The form for a message. Raises OwnMessage, SeenByYouAlone, OnlyAFile, NoWords, NeverQuoted, and PressIsStale
    without one.
    """
    about = pointed_at(press)
    text, name = said_in(about.text, about.author.name)
    name, day = (name, "") if name == about.author.name else dated(name)
    library = await services.libraries.library_at(press.place)
    books = [pack.info.id for pack in library.packs.values() if pack.info.book]

    def look(work: Work) -> int | None:
        if name == about.author.name and about.author.id in work.tx[SilenceRows].opted_out(press.place.workspace_id):
            raise NeverQuoted(name=name)
        last = work.tx[BookRows].last_of(books, press.user.id, press.at - UNDO_TIME)
        shown = last is not None and withholding.shown_to_in(work, press).get(last[0]) is not None
        return last[0] if last is not None and shown and last[1] != about.id else None

    last = await services.read(library, press.at, look)
    said = {"text": clean(about.text)[: 2 * LONGEST]}
    if name == about.author.name and not about.by_bot:
        said |= {"author": about.author.id, "author_name": name}
    services.asides[_aside(press, about.id)] = json.dumps(said)
    day = day or local_date(about.at, await zone_of(services, press)).isoformat()
    return wording.quote_form(about, text, name, day, last)


async def press_quoted(services: Services, press: Press, meant: PressId) -> Reply:
    """What was put into that form. Raises what adding does, and MessageDeleted."""
    message, last = wording.message_of(meant.subject)
    text = tidied(press.fields.get(QUOTE, ""))
    name, mentioned = await speaker_meant(services, press, press.fields.get(BY, ""))
    day = await day_of(services, press, press.fields.get(DATE, ""))
    link = await services.directories.link_to(press.place, message)
    if link is None:
        raise MessageDeleted(text=text)
    said = json.loads(services.asides.get(_aside(press, message), "{}"))
    new = NewQuote(
        text=text, speaker=name, date=day, link=link, original=said.get("text", ""), message=message,
        **_author(said, name or "", mentioned),
    )  # fmt: skip
    if last and press.fields.get(wording.TO) == wording.LAST:
        return await _join(services, press, last, new)
    return await keep(services, press, new)


def _author(said: Mapping[str, str], name: str, mentioned: str) -> dict[str, str]:
    """Who said it: whoever is mentioned, or who wrote the message, unless it is given to somebody else."""
    if mentioned:
        return {"author": mentioned, "author_name": name}
    theirs = may_be(name, said.get("author_name", ""))
    return {part: said[part] for part in ("author", "author_name")} if theirs else {}


def pointed_at(press: Press) -> ChatMessage:
    """The message, if it has words of somebody's. Raises as `press_quote` does."""
    about = press.about
    if about is None:
        raise PressIsStale
    if about.own:
        raise OwnMessage
    if about.hidden:
        raise SeenByYouAlone
    if not has_words(about.text):
        raise OnlyAFile if about.files else NoWords
    return about


async def _join(services: Services, press: Press, number: int, new: NewQuote) -> Reply:
    """Add a message to what they quoted a moment ago: of one person the words go on, of two it is a dialogue."""
    library = await services.libraries.library_at(press.place)
    number = library.kept(number)

    def extend(work: Work) -> int:
        numbered = theirs(work, press, number)
        work.tx[BookRows].hold()
        added, stands = work.tx[BookRows].added(number), work.tx[BookRows].standing(number)
        late = added is None or added.user_id != press.user.id or added.at < press.at - UNDO_TIME
        if late or stands is None or stands.removed:
            raise PressIsStale
        require_shown(work, press, (new.text, new.original), (new.speaker,))
        require_quotable(work.tx, press.place.workspace_id, new)
        text, speaker = dialogue(stands, new)
        if len(text) > LONGEST:
            raise TooLong(limit=LONGEST, what=QUOTE, option=QUOTE)
        user = admit(work.tx, press)
        by = DecidedBy(user.id, user.name)
        word_for_word = not numbered.quote.edited and (not new.original or is_stretch(new.original, new.text))
        # Who speaks when is no other wording.
        said = text if word_for_word else f"{numbered.quote.original}\n{new.original}"
        work.tx[BookRows].extend(number, said, new.message)
        decided = work.tx[DecisionRows].decide(number, Deciding.WORDS, text, by, work.at)
        if speaker != stands.speaker:
            work.tx[DecisionRows].decide(number, Deciding.SPEAKER, speaker, by, work.at)
        link_author(work.tx, press.place.workspace_id, new, user.id, work.at)
        inside = library.info(numbered).channel
        tell_quoted(work.tx, press.place, number, {user.id}, work.at, inside)
        return decided

    decided = await services.write(library, press.at, extend)
    view = await withholding.shown_to(services, press)
    return wording.joined(view.number(number), view.library, decided, which(press))


def dialogue(stands: Standing, new: NewQuote) -> tuple[str, str]:
    """The words of a quote with one more message, and who said them."""
    who, first = new.speaker or "", stands.speaker
    if who == first:
        return f"{stands.text} {new.text}", first
    lines = [line.partition(": ") for line in stands.text.split("\n")]
    names = list(dict.fromkeys(name for name, sign, _ in lines if sign))
    if all(sign for _, sign, _ in lines) and len(names) > 1 and both(names) == first:
        return f"{stands.text}\n{who or UNNAMED}: {new.text}", both(list(dict.fromkeys([*names, who or UNNAMED])))
    told = " ".join(stands.text.split("\n"))
    return f"{first or UNNAMED}: {told}\n{who or UNNAMED}: {new.text}", both([first or UNNAMED, who or UNNAMED])


# Whoever is not named in a dialogue.
UNNAMED = "Somebody"


def _aside(press: Press, message: str) -> tuple[str, ...]:
    return press.place.workspace_id, press.user.id, wording.QUOTED, message
