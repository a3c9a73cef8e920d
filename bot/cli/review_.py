"""`quoth review [PACK]`: look at the best quotes one by one; write what was decided as a curator's file."""

import argparse
import asyncio
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from bot.library.desk_model import DealtQuote, Finished
from content.decisions import Deciding

if TYPE_CHECKING:
    from bot.library.desk import Desk

HELP, LEAVE = "?", ("q", "quit", "exit")
# By the letters that the desk has in a terminal, and by words.
_FATES = {**dict.fromkeys(("k", "keep"), Deciding.KEEP), **dict.fromkeys(("r", "d", "drop"), Deciding.DROP)}
_FIXES = {
    **dict.fromkeys(("f", "w", "words"), Deciding.WORDS), **dict.fromkeys(("i", "speaker"), Deciding.SPEAKER),
}  # fmt: skip


def arguments(parser: argparse.ArgumentParser) -> None:
    """Its options."""
    parser.add_argument("pack", nargs="?", metavar="PACK", help="only this pack's; all that are in use otherwise")
    parser.add_argument("--workspace", metavar="ID", help="what this workspace sees, such as slack:T123")
    parser.add_argument(
        "--write", type=Path, metavar="FILE", help="write what holds of PACK as an edits file, and look at nothing"
    )
    parser.add_argument("--replace", action="store_true", help="write it into a file that is there already")


def run(chosen: argparse.Namespace) -> int:
    """Deal until all is looked at or the input ends; or write the file."""
    if chosen.write is None:
        return asyncio.run(_review(chosen))
    sys.stdout.write(asyncio.run(_write(chosen)) + "\n")
    return 0


async def _review(chosen: argparse.Namespace) -> int:
    from adapters.terminal.session import HERE
    from bot.app.configuration import environment, read
    from bot.app.wiring import open_engine
    from bot.chat.refusal_wording import refusal
    from bot.delivery.clock import SystemClock
    from bot.errors import QuothError, Refusal
    from bot.library.desk import Desk
    from bot.library.withholding import shown_to_anybody_in

    workspace = chosen.workspace or HERE.workspace_id
    async with open_engine(read(environment(os.environ, Path.cwd())), SystemClock()) as engine:
        services = engine.services
        try:
            library = await services.libraries.library(workspace)
            pack_id = library.pack(chosen.pack).info.id if chosen.pack else 0
            desk = Desk(
                services, workspace, "", services.clock.now(),
                lambda work: shown_to_anybody_in(work, workspace), pack_id, operator=True,
            )  # fmt: skip
            await _sit(desk)
        except Refusal as refused:
            raise QuothError(refusal(refused).text) from None
    return 0


async def _sit(desk: "Desk") -> None:
    """From quote to quote, a line of input for each."""
    from dataclasses import replace

    from bot.cli import wording
    from bot.errors import Refusal
    from bot.library import desk_wording

    lead = ""
    while True:
        desk = replace(desk, at=desk.services.clock.now())
        dealt = await desk.deal()
        card = desk_wording.desk(dealt, desk.pack_id, lead)
        _say(card.title, *card.lines)
        if isinstance(dealt, Finished):
            return
        try:
            told = await _answered(desk, dealt)
        except Refusal as refused:
            from bot.chat.refusal_wording import refusal

            told = refusal(refused).text
        if told is None:
            _say(wording.LEFT_DESK)
            return
        lead = told


async def _answered(desk: "Desk", dealt: DealtQuote) -> str | None:
    """What the next lines of input made of a quote, in words; None where they end."""
    from bot.chat.incoming import User
    from bot.cli import wording
    from bot.library import desk_wording
    from bot.library.desk_model import Meanwhile

    number, operator = dealt.numbered.number, User(id="", name=wording.OPERATOR)
    while True:
        word = _line(wording.ASK_DESK)
        if word is None or word.casefold() in LEAVE:
            return None
        what = _FATES.get(word.casefold()) or _FIXES.get(word.casefold())
        if what is not None:
            text = _text(what) if what in _FIXES.values() else ""
            if what is Deciding.SPEAKER and text:
                text = await _voice(desk, number, text)
            if text is None:
                continue
            done = await desk.decide(number, what, text, lambda tx: operator)
            return (
                desk_wording.meanwhile(done) if isinstance(done, Meanwhile) else desk_wording.done(number, what, text)
            )
        match word.casefold():
            case "s" | "n" | "next" | "skip":
                await desk.skip(number, lambda tx: operator)
                return desk_wording.skipped(number)
            case "u" | "undo":
                return desk_wording.undone(*await desk.undo(lambda tx: operator))
            case _:
                _say(wording.DESK_HELP)


async def _voice(desk: "Desk", number: int, name: str) -> str | None:
    """A speaker of the talk; somebody else only where the name is typed twice."""
    from bot.cli import wording
    from bot.library.review import known_voice

    known = known_voice((await desk.quote(number))[1], name)
    if known:
        return known
    _say(wording.new_voice(name))
    again = _line(wording.ASK_TEXT[Deciding.SPEAKER])
    return name if " ".join((again or "").split()) == name else None


def _text(what: Deciding) -> str | None:
    """The words or the name that is typed; None for nothing, or too much."""
    from bot.cli import wording
    from bot.library.desk_wording import LONGEST, LONGEST_NAME
    from content.text import clean

    limit = LONGEST if what is Deciding.WORDS else LONGEST_NAME
    text = " ".join(clean(_line(wording.ASK_TEXT[what]) or "").split())
    if not text or len(text) > limit:
        _say(wording.no_text(limit))
        return None
    return text


def _line(prompt: str) -> str | None:
    """The next line of input; the prompt is for people alone."""
    if sys.stdin.isatty():
        sys.stdout.write(prompt)
        sys.stdout.flush()
    line = sys.stdin.readline()
    return line.strip() if line else None


def _say(*lines: str) -> None:
    sys.stdout.write("\n".join(lines) + "\n")
    sys.stdout.flush()


async def _write(chosen: argparse.Namespace) -> str:
    from adapters.terminal.session import HERE
    from bot.app.configuration import environment, read
    from bot.app.text_files import replace_file
    from bot.app.wiring import open_engine
    from bot.chat.refusal_wording import refusal
    from bot.cli import wording
    from bot.delivery.clock import SystemClock
    from bot.errors import QuothError, Refusal
    from bot.library.rows.decisions import DecisionRows
    from bot.library.withholding import shown_to_anybody
    from content.decisions import written
    from content.edits import NO_EDITS, read_edits
    from content.reader import read_text

    if not chosen.pack:
        raise QuothError(wording.WHICH_PACK)
    if chosen.write.exists() and not chosen.replace:
        raise QuothError(wording.file_is_there(str(chosen.write)))
    former = read_edits(read_text(chosen.write)[0], str(chosen.write)) if chosen.write.exists() else NO_EDITS
    workspace = chosen.workspace or HERE.workspace_id
    async with open_engine(read(environment(os.environ, Path.cwd())), SystemClock()) as engine:
        view = await shown_to_anybody(engine.services, workspace)
        try:
            pack_id = view.library.pack(chosen.pack).info.id
        except Refusal as refused:
            raise QuothError(refusal(refused).text) from None
        rulings = await engine.services.store.read(lambda tx: tx[DecisionRows].rulings(pack_id))
    if any(view.withheld.hides_text(text) for r in rulings for text in (r.original, r.ruling.words or "")):
        raise QuothError(wording.ASKED_NOW)
    replace_file(chosen.write.resolve(), written(former, [(r.original, r.ruling) for r in rulings]))
    return wording.wrote_edits(str(chosen.write), len(rulings))
