"""Bringing a transcript in from a chat: the form, the report card, switching packs on and off."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.chat.forms import Field, FieldKind, Form
from bot.chat.incoming import PressId
from bot.chat.messages import Button, Listing, Mark, Notice, Reply
from bot.chat.typed import given
from bot.library import import_wording as imports
from bot.library.file_refusals import PERHAPS_CUT, TEXT_LIMIT
from bot.library.model import Imported, PackInfo, PackUsage
from content.model import Pack
from content.report import ReportCard

BRING, BROUGHT, BACK = "bring", "brought", "back"
# What was read comes in, or does not.
TAKE_IN, LEAVE = "takein", "leave"
# Taken from the menu of a message.
BRING_THIS = "bring-this"
BRING_BACK = "Bring it back"
FILE, TEXT, LINK, NAME, SPEAKER, SPEAKERS = "file", "text", "link", "name", "speaker", "speakers"
# In the place of a name: the words are to be taken though nobody is named for them.
NOBODY = "-"
COMMAND, REMOVE = "quotes import", "quotes remove"
LIMIT = 20_000_000
NAME_LIMIT, MAP_LIMIT = 60, 200
PASTED = "pasted"
BUTTON = "Bring a transcript"
_PLAY, _PACKS = "/quiz start pack={name}", "/quotes packs lists what is here."
_LABELS = "What labels mean"
_ENDINGS = tuple(f".{e}" for e in "vtt srt txt md json jsonl docx csv html toml yaml yml zip".split())
_FORMATS = "“Name: text”, Markdown, WebVTT, SRT, Word, Otter, Whisper and more"


def button() -> Button:
    """Opens the form."""
    return Button(id=str(PressId(BRING, "new")), label=BUTTON)


def invitation(*, types_paths: bool = False, attaches: bool = True) -> Notice:
    """No file came with the command; `types_paths`: a file is named by its path; `attaches`: it may come with one."""
    how = (
        "type its path, /quotes import talk.txt, " if types_paths else "add it as the option file, " if attaches else ""
    )
    return Notice(
        text=f"A transcript is a file: {how}give its link (link=https://…), or press the button to hand one over or "
        f"paste its text ({_FORMATS}).",
        buttons=(button(),),
    )


def form() -> Form:
    """Asks for a file or the text itself."""
    return Form(
        id=str(PressId(BROUGHT, "new")),
        title=BUTTON,
        fields=(
            Field(name=FILE, label="The file", limit=LIMIT, kind=FieldKind.FILE, required=False),
            Field(name=TEXT, label=f"Or its text, up to {TEXT_LIMIT:,} characters", limit=TEXT_LIMIT,
                  kind=FieldKind.TEXT, required=False,
                  hint="Ada: What was said … What is longer is cut: give a file, or its link here."),
            Field(name=NAME, label="A name for the pack", limit=NAME_LIMIT, required=False),
            Field(name=SPEAKER, label="Who speaks, if nobody is named in it", limit=NAME_LIMIT, required=False,
                  hint=f"A name; {NOBODY} takes the words as nobody's"),
            Field(name=SPEAKERS, label=_LABELS, limit=MAP_LIMIT, required=False,
                  hint="SPEAKER_00=Ada, SPEAKER_01=Ben"),
        ),
        instead="/quotes import takes it as a file.",
    )  # fmt: skip


def again(given_before: Mapping[str, str], typed: str, **more: str) -> str:
    """The command that brings the same in again, with what was chosen before and more."""
    options = {FILE: typed, **{k: v for k, v in given_before.items() if k in (LINK, NAME, SPEAKER, SPEAKERS)}, **more}
    return f"/{COMMAND} {' '.join(given(name, value) for name, value in options.items() if value)}"


def in_form(mends: Sequence[str]) -> str:
    """What mends labels where a form brought it in."""
    return f"bring it in again with “{', '.join(mends)}” under “{_LABELS}”"


def report(
    done: Imported, pack: Pack, card: ReportCard, *, mending: imports.Mending, naming: str, samples: Sequence[str] = (),
    kept: Mapping[str, str] | None = None, buttons: Sequence[Button] = (),
) -> Listing:  # fmt: skip
    """The report card, with the labels that stayed somebody's by an earlier choice; `samples` rest because of it. The
    rest is as in import_wording.lines.
    """
    lines = imports.lines(done, pack, card, mending=mending, naming=naming, samples=samples)
    lines += [imports.at_rest(samples)] if samples and (card.kinds or card.written_items) else []
    lines += [f"As chosen before, “{label}” is {name}" for label, name in (kept or {}).items()]
    closing = imports.advice(card, done.info.name, _PLAY) if imports.stored(done) else _PACKS
    return Listing(title=imports.title(done, card), lines=tuple(lines), closing=closing, buttons=tuple(buttons))


def came_in(done: Imported, card: ReportCard, *, samples: Sequence[str], buttons: Sequence[Button]) -> Listing:
    """That it is in, after its report card was read: nothing of that again, but that `samples` rest from now on."""
    lines = [imports.at_rest(samples)] if samples else []
    plays = card.kinds or card.written_items
    closing = f"Next: {_PLAY.format(name=done.info.name)}" if imports.stored(done) and plays else _PACKS
    return Listing(title=imports.title(done, card), lines=tuple(lines), closing=closing, buttons=tuple(buttons))


def proposal(
    meant: Imported, pack: Pack, card: ReportCard, subject: str, *, mending: imports.Mending, naming: str,
    kept: Mapping[str, str],
) -> Listing:  # fmt: skip
    """The report card of what could come in, before anything of it is kept; the rest is as in `report`."""
    lines = imports.lines(meant, pack, card, mending=mending, naming=naming)
    lines += [f"As chosen before, “{label}” is {name}" for label, name in kept.items()]
    lines += [imports.weak_advice(card)] if imports.weak_advice(card) else []
    return Listing(
        title=imports.proposed(meant, card),
        lines=tuple(lines),
        closing="Nothing of it is kept yet; it waits for an hour.",
        buttons=(
            Button(id=str(PressId(TAKE_IN, subject)), label="Bring it in"),
            Button(id=str(PressId(LEAVE, subject)), label="Leave it"),
        ),
    )


def left() -> Notice:
    """Somebody did not want what they had brought."""
    return Notice(text="It is left out: nothing of it was kept.")


def likeliest(names: Sequence[str]) -> int:
    """Which of the files of a message is the transcript, by their names: the first that looks like one, else the first.

    There must be one.
    """
    return next((i for i, name in enumerate(names) if name.casefold().endswith(_ENDINGS)), 0)


def is_full(text: str) -> bool:
    """Whether a pasted text has all the characters that a form takes, however a platform counts them."""
    return max(len(text), len(text.encode("utf-16-le")) // 2) >= TEXT_LIMIT


def perhaps_cut(reply: Reply) -> Reply:
    """A report with the doubt that the text was longer."""
    return replace(reply, lines=(*reply.lines, PERHAPS_CUT)) if isinstance(reply, Listing) else reply


def switched(info: PackInfo, *, on: bool) -> Notice:
    """A pack is used here from now on, or is not."""
    if on:
        return Notice(
            text=f"“{info.name}” is used here from now on. /quiz start {given('pack', info.name)} plays it.",
            mark=Mark.RIGHT,
        )
    return Notice(
        text=f"“{info.name}” rests here. /quotes enable {given('pack', info.name)} brings it back.", mark=Mark.RIGHT
    )


def used_already(info: PackInfo, *, on: bool) -> Notice:
    """That pack is used here, or rests here, as it was wished."""
    name = given("pack", info.name)
    if on:
        return Notice(text=f"“{info.name}” is used here already. /quiz start {name} plays it.")
    return Notice(text=f"“{info.name}” rests here already. /quotes enable {name} brings it back.")


def waits(before: int) -> Notice:
    """Others are read first; `before` of those that wait are before this one."""
    place = "yours is next" if not before else f"{before} more before yours" if before > 1 else "one more before yours"
    return Notice(text=f"Other transcripts are being read; {place}. Nothing needs to be done: the result comes here.")


def removed(info: PackInfo, uses: PackUsage) -> Notice:
    """A pack is gone from here, what used it, and how it comes back."""
    return Notice(
        text=f"“{info.name}” is removed: nothing of it is found, drawn or asked any more. {imports.used(uses)}"
        f"For a day the button brings it back, or /quotes enable {given('pack', info.name)} does.",
        mark=Mark.RIGHT,
        buttons=(Button(id=str(PressId(BACK, str(info.id))), label=BRING_BACK),),
    )


def brought_back(info: PackInfo) -> Notice:
    """A removal was undone."""
    return Notice(
        text=f"“{info.name}” is back, with its old numbers. /quiz start {given('pack', info.name)} plays it.",
        mark=Mark.RIGHT,
    )
