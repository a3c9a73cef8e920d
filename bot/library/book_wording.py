"""How the book is put into words."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from bot.chat.counts import both, counted, either
from bot.chat.forms import Field, FieldKind, Form
from bot.chat.incoming import ChatMessage, PressId
from bot.chat.messages import Button, Candidates, Listing, Mark, Notice, QuoteCard
from bot.chat.moments import moment_text
from bot.chat.plain import abreast
from bot.chat.typed import given
from bot.library import wording
from bot.library.book_model import LONGEST, LONGEST_NAME, SUGGESTED, Added, Change, Standing
from bot.library.days import spoken_day
from bot.library.library import Library
from bot.library.model import NumberedQuote
from bot.library.typed_quotes import BY, DATE, QUOTE
from bot.library.votes import Tally
from content.decisions import Deciding
from content.text import excerpt

ADDED, SURE, QUOTE_THIS, QUOTED = "book-added", "book-sure", "quote-this", "quoted"
EDIT, EDITED, UNDO, BACK, PAGE = "book-edit", "book-edited", "book-undo", "book-back", "book-page"
NAME, TITLE = "book", "Our book"
CHANNEL_NAME, CHANNEL_TITLE = "channel-book", "This channel's book"
SUGGESTIONS_NAME, SUGGESTIONS_TITLE = "suggestions", "Suggestions"
NOBODY = "-"
BRIEF, LINE, MOST_SHOWN = 160, 100, 5
# A button's id is this long at most on every platform.
_LONGEST_ID = 100
_WHEN = {"week": " this week", "month": " this month", "all": ""}
TO, LAST, OWN = "to", "last", "own"
_DATE_LENGTH = 30


def form(given: Mapping[str, str]) -> Form:
    """Asks for a quote."""
    return Form(
        id=str(PressId(ADDED, "typed")), title="Add a quote", instead='/quotes add "Tea first." by Ada Novak',
        fields=(
            Field(
                name=QUOTE, label="What was said", limit=LONGEST, kind=FieldKind.TEXT, value=given.get(QUOTE, ""),
                hint="Word for word, without quotation marks.",
            ),
            Field(name=BY, label="Who said it", limit=LONGEST_NAME, required=False, value=given.get(BY, "")),
            Field(
                name=DATE, label="When", limit=_DATE_LENGTH, required=False, value=given.get(DATE, ""),
                hint="A day such as 2026-03-01; empty is today.",
            ),
        ),
    )  # fmt: skip


def quote_form(about: ChatMessage, text: str, name: str, day: str, last: int | None) -> Form:
    """Asks what of a message is kept; `last` is the number of what they quoted a moment ago."""
    long = len(text) > LONGEST
    hint = "The message is longer: this is how it begins. Keep the best part." if long else "Keep the best part."
    fields: tuple[Field, ...] = (
        Field(
            name=QUOTE, label="What was said", limit=LONGEST, kind=FieldKind.TEXT, value=excerpt(text, LONGEST),
            hint=hint,
        ),
        Field(name=BY, label="Who said it", limit=LONGEST_NAME, required=False, value=name[:LONGEST_NAME]),
        Field(name=DATE, label="When", limit=_DATE_LENGTH, required=False, value=day),
    )  # fmt: skip
    if last is not None:
        titles = (f"Add to the last one (#{last})", "A quote of its own")
        to = Field(name=TO, label="Keep it as", limit=_DATE_LENGTH, choices=(LAST, OWN), titles=titles, required=False,
                   hint="Without a choice it is a quote of its own.")  # fmt: skip
        fields = (to, *fields)
    return Form(
        id=str(PressId(QUOTED, f"{encoded_message(about.id)}:{last or 0}")), title="Quote this", fields=fields,
        instead='/quotes add "Tea first." by Ada Novak',
    )  # fmt: skip


def encoded_message(message: str) -> str:
    """The platform's id of a message as a part of a button's."""
    return message.replace(".", "-")


def message_of(subject: str) -> tuple[str, int]:
    """Which message such a form is about, and which quote was the last one, 0 for none."""
    message, _, last = subject.partition(":")
    return message.replace("-", "."), int(last[:9]) if last.isdecimal() else 0


def alike(found: Sequence[NumberedQuote], library: Library, kept: str, *, same: bool) -> Candidates:
    """Asks before what seems to be here already is added; `same`: in these very words."""
    one = "This is" if len(found) == 1 else "These are"
    one = one if same else "Much the same is"
    return replace(
        wording.candidates(found, library, intro=f"{one} here already, so nothing was added yet:"),
        more=Button(id=str(PressId(SURE, kept)), label="Add it all the same"),
    )


def which_name(typed: str, kept: Sequence[tuple[str, str]]) -> Notice:
    """Asks who is meant by a part of a name, or a slip in it: those whose name it may be, or somebody of just that."""
    whole = either([name for name, _ in kept[:-1]])
    return Notice(
        text=f"“{typed}” may be {whole}. Nothing was added yet: who said it?",
        buttons=tuple(Button(id=str(PressId(SURE, id_)), label=excerpt(name, LONGEST_NAME)) for name, id_ in kept),
    )


def added(numbered: NumberedQuote, library: Library, which: int) -> QuoteCard:
    """The receipt of a quote that came in."""
    lead = f"✓ #{numbered.number} is in the book."
    if library.info(numbered).channel:
        lead = f"✓ #{numbered.number} is in this channel's book: not everybody may read here, so it stays here."
    lead += "" if numbered.quote.speaker else " Nobody is named: Edit… says who said it."
    return _receipt(numbered, library, lead, f"a{numbered.number}", which)


def called(inside: str) -> tuple[str, str]:
    """The name and the title of a book: the workspace's, that of suggestions, or of a channel."""
    if not inside:
        return NAME, TITLE
    return (SUGGESTIONS_NAME, SUGGESTIONS_TITLE) if inside == SUGGESTED else (CHANNEL_NAME, CHANNEL_TITLE)


def suggested(number: int) -> Notice:
    """The receipt of a quote that managers look at first."""
    told = f"#{number} waits for a manager: managers look at added quotes first here (/quotes review)."
    return Notice(
        text=f"{told} Once it is kept it is found like any other.", mark=Mark.RIGHT, buttons=(undo(f"a{number}"),)
    )


def added_unseen(number: int) -> Notice:
    """The same of a quote that may not be shown right now."""
    return Notice(text=f"#{number} is in the book.", mark=Mark.RIGHT, buttons=(undo(f"a{number}"),))


def joined(numbered: NumberedQuote, library: Library, decision_id: int, which: int) -> QuoteCard:
    """The receipt of a message that was added to the last one."""
    return _receipt(numbered, library, f"✓ It is added to #{numbered.number}.", f"d{decision_id}", which)


def changed(numbered: NumberedQuote, library: Library, decision_id: int, which: int) -> QuoteCard:
    """The receipt of a correction."""
    return _receipt(numbered, library, f"✓ #{numbered.number} is changed.", f"d{decision_id}", which)


def changed_unseen(number: int, decision_id: int) -> Notice:
    """The same of a quote that may not be shown right now."""
    return Notice(text=f"#{number} is changed.", mark=Mark.RIGHT, buttons=(undo(f"d{decision_id}"),))


def unchanged(number: int) -> Notice:
    """A form came back as it was."""
    return Notice(text=f"Nothing is different, so #{number} stays as it is.")


def taken_out(numbered: NumberedQuote, decision_id: int) -> Notice:
    """The receipt of a quote that was deleted."""
    number, text = numbered.number, excerpt(numbered.quote.text, BRIEF)
    told = f"#{number} is taken out, and its number stays empty. Nobody finds, draws or asks it any more: “{text}”"
    return Notice(text=told, mark=Mark.RIGHT, buttons=(undo(f"d{decision_id}"),))


def taken_back(number: int, what: Sequence[Deciding]) -> Notice:
    """What somebody did is undone."""
    stands = f"/quote {number} shows it."
    if Deciding.DROP in what:
        return Notice(text=f"#{number} is back. {stands}", mark=Mark.RIGHT)
    return Notice(text=f"#{number} reads as it did before. {stands}", mark=Mark.RIGHT)


def never_added(number: int) -> Notice:
    """Somebody took back what they added."""
    return Notice(text=f"#{number} is taken out again, and its number stays empty.", mark=Mark.RIGHT)


def edit_form(number: int, text: str, speaker: str, seen: str) -> Form:
    """Asks for what is to stand; `seen` tells what stood when the form was opened."""
    return Form(
        id=str(PressId(EDITED, f"{number}:{seen}")), title=f"Edit #{number}"[:24], instead="/quotes edit 12",
        fields=(
            Field(
                name=QUOTE, label="What was said", limit=LONGEST, kind=FieldKind.TEXT, value=text[:LONGEST],
                hint="What was said, and not what should have been.",
            ),
            Field(
                name=BY, label="Who said it", limit=LONGEST_NAME, value=speaker[:LONGEST_NAME] or NOBODY,
                hint=f"{NOBODY} for nobody named",
            ),
        ),
    )  # fmt: skip


def overtaken(stands: Standing, by: str, text: str, speaker: str, kept: str) -> Notice:
    """Somebody else changed the same meanwhile; whoever was slower has their words back."""
    mine = f"“{text}” — {speaker or wording.UNKNOWN_SPEAKER}"
    now = f"“{excerpt(stands.text, BRIEF)}” — {stands.speaker or wording.UNKNOWN_SPEAKER}"
    told = f"#{stands.number} was changed by {by or 'a file'} while you wrote, so nothing of yours was taken yet."
    return Notice(
        text=f"{told}\nIt reads now: {now}\nYours was: {mine}",
        buttons=(
            Button(id=str(PressId(EDITED, kept, 1)), label="Take mine"),
            Button(id=str(PressId(EDIT, kept, 1)), label="Edit again…"),
        ),
    )


def other_words(number: int, text: str, kept: str) -> Notice:
    """Asks before words are taken that are hardly those that were said."""
    told = f"Really? “{excerpt(text, BRIEF)}” shares hardly a word with what #{number} says; nothing was changed yet."
    return Notice(
        text=told,
        buttons=(
            Button(id=str(PressId(EDITED, kept, 1)), label="Yes, these words"),
            Button(id=str(PressId(EDIT, kept, 1)), label="Edit again…"),
        ),
    )


def which_name_now(number: int, typed: str, names: Sequence[str], kept: str) -> Notice:
    """The same before the speaker of a quote is changed."""
    buttons = [Button(id=str(PressId(EDITED, kept, place)), label=excerpt(name, LONGEST_NAME))
               for place, name in enumerate((typed, *names), 1)]  # fmt: skip
    return Notice(
        text=f"“{typed}” may be {either(list(names))}. Nothing was changed yet: who said #{number}?",
        buttons=(*buttons[1:], buttons[0]),
    )


def history(
    stands: Standing, changes: Sequence[Change], told: Sequence[tuple[str, str]], now: datetime, zone: str
) -> Listing:
    """What was done to a quote, oldest first; `told` is what stood before each change and after it, as far as it may be
    shown.
    """
    lines = [_change(change, *words, now, zone) for change, words in zip(changes, told, strict=True)]
    back = Button(id=str(PressId(BACK, str(stands.number))), label="Bring it back")
    now_ = "It is taken out." if stands.removed else f"/quote {stands.number} shows it as it stands."
    return Listing(
        title=f"#{stands.number} · what was done to it",
        lines=tuple(lines) or ("Nobody changed anything: it stands as it came in.",),
        closing=now_, buttons=(back,) if stands.removed and changes else (),
    )  # fmt: skip


def brought_back(number: int) -> Notice:
    """A manager brought a quote back."""
    return Notice(text=f"#{number} is back. /quote {number} shows it.", mark=Mark.RIGHT)


def _change(change: Change, before: str, text: str, now: datetime, zone: str) -> str:
    who = change.name or ("A curator's file" if change.file else "Whoever runs Quoth")
    was, said = (excerpt(abreast(words), BRIEF) for words in (before, text))
    did = {
        None: f"added it: “{said}”", Deciding.DROP: "took it out",
        Deciding.WORDS: f"changed the words from “{was}” to “{said}”",
        Deciding.SPEAKER: f"changed who said it from {was or 'nobody'} to {said or 'nobody'}", Deciding.KEEP: "kept it",
        Deciding.PIN: "made it a quote",
    }[change.what]  # fmt: skip
    undone = f" (taken back {moment_text(change.undone_at, now, zone)})" if change.undone_at else ""
    return f"{moment_text(change.at, now, zone)} · {who} {did}{undone}"


def no_words_of(words: str, speaker: str) -> Listing:
    """No quote holds these words, which name somebody."""
    way = f"/quotes list {given('speaker', speaker)} lists what {speaker} said."
    return Listing(title="No quote", lines=(f"No quote here has the words “{excerpt(words, BRIEF)}”.",), closing=way)


def listed(
    shown: Sequence[NumberedQuote], library: Library, added: Mapping[int, Added], *, count: int, page: int, size: int,
    kept: str, narrowed: bool, voice: str = "", waiting: Sequence[int] = (),
) -> Listing:  # fmt: skip
    """A page of quotes, the newest number first; `kept` is what a button needs to know of what narrows the list,
    `voice` what is told of somebody who said so few, `waiting` what the reader suggested.
    """
    voice = f"{voice} {_suggestions(waiting)}".strip()
    if not shown:
        way = "Fewer words or names find more." if narrowed else '/quotes add "Tea first." by Ada adds the first one.'
        none = "No quote here has all of that." if narrowed else "There is none here yet."
        return Listing(title="No quote", lines=(none,), closing=f"{way} {voice}".rstrip())
    first, last = page * size + 1, page * size + len(shown)
    title = counted(count, "quote") + (f", {first} to {last}" if count > len(shown) else "")
    steps = [(page - 1, "Newer")] if page else []
    steps += [(page + 1, "Older")] if last < count else []
    buttons = [Button(id=str(PressId(PAGE, kept, to)), label=label) for to, label in steps]
    fitting = tuple(button for button in buttons if len(button.id) <= _LONGEST_ID)
    closing = "" if len(fitting) == len(buttons) else f"page={page + 2} shows the next ones."
    lines = tuple(_line(quote, library, added.get(quote.number)) for quote in shown)
    return Listing(title=title, lines=lines, closing=f"{closing} {voice}".strip(), buttons=fitting)


def beside_the_search(pack: Listing, words: str, count: int, kept: str) -> Listing:
    """The list of a pack that was meant by its name alone, and how many quotes hold that name as words."""
    button = Button(id=str(PressId(PAGE, kept.replace(".", "%2E"), 0)), label="Search the words")
    if not count or len(button.id) > _LONGEST_ID:
        return pack
    holds = "holds" if count == 1 else "hold"
    told = f"“{words}” is a pack here; {counted(count, 'quote')} {holds} these words."
    return replace(pack, closing=f"{pack.closing} {told}".strip(), buttons=(*pack.buttons, button))


def _suggestions(waiting: Sequence[int]) -> str:
    if not waiting:
        return ""
    numbers = [f"#{number}" for number in waiting[:MOST_SHOWN]]
    more = [f"{len(waiting) - MOST_SHOWN} more"] if len(waiting) > MOST_SHOWN else []
    waits, it = ("waits", "it") if len(waiting) == 1 else ("wait", "the first")
    told = f"You suggested {both([*numbers, *more])}, which {waits} for a manager."
    return f"{told} /quotes delete {waiting[0]} takes {it} back."


def best(ranked: Sequence[tuple[NumberedQuote, Tally]], library: Library, period: str) -> Listing:
    """What most members voted for."""
    when = _WHEN[period]
    if not ranked:
        way = "👍 and 👎 stand under daily quotes and under what somebody shares; every member has one vote on each."
        return Listing(title=f"The best quotes{when}", lines=(f"Nobody voted for one{when} yet.",), closing=way)
    lines = tuple(
        f"{place}. {_line(quote, library, None)} · 👍 {votes.up}" + (f", 👎 {votes.down}" if votes.down else "")
        for place, (quote, votes) in enumerate(ranked, 1)
    )
    buttons = tuple(
        Button(id=str(PressId(wording.SHOW, str(quote.number))), label=f"#{quote.number}")
        for quote, _ in ranked[:MOST_SHOWN]
    )
    return Listing(title=f"The best quotes{when}", lines=lines, buttons=buttons)


def _line(quote: NumberedQuote, library: Library, by: Added | None) -> str:
    text, told = excerpt(abreast(quote.quote.text), LINE), quote.quote
    said = f"“{text}”" if told.verbatim else text
    day = f", {spoken_day(told.date)}" if told.date else ""
    whose = f" · added by {by.name}" if by else ""
    marks = wording.marks(quote, library.info(quote))
    return f"#{quote.number} {said} — {told.speaker or wording.UNKNOWN_SPEAKER}{day}{whose}{marks}"


def undo(subject: str) -> Button:
    """Takes back what was just done."""
    return Button(id=str(PressId(UNDO, subject)), label="Undo")


def _receipt(numbered: NumberedQuote, library: Library, lead: str, subject: str, which: int) -> QuoteCard:
    number = numbered.number
    return replace(
        wording.card(numbered, library, lead=lead),
        buttons=(
            undo(subject),
            Button(id=str(PressId(EDIT, str(number))), label="Edit…"),
            Button(id=str(PressId(wording.SHARE, str(number), which)), label="Share"),
        ),
        more=(),
    )
