"""Packs: a transcript made into one, or one written by hand as TOML.

A hand-written pack holds `[[claim]]` (told in our own words, never shown as a quotation), `[[item]]`
(content.written_items) and `[[opinion]]` (a claim to agree with).
"""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from content import own_format
from content.decisions import edits_of, followed, with_voices
from content.document_options import PLAIN, Reading
from content.edits import NO_EDITS, Edits, read_edits
from content.edits import SUFFIX as EDITS_SUFFIX
from content.errors import BadPack, Problem, UnreadableFile
from content.folders import export_in
from content.formats.document import Document
from content.garbage_collection import uncollected
from content.ids import fingerprint, quote_id
from content.items import Bank, gathered
from content.model import Pack, Quote, Source, Speaker, Transcript, Turn
from content.one_line import in_lines
from content.quizzes.asked import Quiz
from content.quizzes.known import quiz_format_of
from content.quotes import select_quotes
from content.reader import parse_transcript, read_bytes, read_text, text_of
from content.text import clean, slug
from content.toml import read_toml
from content.written_items import items_in, tables

SUFFIX = ".toml"
# A claim is chosen by people, so it is worth as much as a good quote.
CLAIM_SCORE = 0.6
_ENDLESS = 10**9


def read_file(path: Path, *, name: str | None = None, how: Reading = PLAIN) -> Pack:
    """The pack in a file: hand-written if it is TOML, made from a transcript otherwise. Raises ContentError.

    A curator's file beside the transcript is followed.
    """
    beside = path.parent / (path.stem + EDITS_SUFFIX)
    edited = beside.is_file() and beside.stat().st_size
    edits = read_edits(read_text(beside)[0], str(beside)) if edited else NO_EDITS
    held = export_in(path, how.limit_mb) if path.is_dir() else None
    data = read_bytes(path, how.limit_mb) if held is None else held
    return read_bytes_as_pack(data, str(path), name=name, how=how, edits=edits)


def read_bytes_as_pack(
    data: bytes, where: str, *, name: str | None = None, how: Reading = PLAIN, edits: Edits = NO_EDITS
) -> Pack:
    """The same for a file in memory; `where` is its path, or its name where it has none."""
    with uncollected():
        try:
            return in_lines(_pack_of(data, where, name, how, edits))
        except RecursionError:
            raise UnreadableFile(where, "it is nested too deep", remedy="Save it as plain text (UTF-8)") from None


def _pack_of(data: bytes, where: str, name: str | None, how: Reading, edits: Edits) -> Pack:
    path = Path(where)
    if path.suffix == SUFFIX:
        return read_pack(text_of(data, where, how.limit_mb)[0], where=where, name=name)
    text, problems = text_of(data, where, how.limit_mb)
    if own_format.recognises(text):
        return own_format.read(text, where, name)
    document = Document(clean(text), path.stem)
    if (found := quiz_format_of(document)) is not None:
        return _from_quiz(found.read(document), text, where, found.name, name or path.stem, problems)
    how = _as_edited(how, edits)
    read = parse_transcript(text, path.stem, how, where=where)
    read = replace(read, problems=(*problems, *read.problems))
    return pack_from_transcript(read, name=slug(name or path.stem), edits=edits)


def _as_edited(how: Reading, edits: Edits) -> Reading:
    """How a file is read beside a curator's file; what is asked for at the moment comes first."""
    asked = how.speaker is not None or how.unattributed
    return replace(
        how,
        speakers={**edits.speakers, **how.speakers},
        speaker=how.speaker if asked else edits.speaker,
        unattributed=how.unattributed if asked else edits.unattributed,
    )


def _from_quiz(quiz: Quiz, text: str, where: str, format_: str, name: str, problems: tuple[Problem, ...]) -> Pack:
    if not quiz.items:
        told = quiz.problems[0] if quiz.problems else Problem("it asks no question")
        raise BadPack(where, told.text, line=told.line, remedy="Mend it there")
    return Pack(
        name=slug(name), source=Source(title=quiz.title), fingerprint=fingerprint(clean(text)), speakers=(), turns=(),
        quotes=(), items=quiz.items, problems=(*problems, *quiz.problems), format=format_,
    )  # fmt: skip


def read_transcript_text(text: str, name: str, *, sample: bool = False) -> Pack:
    """The pack of a transcript that is in memory."""
    return pack_from_transcript(parse_transcript(text, name), name=slug(name), sample=sample)


def pack_from_transcript(transcript: Transcript, *, name: str, sample: bool = False, edits: Edits = NO_EDITS) -> Pack:
    """Choose the quotes of a transcript. Equal speakers, words and edits give an equal fingerprint."""
    transcript = edits.applied(transcript)
    selection = select_quotes(
        transcript.turns, transcript.speakers, language=transcript.language, listed=transcript.listed, edits=edits
    )
    edited = tuple(edits_of(edits, selection.quotes, selection.left)) if edits.text else ()
    quotes = followed(selection.quotes, edited)
    speakers = with_voices(transcript.speakers, quotes)
    bank = Bank(quotes, speakers, transcript.language, transcript.source.title)
    return Pack(
        name=name,
        source=transcript.source,
        fingerprint=turns_fingerprint(transcript, edits),
        speakers=speakers,
        turns=transcript.turns,
        quotes=quotes,
        items=() if transcript.listed else gathered(bank, transcript.turns, selection.left),
        sample=sample,
        problems=(*transcript.problems, *selection.problems),
        left=selection.left,
        furniture=transcript.furniture,
        headings=transcript.headings,
        dropped=edits.drop,
        format=transcript.format,
        language=transcript.language,
        edits=edited,
    )


def turns_fingerprint(transcript: Transcript, edits: Edits = NO_EDITS) -> str:
    """What makes two transcripts the same content: who says what, in which section, in which order, and the edits."""
    said = (f"{t.speaker}\x1e{t.section}\x1e{t.text}" for t in transcript.turns)
    return fingerprint(*said, edits.text) if edits.text else fingerprint(*said)


def read_pack(text: str, *, where: str, name: str | None = None, sample: bool = False) -> Pack:
    """A hand-written pack. Raises BadPack with everything that is wrong with it."""
    data = read_toml(text, where, BadPack)
    problems: list[str] = []
    claims = tables(data, "claim", ("id", "speaker", "text"), ("section",), problems)
    quotes = {claim["id"]: _quote(claim, index) for index, claim in enumerate(claims)}
    speakers = tuple(Speaker(name=n) for n in dict.fromkeys(c["speaker"] for c in claims))
    items = items_in(data, quotes, tuple(quotes.values()), speakers, problems)
    source, called = _source(data, where, problems), _fact(data, "name", problems)
    if not claims and not items and not problems:
        problems.append("it holds neither a [[claim]] nor an [[item]]")
    if problems:
        raise BadPack(where, "; ".join(problems), remedy="Mend these places")
    return Pack(
        name=slug(name or called or Path(where).stem),
        source=source,
        fingerprint=fingerprint(clean(text)),
        speakers=speakers,
        turns=tuple(Turn(speaker=c["speaker"], text=c["text"], section=c.get("section", "")) for c in claims),
        quotes=tuple(quotes.values()),
        items=tuple(items),
        sample=sample,
    )


def _quote(claim: dict[str, Any], index: int) -> Quote:
    text = claim["text"]
    return Quote(
        id=quote_id(text, 0), turn=index, speaker=claim["speaker"], text=text, original=text,
        section=claim.get("section", ""), score=CLAIM_SCORE, reasons=("hand-written",),
        weights=(CLAIM_SCORE,), verbatim=False,
    )  # fmt: skip


def _source(data: dict[str, Any], where: str, problems: list[str]) -> Source:
    title, day, licence, link = (_fact(data, key, problems) for key in ("title", "date", "licence", "link"))
    return Source(title=title or Path(where).stem, date=day, licence=licence, link=link)


def _fact(data: dict[str, Any], key: str, problems: list[str]) -> str:
    """A text; a date or a year may stand there without quotation marks."""
    value = data.get(key, "")
    if isinstance(value, str | date) or (isinstance(value, int) and abs(value) < _ENDLESS):
        return str(value)
    problems.append(f"{key} is no text in quotation marks")
    return ""
