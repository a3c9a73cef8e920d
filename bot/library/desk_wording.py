"""How the desk is put into words."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterator

from bot.chat.counts import both, counted
from bot.chat.forms import Field, FieldKind, Form
from bot.chat.incoming import PressId
from bot.chat.messages import Button, Listing, Mark, Notice
from bot.chat.plain import abreast
from bot.library.desk_model import DealtQuote, Finished, Meanwhile
from bot.library.model import NumberedQuote, PackSummary, Said
from bot.library.wording import by, credit, passage_subject
from content.decisions import Deciding
from content.delicate import TITLES, warnings
from content.text import excerpt

PIN, KEEP, DROP, LATER, UNDO = "pin", "keep", "drop", "later", "undo"
WORDS, WORDED, VOICE, VOICED, NEW_VOICE = "words", "worded", "voice", "voiced", "new"
# A button's id is this long at most on every platform.
_LONGEST_ID = 100
WORDING, SPEAKER, NAME = "wording", "speaker", "name"
COMMAND = "quotes review"
LONGEST, LONGEST_NAME, LONGEST_CHOICE, MOST_CHOICES = 1000, 60, 75, 25
NEIGHBOUR = 200
_WAS = {Deciding.KEEP: "kept", Deciding.DROP: "dropped", Deciding.PIN: "pinned", Deciding.WORDS: "put right"}
_BACK = {
    None: "is here again", Deciding.PIN: "is no quote any more", Deciding.KEEP: "is kept no more",
    Deciding.DROP: "is back",
    Deciding.WORDS: "has its former words again", Deciding.SPEAKER: "has its former speaker again",
}  # fmt: skip


def desk(dealt: DealtQuote | Finished, pack_id: int, lead: str = "") -> Listing:
    """What a reviewer sees: a quote and what can be done, or that there is none; `lead` is what was done before."""
    if isinstance(dealt, Finished):
        return _finished(dealt, pack_id, lead)
    number = dealt.numbered.number
    return Listing(
        title=f"#{number} · {dealt.looked_at} of the best {dealt.of} looked at{_skipped(dealt.skipped)}",
        lines=(*([lead] if lead else []), *lines(dealt)),
        closing=_others(dealt.others),
        buttons=_buttons(dealt, pack_id),
    )


def _skipped(count: int) -> str:
    return f", {count} skipped" if count else ""


def lines(dealt: DealtQuote) -> Iterator[str]:
    """The quote between its neighbours, where it comes from, why it was chosen and what speaks against it."""
    numbered = dealt.numbered
    quote = numbered.quote
    yield f"Before: {excerpt(abreast(dealt.before), NEIGHBOUR) or '(nothing)'}"
    yield f"“{abreast(quote.text)}”" if quote.verbatim else abreast(quote.text)
    yield f"— {by(numbered)} · {credit(numbered, dealt.info)}"
    yield f"After: {excerpt(abreast(dealt.after), NEIGHBOUR) or '(nothing)'}"
    if quote.reasons:
        yield f"What speaks for it: {', '.join(quote.reasons)}"
    if told := warnings(quote.text, dealt.info.language, quote.speaker):
        yield f"Careful: {both([TITLES[kind] for kind in told])}"
    if quote.edited:
        yield f"Edited; the transcript says: “{excerpt(abreast(quote.original), LONGEST)}”"
    if dealt.suggested_by:
        yield f"Suggested by {dealt.suggested_by}: Keep takes it into the book."
    if dealt.doubted_by:
        yield f"Wrong speaker? {dealt.doubted_by} asked whether that is really {quote.speaker or 'nobody'}'s."


def words_form(numbered: NumberedQuote, subject: str) -> Form:
    """Asks for the words."""
    hint = "What they say has to stay what was said; where words are added it is told as edited."
    field = Field(
        name=WORDING, label=f"The words of #{numbered.number}", limit=LONGEST, kind=FieldKind.TEXT, hint=hint,
        value=numbered.quote.text[:LONGEST],
    )  # fmt: skip
    return Form(
        id=str(PressId(WORDED, subject)), title="Fix the words", fields=(field,), instead="quoth review does it too."
    )


def ask_other_words(text: str, subject: str) -> Notice:
    """Asks before words are taken that are hardly those that were said."""
    return Notice(
        text=f"Really? “{excerpt(text, NEIGHBOUR)}” shares hardly a word with what was said; nothing was changed yet.",
        buttons=(
            Button(id=str(PressId(WORDED, subject, 1)), label="Yes, these words"),
            Button(id=str(PressId(WORDS, subject)), label="Fix them again…"),
        ),
    )


def voice_form(numbered: NumberedQuote, pack: PackSummary, subject: str) -> Form:
    """Asks who said it: one of the pack's speakers, or somebody else."""
    now = numbered.quote.speaker
    known = [s.name for s in pack.speakers if s.name != now and len(s.name) <= LONGEST_CHOICE][:MOST_CHOICES]
    other = Field(name=NAME, label="Or somebody else" if known else "Who said it", limit=LONGEST_NAME, required=False)
    choice = Field(
        name=SPEAKER, label=f"Who said #{numbered.number}", limit=LONGEST_CHOICE, required=False, choices=tuple(known),
        hint=f"Now: {now or 'nobody'}"[:100],
    )  # fmt: skip
    return Form(
        id=str(PressId(VOICED, subject)), title="Fix the speaker", fields=(choice, other) if known else (other,),
        instead="quoth review does it too.",
    )  # fmt: skip


def ask_new_voice(name: str, pack: PackSummary, subject: str) -> Notice | None:
    """Asks before somebody becomes a voice who is none in this pack yet; None for a name that fits in no button."""
    kept = urlsafe_b64encode(name.encode()).decode().rstrip("=")
    make = str(PressId(NEW_VOICE, f"{subject}:{kept}"))
    if len(make) > _LONGEST_ID:
        return None
    known = [s.name for s in pack.speakers][:MOST_CHOICES]
    there = f" The voices there are {both(known)}." if known else ""
    return Notice(
        text=f"“{name}” is nobody in {pack.info.name} so far, so nothing was changed.{there}",
        buttons=(
            Button(id=make, label=f"Make {excerpt(name, LONGEST_CHOICE - 20)} a voice"),
            Button(id=str(PressId(VOICE, subject)), label="Choose again…"),
        ),
    )


def new_voice(kept: str) -> str:
    """The name that such a button makes a voice; "" for what is none."""
    try:
        return urlsafe_b64decode(kept + "=" * (-len(kept) % 4)).decode()
    except ValueError:
        return ""


def fix_speaker(number: int) -> Button:
    """Opens the form that asks who said that quote."""
    return Button(id=str(PressId(VOICE, f"{number}:0")), label="Fix the speaker…")


def done(number: int, what: Deciding, text: str = "") -> str:
    """What was decided."""
    if what is Deciding.SPEAKER:
        return f"✓ #{number} is now {text}'s."
    gone = ": nobody finds, draws or asks it any more" if what is Deciding.DROP else ""
    return f"✓ #{number} is {_WAS[what]}{gone}."


def pinning(said: Said) -> Button:
    """What makes a quote of a passage."""
    return Button(id=str(PressId(PIN, passage_subject(said))), label="Keep as a quote")


def pinned(number: int) -> Notice:
    """A passage was made a quote."""
    undo = Button(id=str(PressId(UNDO, f"{number}:0")), label="Undo")
    told = f"#{number} is a quote now: it is drawn, asked and posted like the others, and stays one when the transcript"
    return Notice(text=f"{told} comes in again.", mark=Mark.RIGHT, buttons=(undo,))


def unchanged(number: int) -> str:
    """The words that were put in are those that stand."""
    return f"Nothing is different, so #{number} stays as it is."


def skipped(number: int) -> str:
    """What comes later."""
    return f"#{number} comes again after the others."


def undone(number: int, what: Deciding | None) -> str:
    """What was taken back."""
    return f"✓ #{number} {_BACK[what]}."


def meanwhile(of: Meanwhile) -> str:
    """Somebody else was quicker."""
    return f"#{of.number} was {_WAS[of.what]} by {of.by or 'a file'} meanwhile; that stays."


def _finished(dealt: Finished, pack_id: int, lead: str) -> Listing:
    told = [lead] if lead else []
    if dealt.with_others:
        told.append(f"Others look at the last {counted(dealt.with_others, 'quote')}.")
    else:
        told.append("Every quote was looked at. /settings set reviewed-only yes posts no others.")
    undo = (_undo(pack_id),) if dealt.undo else ()
    return Listing(title=f"{counted(dealt.looked_at, 'quote')} looked at", lines=tuple(told), buttons=undo)


def _others(count: int) -> str:
    return f"Others look at {counted(count, 'quote')} just now; nobody is dealt the same." if count else ""


def _undo(pack_id: int) -> Button:
    """Takes back what was done last, whichever quote it was about: none that is looked at now."""
    return Button(id=str(PressId(UNDO, f"0:{pack_id}")), label="Undo")


def _buttons(dealt: DealtQuote, pack_id: int) -> tuple[Button, ...]:
    subject = f"{dealt.numbered.number}:{pack_id}"
    named = [
        (KEEP, "Keep"), (DROP, "Drop"), (WORDS, "Fix the words…"), (VOICE, "Fix the speaker…"), (LATER, "Skip"),
    ]  # fmt: skip
    decisions = (Button(id=str(PressId(verb, subject)), label=label) for verb, label in named)
    return *decisions, *([_undo(pack_id)] if dealt.undo else [])
