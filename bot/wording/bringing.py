"""Bringing a transcript in from a chat: the form, the report card, switching packs on and off."""

from datetime import timedelta
from math import ceil

from bot.core.packs import Imported, PackInfo
from bot.messages import Button, Field, FieldKind, Form, Listing, Mark, Notice, PressId
from bot.wording import imports
from content.errors import ContentError, NoTranscript
from content.model import Pack
from content.report import ReportCard

BRING, BROUGHT = "bring", "brought"
FILE, TEXT, NAME, SPEAKER, SPEAKERS = "file", "text", "name", "speaker", "speakers"
COMMAND = "quotes import"
LIMIT = 20_000_000
# Forms take no more text than this everywhere.
TEXT_LIMIT, NAME_LIMIT, MAP_LIMIT = 3000, 60, 200
PASTED = "pasted"
BUTTON = "Bring a transcript"
_FORMATS = "“Name: text”, Markdown, WebVTT, SRT, Word, Otter, Whisper and more"


def button() -> Button:
    """Opens the form."""
    return Button(id=str(PressId(BRING, "new")), label=BUTTON)


def invitation() -> Notice:
    """No file came with the command."""
    return Notice(
        text="A transcript is a file: add it as the option file, or press the button to hand one over or paste its "
        f"text ({_FORMATS}). On the computer where Quoth runs: quoth import FILE",
        buttons=(button(),),
    )


def form() -> Form:
    """Asks for a file or the text itself."""
    return Form(
        id=str(PressId(BROUGHT, "new")),
        title=BUTTON,
        fields=(
            Field(name=FILE, label="The file", limit=LIMIT, kind=FieldKind.FILE, required=False),
            Field(name=TEXT, label="Or its text", limit=TEXT_LIMIT, kind=FieldKind.TEXT, required=False,
                  hint="Ada: What was said …"),
            Field(name=NAME, label="A name for the pack", limit=NAME_LIMIT, required=False),
            Field(name=SPEAKER, label="Who speaks, if nobody is named in it", limit=NAME_LIMIT, required=False),
            Field(name=SPEAKERS, label="What labels mean", limit=MAP_LIMIT, required=False,
                  hint="SPEAKER_00=Ada, SPEAKER_01=Ben"),
        ),
        instead="On the computer where Quoth runs: quoth import FILE",
    )  # fmt: skip


def report(done: Imported, pack: Pack, card: ReportCard) -> Listing:
    """The report card."""
    lines = imports.lines(done, pack, card, mending="speakers={}")
    play = "/quiz start pack={name}"
    closing = imports.advice(card, done.info.name, play) if lines else "/quotes packs lists what is here."
    return Listing(title=imports.title(done, card), lines=tuple(lines), closing=closing)


def switched(info: PackInfo, *, on: bool) -> Notice:
    """A pack is used here from now on, or is not."""
    if on:
        return Notice(
            text=f"“{info.name}” is used here from now on. /quiz start pack={info.name} plays it.", mark=Mark.RIGHT
        )
    return Notice(text=f"“{info.name}” rests here. /quotes enable {info.name} brings it back.", mark=Mark.RIGHT)


def waits(before: int) -> Notice:
    """Others are read first; `before` of those that wait are before this one."""
    place = "yours is next" if not before else f"{before} more before yours" if before > 1 else "one more before yours"
    return Notice(text=f"Other transcripts are being read; {place}. Nothing needs to be done: the result comes here.")


def used_up(what: str, limit: int, wait: timedelta) -> str:
    """Too much was brought in for now."""
    minutes = max(1, ceil(wait.total_seconds() / 60))
    soon = f"{ceil(minutes / 60)} hours" if minutes > 90 else "a minute" if minutes == 1 else f"{minutes} minutes"
    if what == "imports":
        many = "one transcript" if limit == 1 else f"{limit} transcripts"
        return f"One person may bring in {many} an hour, and you have. The next one can come in {soon}."
    whose = "One person" if what == "mine" else "A workspace"
    return f"{whose} may bring in {limit} MB a day, and this would be more. Try it again in {soon}."


def readers_busy(mine: int) -> str:
    """The line is too long."""
    if mine:
        return "Transcripts of yours wait to be read already. Send this one when one of them is done."
    return "Many transcripts wait to be read just now. Send this one again in a few minutes."


def cannot_read(error: ContentError) -> str:
    """Why a file was refused, with the way on in a chat."""
    if isinstance(error, NoTranscript):
        return f"{error.path}: {error.problem}. Write paragraphs as “Name: text”, or give speaker=NAME for one voice."
    return str(error)
