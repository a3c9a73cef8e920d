"""How quotes, candidates and passages are put into words."""

import re
from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import quote as encoded
from urllib.parse import unquote

from bot.chat.counts import counted, ended
from bot.chat.incoming import PressId, User
from bot.chat.messages import Button, Candidate, Candidates, Listing, Mark, Notice, Passage, QuoteCard
from bot.chat.plain import abreast
from bot.chat.typed import given
from bot.library.bringing_wording import button as bringing_button
from bot.library.days import spoken_day
from bot.library.library import Library
from bot.library.lookup import strip_lead_in, terms
from bot.library.model import NumberedQuote, PackInfo, PackSummary, Said
from bot.library.votes import Tally
from bot.likeness.edits import LIGHT_WORDS
from content.model import Item, Turn
from content.quotes.added import stands_by_itself
from content.text import excerpt

# What was said and is not among the quotes.
NO_QUOTE = "said, but not chosen as a quote"
UNKNOWN_SPEAKER = "(nobody is named)"
SOURCE = "Source"
CONTEXT, ANOTHER, SHARE, SHOW, MORE, ALIKE, WRONG = "context", "another", "share", "show", "more", "alike", "wrong"
# The message on which it stands goes (bot.privacy.takedown).
TAKE_DOWN = "takedown"
UP, DOWN = "up", "down"
SAID_THIS = "who-said-this"
SEARCH_LIMIT = 400
CANDIDATE_LENGTH = 160
LINE_LENGTH = 100
PASSAGE_LENGTH = 600
AROUND_LENGTH = 240
NAME_LENGTH = 40
# So much stands before the words that were looked for.
LEAD_IN = 40
UNSURE = "I am not certain. Did you mean one of these?"
ONE_UNSURE = "I am not certain. Is it this one?"
NONE_ALIKE = "Nothing here comes near to that one."
PERHAPS = "I know it in no such words. Perhaps one of these is what you remember:"
ONE_PERHAPS = "I know it in no such words. Perhaps this is what you remember:"
_OF_ONE = {UNSURE: ONE_UNSURE, PERHAPS: ONE_PERHAPS}
_PASSAGE = re.compile(r"p([0-9]{1,9})-([0-9a-f]{18})")
# A button's id is this long at most on every platform.
_LONGEST_ID = 100
_PLACES = ("1st", "2nd", "3rd", "4th", "5th")


def credit(quote: NumberedQuote, info: PackInfo) -> str:
    """The line under a quote: number, source, section, time, day, in that order, as far as they are known."""
    parts = [f"#{quote.number}", info.title]
    if quote.quote.section:
        parts.append(quote.quote.section)
    if quote.quote.start is not None:
        parts.append(clock_time(quote.quote.start))
    if quote.quote.date:
        parts.append(spoken_day(quote.quote.date))
    return " · ".join(parts)


def clock_time(seconds: float) -> str:
    """Seconds into a source as people write them: 3:07, 1:02:09."""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def note(quote: NumberedQuote, info: PackInfo) -> str:
    """What must be known about a quote besides who said it: that it is edited, a claim of when, a sample."""
    parts = ["Edited: its words were put right by hand."] if quote.quote.edited else []
    if not quote.quote.verbatim:
        parts += [f"The claim is as of {info.source.date}."] if info.source.date else []
    if info.sample:
        parts.append("A sample that came with Quoth.")
    return " ".join(parts)


def by(quote: NumberedQuote, blurb: str = "") -> str:
    """Who said it; beside a claim in our words, that nobody said it in these."""
    name = quote.quote.speaker or UNKNOWN_SPEAKER
    if not quote.quote.verbatim:
        return f"{name}, claimed, in our words"
    return f"{name}, {blurb}" if blurb else name


def as_asked(card: QuoteCard | None, item: Item) -> QuoteCard | None:
    """The quote of a reveal: who was asked for under a name of their own has it beside the one in the talk."""
    if card is None or item.key not in dict(item.called):
        return card
    return replace(card, speaker=f"{item.key} ({card.speaker})")


def marks(quote: NumberedQuote, info: PackInfo) -> str:
    """The same as a note where there is room for a word or two: " · claimed, in our words · edited · sample"."""
    claimed = "" if quote.quote.verbatim else " · claimed, in our words"
    claimed += " · edited" if quote.quote.edited else ""
    return claimed + (" · sample" if info.sample else "")


def vote_buttons(number: int, votes: Tally, about: str = "") -> tuple[Button, ...]:
    """👍 and 👎 with what was counted; `about` is the daily post on which they stand."""
    subject = f"{number}:{about}" if about else str(number)
    counted_ = ((UP, "👍", votes.up), (DOWN, "👎", votes.down))
    return tuple(
        Button(id=str(PressId(verb, subject)), label=f"{sign} {n or ''}".strip()) for verb, sign, n in counted_
    )


def voted(number: int, holds: int, votes: Tally) -> Notice:
    """The receipt of a vote, with how many there are."""
    so_far = f"So far: 👍 {votes.up}, 👎 {votes.down}."
    if not holds:
        return Notice(text=f"Your vote on #{number} is taken back. {so_far}")
    given = "👍" if holds > 0 else "👎"
    return Notice(text=f"Your {given} for #{number} counts; press it again to take it back. {so_far}", mark=Mark.RIGHT)


def card(
    quote: NumberedQuote, library: Library, *, lead: str = "", private: int | None = None, votes: Tally | None = None,
    alike: bool = False, shared: int = 0,
) -> QuoteCard:  # fmt: skip
    """A quote as people see it, with what can be done next; `private` is the number of an answer that one person
    alone sees, `shared` of one that was shared; `votes` are told where all can vote; `alike`: something is like it."""
    info, speaker = library.info(quote), library.speaker(quote)
    number = str(quote.number)
    buttons = [] if stands_by_itself(quote.quote) else [Button(id=str(PressId(CONTEXT, number)), label="Context")]
    if private is None:
        buttons.append(Button(id=str(PressId(ANOTHER, number)), label="Next"))
    else:
        buttons.append(Button(id=str(PressId(SHARE, number, private)), label="Share"))
    # A manager who is told of a doubt may not be in the channel that a quote is confined to.
    doubtful = quote.quote.speaker and not info.channel
    return QuoteCard(
        number=quote.number,
        text=quote.quote.text,
        verbatim=quote.quote.verbatim,
        speaker=by(quote, speaker.blurb if speaker else ""),
        credit=credit(quote, info),
        lead=lead,
        note=note(quote, info),
        link=link(quote, info),
        buttons=(*buttons, *(vote_buttons(quote.number, votes) if votes is not None else ())),
        more=(
            *((Button(id=str(PressId(ALIKE, number)), label="More like this"),) if alike else ()),
            *((Button(id=str(PressId(WRONG, number)), label="Wrong speaker?"),) if doubtful else ()),
            *((take_down(quote.number, shared),) if private is None else ()),
        ),
    )


def take_down(number: int = 0, shared: int = 0) -> Button:
    """Lets a message go that everybody sees; `number` is that of the quote which it shows, `shared` that of the private
    answer that somebody shared.
    """
    return Button(id=str(PressId(TAKE_DOWN, str(number), shared)), label="Take down")


def link(quote: NumberedQuote, info: PackInfo) -> str:
    """The address of the second, or of the message, in which it was said, "" when the source has none."""
    return quote.quote.link or info.source.link.replace("{seconds}", str(int(quote.quote.start or 0)))


def candidates(
    meant: Sequence[NumberedQuote | Said], library: Library, *, intro: str = UNSURE, more: Button | None = None,
    words: str = "",
) -> Candidates:  # fmt: skip
    """A few quotes and passages that may be meant, from where they hold `words`; `more` shows others."""
    return Candidates(
        intro=_OF_ONE.get(intro, intro) if len(meant) == 1 else intro,
        candidates=tuple(
            _of_quote(m, library, words) if isinstance(m, NumberedQuote) else _of_passage(m, library, place, words)
            for place, m in enumerate(meant)
        ),
        more=more,
    )


def unsure(sharing: int, shown: int, begin: int = 0) -> str:
    """Over several that may be meant: so many hold the very words, of which these are shown, from `begin` on."""
    if begin:
        return f"Of {sharing} that hold these words, numbers {begin + 1} to {begin + shown}:"
    if sharing <= shown:
        return "Several hold these words:" if sharing else UNSURE
    others = "one more does" if sharing - shown == 1 else f"{sharing - shown} more do"
    return f"Several hold these words: here are some, {others}. A name or another word narrows it."


def like(number: int) -> str:
    """Over what is like a quote."""
    return f"What comes nearest to #{number}:"


def more_button(words: str, page: int) -> Button | None:
    """What shows that page of those that share the words; None for words that fit in no button."""
    id_ = str(PressId(MORE, encoded(words, safe="").replace(".", "%2E"), page))
    return Button(id=id_, label="More") if len(id_) <= _LONGEST_ID else None


def searched(subject: str) -> str:
    """The words that a button stands for."""
    return unquote(subject)[:SEARCH_LIMIT]


def _from_words(text: str, words: str) -> str:
    """A long text cut so that what was looked for is in it."""
    wanted, low = [w for w in terms(words) if w not in LIGHT_WORDS], text.casefold()
    phrase = low.find(words.strip().casefold())
    places = [phrase] if phrase >= 0 else [at for at in map(low.find, wanted) if at >= 0]
    first = min(places, default=0)
    if len(text) <= CANDIDATE_LENGTH or first + len(words) <= CANDIDATE_LENGTH - LEAD_IN:
        return excerpt(text, CANDIDATE_LENGTH)
    begin = text.rfind(" ", 0, max(1, first - LEAD_IN)) + 1
    return "… " + excerpt(text[begin:], CANDIDATE_LENGTH - 2)


def _of_quote(quote: NumberedQuote, library: Library, words: str) -> Candidate:
    return Candidate(
        text=_from_words(quote.quote.text, words),
        verbatim=quote.quote.verbatim,
        credit=f"{quote.quote.speaker or UNKNOWN_SPEAKER} · #{quote.number}{marks(quote, library.info(quote))}",
        button=Button(id=str(PressId(SHOW, str(quote.number))), label=f"#{quote.number}"),
    )


def _of_passage(said: Said, library: Library, place: int, words: str) -> Candidate:
    title = library.packs[said.pack_id].info.title
    return Candidate(
        text=_from_words(said.passage.text, words),
        verbatim=True,
        credit=f"{said.passage.speaker or UNKNOWN_SPEAKER} · {title} · {NO_QUOTE}",
        button=Button(id=str(PressId(SHOW, passage_subject(said))), label=_PLACES[place]),
    )


def passage_subject(said: Said) -> str:
    """What a button calls a passage."""
    return f"p{said.pack_id}-{said.passage.id}"


def meant_passage(subject: str) -> tuple[int, str] | None:
    """The pack and the passage that a button calls so; None for anything else."""
    found = _PASSAGE.fullmatch(subject)
    return (int(found[1]), found[2]) if found else None


def spoken(
    said: Said, around: tuple[str, str, str], info: PackInfo, *, lead: str = "", buttons: Sequence[Button] = ()
) -> Passage:
    """A passage that is no quote, with what was said right before and after it."""
    before, text, after = around
    before = before if len(before) <= AROUND_LENGTH else "… " + before[-AROUND_LENGTH:].partition(" ")[2]
    lines = (
        ("", before.strip()),
        (said.passage.speaker or UNKNOWN_SPEAKER, text),
        ("", excerpt(after.strip(), AROUND_LENGTH)),
    )
    parts = [info.title, said.passage.section]
    if said.passage.start is not None:
        parts.append(clock_time(said.passage.start))
    return Passage(
        title=lead or "This was said:",
        lines=tuple((who, line) for who, line in lines if line),
        credit=" · ".join(filter(None, parts)),
        buttons=tuple(buttons),
    )


def line(quote: NumberedQuote, info: PackInfo) -> str:
    """A quote on one line of at most 100 characters, with what must be known about it first."""
    who = (quote.quote.speaker or UNKNOWN_SPEAKER) + marks(quote, info)
    return excerpt(f"{who}: {abreast(quote.quote.text)}", LINE_LENGTH)


def shared_lead(by: User) -> str:
    """Over a quote that somebody shared."""
    # Who says their name nowhere is “you” at a terminal.
    return f"{by.name} {'share' if by.id == by.name == 'you' else 'shares'}:"


def not_searched(samples: Sequence[str]) -> str:
    """That these rest beside packs of somebody's own, as a sentence with a space before it; "" where there are none."""
    if not samples:
        return ""
    one = f"/quote {given('search', samples[0])}"
    return f" The samples were not searched, as there are packs of your own; {one} shows one of theirs."


def found_lead(confidence: float, words: str) -> str:
    """How sure a look-up is, in words and a number; of a single word, that it stands nowhere else."""
    wanted = terms(strip_lead_in(words))
    if len(wanted) == 1:
        return f"The only one that holds “{wanted[0]}”:"
    return f"Found, {confidence:.0%} sure:"


def too_common() -> Notice:
    """For words that everybody says."""
    return Notice(text="Those words stand in almost everything that was said. Add a rarer one.")


def is_speaker(name: str, quotes: int) -> str:
    """That somebody is a speaker here, for who searches for their name among the words."""
    if not quotes:
        return f"{name} speaks here, but has no quote."
    return f"{name} is one of the speakers, with {counted(quotes, 'quote')}: /quote {given('search', name)} draws one."


def is_pack(name: str) -> str:
    """That a pack's name begins so, for who searches for that."""
    return f"There is a pack {name}: /quote {given('search', name)} draws from it."


def nearest_name(name: str, typed: str) -> str:
    """Over a quote of somebody who is called a little otherwise than was typed."""
    return f"The nearest name to “{excerpt(typed, NAME_LENGTH)}” is {ended(name)}"


def passage(turns: Sequence[Turn], quote: NumberedQuote, info: PackInfo) -> Passage:
    """The turns around a quote."""
    lines = tuple((t.speaker or "", excerpt(t.text, PASSAGE_LENGTH)) for t in turns)
    return Passage(
        title=f"Around #{quote.number}", lines=lines, credit=credit(quote, info) + (" · sample" if info.sample else "")
    )


def _called(info: PackInfo) -> str:
    """The name of a pack, and its title where that tells more."""
    return info.name if info.source.title.casefold() == info.name else f"{info.name} ({info.source.title})"


def _holds(pack: PackSummary) -> str:
    """How much there is of it."""
    if pack.questions and not pack.size:
        return counted(pack.questions, "question")
    return f"{counted(pack.size, 'quote')}, {counted(len(pack.speakers), 'voice') if pack.speakers else 'nobody named'}"


def packs(
    library: Library, shelved: Sequence[PackInfo] = (), removed: Sequence[PackInfo] = (), *, manager: bool = True
) -> Listing:
    """The packs a workspace uses, those it could switch on, and those it could bring back; who is no manager is offered
    no way to bring one in.
    """
    lines = tuple(
        f"{_called(p.info)}: {_holds(p)}" + (" (sample)" if p.info.sample else "") for p in library.packs.values()
    )
    lines += tuple(f"{_called(p)}: off; /quotes enable {given('pack', p.name)} switches it on" for p in shelved)
    lines += tuple(f"{_called(p)}: removed; /quotes enable {given('pack', p.name)} brings it back" for p in removed)
    closing = "/quotes import brings in a transcript of yours." if manager else "Managers bring transcripts in."
    if any(p.info.sample for p in library.packs.values()) and not library.in_use[0].info.sample:
        sample = given("pack", next(p.info.name for p in library.packs.values() if p.info.sample))
        closing = f"Samples rest while you have packs of your own; /quiz start {sample} plays one."
    return Listing(title="Packs", lines=lines, closing=closing, buttons=(bringing_button(),) if manager else ())
