"""From a file to a Transcript: bytes to text under limits, then the format that recognises it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path

from content import charsets
from content.archives import export_in_archive
from content.document_options import LIMIT_MB, PLAIN, Reading
from content.errors import NoTranscript, Problem, UnreadableFile
from content.formats import docx, paragraphs, podcast_page
from content.formats.document import Document
from content.formats.framed import without_frame
from content.formats.known import format_of
from content.formats.labels import LONGEST_NAME, too_long
from content.formats.markdown import unmarked
from content.formats.pages import without_line_numbers
from content.formats.same_names import spellings
from content.formats.web_pages import is_page
from content.language import language_of
from content.model import Transcript
from content.speakers import mapped, suspicions
from content.text import clean, unescaped

_ZIP = b"PK\x03\x04"
_MARKUP = re.compile(r"\s*(?:<\?xml[^<>]{0,200}>\s*)?<(?:tt|timedtext|transcript)\b", re.IGNORECASE)
_EMPTY_ZIP = b"PK\x05\x06"


# What captions are told by; their readers know what is escaped in them.
_CUES = "-->"
# So many of the labels that were seen are told.
_SEEN = 3


def read_transcript(path: Path, how: Reading = PLAIN) -> Transcript:
    """The transcript in a file. Raises UnreadableFile, or NoTranscript when nobody is named at all."""
    return transcript_of(read_bytes(path, how.limit_mb), path.name, how, where=str(path))


def transcript_of(data: bytes, file_name: str, how: Reading = PLAIN, *, where: str = "") -> Transcript:
    """The same for a file in memory, such as one that was handed over in a chat."""
    where = where or file_name
    text, problems = text_of(data, where, how.limit_mb)
    read = parse_transcript(text, Path(file_name).stem, how, where=where)
    return replace(read, problems=(*problems, *read.problems))


def parse_transcript(text: str, name: str, how: Reading = PLAIN, *, where: str = "") -> Transcript:
    """The transcript in a text; `name` is its title unless it says otherwise. Raises NoTranscript and
    UnreadableFile.
    """
    text = clean(text)
    read_off, printed = without_line_numbers(podcast_page.as_json(text) if podcast_page.recognises(text) else text)
    document = Document(read_off, name, how.speaker, frozenset(how.speakers), printed)
    if not (document.looks_like_json or _CUES in read_off):
        within, outside = without_frame(read_off)
        document = replace(document, text=unescaped(within), outside=outside)
    if not document.looks_like_json:
        document = replace(document, text=unmarked(document.text, cues=_CUES in read_off))
    where = where or name
    _refuse_other_kinds(document, where)
    found = format_of(document)
    if found is not None and found.of_lines and document.json is not None:
        # The keys of JSON are no speakers, however often they stand there.
        found = None
    if found is not None:
        read = replace(found.read(document), format=found.name)
    elif document.looks_like_json:
        raise UnreadableFile(
            where, "it is JSON in which no list of words with speakers or times was found",
            remedy="Export the transcript as text, SRT or WebVTT",
        )  # fmt: skip
    elif how.speaker is not None or how.unattributed:
        read = replace(paragraphs.read(document), format=paragraphs.NAME)
    else:
        raise _nobody_named(document, where)
    if not (read.speakers or how.unattributed or how.speaker is not None):
        raise _nobody_named(document, where)
    if not any(turn.text for turn in read.turns):
        raise NoTranscript(where, "nobody says anything in it", remedy="Name a file that holds a transcript")
    read = mapped(_spelt_alike(_without_long_names(read)), how.speakers)
    return replace(
        read,
        language=language_of(turn.text for turn in read.turns),
        problems=(*read.problems, *suspicions(read)),
    )


def _spelt_alike(transcript: Transcript) -> Transcript:
    """The transcript with one name for speakers whose labels differ in large and small letters alone."""
    counts = [turn.speaker for turn in transcript.turns if turn.speaker is not None]
    called = {label: name for label, name in spellings(counts).items() if label != name}
    return mapped(transcript, called) if called else transcript


def _without_long_names(read: Transcript) -> Transcript:
    """The transcript in which nobody is called by more than a name may have; their words stay, as nobody's."""
    long = {s.name for s in read.speakers if len(s.name) > LONGEST_NAME}
    if not long:
        return read
    lines = {turn.speaker: turn.line for turn in reversed(read.turns) if turn.speaker in long}
    return replace(
        read,
        turns=tuple(replace(turn, speaker=None) if turn.speaker in long else turn for turn in read.turns),
        speakers=tuple(speaker for speaker in read.speakers if speaker.name not in long),
        problems=(*read.problems, *(Problem(too_long(str(name)), line) for name, line in lines.items())),
    )


def _refuse_other_kinds(document: Document, where: str) -> None:
    """Raises for what is text, but neither a transcript nor anything near one."""
    if is_page(document.text):
        raise UnreadableFile(
            where, "it is a page of the web (HTML), not its text",
            remedy="Open it in a browser, copy the transcript into a text file and bring that",
        )  # fmt: skip
    if _MARKUP.match(document.text):
        raise UnreadableFile(
            where,
            "it is captions in XML (TTML, or YouTube's srv1 to srv3)",
            remedy="Save them as WebVTT or SRT and bring that",
        )  # fmt: skip
    if document.looks_like_json and (line := document.broken_at) is not None:
        raise UnreadableFile(
            where, "the JSON is broken here", line=line, remedy="Export it once more, or mend that line"
        )


def _nobody_named(document: Document, where: str) -> NoTranscript:
    """Nothing in it can be attributed, and nobody asked for it all the same."""
    told = [speaker.name for speaker in document.front.speakers]
    voice = f"--speaker “{told[0]}”" if len(told) == 1 else "--speaker NAME"
    other = (
        f"give {voice} for one voice, or --unattributed to take the words without a name (in an edits file: "
        "speaker, unattributed)"
    )
    seen = {} if document.looks_like_json or _CUES in document.text else paragraphs.seen_before_colons(document)
    if not seen:
        return NoTranscript(
            where, "no line names a speaker in a way I know", remedy=f"Write paragraphs as “Name: text”; or {other}"
        )
    label, lines = next(iter(seen.items()))
    return NoTranscript(
        where,
        f"who speaks in it is not sure: before a colon stands {_listed(seen)}",
        line=lines[0],
        remedy=f'Name those who speak, for instance with --map "{label}={label}"; or write every paragraph as '
        f"“Name: text”; or {other}",
    )


def _listed(seen: Mapping[str, Sequence[int]]) -> str:
    """What stands there most often, with how often, or the line of what stands there once."""
    named = [
        f"“{label}” ({f'{len(lines)} times, first in' if len(lines) > 1 else 'in'} line {lines[0]})"
        for label, lines in islice(seen.items(), _SEEN)
    ]
    more = [f"{len(seen) - _SEEN} more"] if len(seen) > _SEEN else []
    *first, last = [*named, *more]
    return f"{', '.join(first)} and {last}" if first else last


def read_text(path: Path, *, limit_mb: int = LIMIT_MB) -> tuple[str, tuple[Problem, ...]]:
    """The text of a file and what had to be guessed. Raises UnreadableFile."""
    return text_of(read_bytes(path, limit_mb), str(path), limit_mb)


def text_of(data: bytes, where: str, limit_mb: int = LIMIT_MB) -> tuple[str, tuple[Problem, ...]]:
    """The text in the bytes of a file and what had to be guessed. Raises UnreadableFile."""
    if len(data) > limit_mb * 1_000_000:
        raise too_large(where, limit_mb)
    if data.startswith((_ZIP, _EMPTY_ZIP)):
        return _from_archive(data, where, limit_mb), ()
    if kind := charsets.kind_of(data):
        raise UnreadableFile(where, f"it is {kind[0]}", remedy=kind[1])
    text, problems = charsets.decode(data)
    if text is None:
        raise UnreadableFile(where, "it is no text file", remedy="Save the transcript as plain text (UTF-8)")
    if not text.strip("\ufeff\0 \t\r\n"):
        raise UnreadableFile(where, "it is empty", remedy="Name a file that holds a transcript")
    return text, problems


def too_large(where: str, limit_mb: int) -> UnreadableFile:
    """A file over the limit."""
    return UnreadableFile(where, f"it is larger than {limit_mb} MB", remedy="Split it, or raise the limit")


def read_bytes(path: Path, limit_mb: int = LIMIT_MB) -> bytes:
    """What is in a file. Raises UnreadableFile."""
    where = str(path)
    try:
        if path.is_dir():
            raise UnreadableFile(where, "it is a folder", remedy="Name the files in it, for instance with *.txt")
        limit = limit_mb * 1_000_000
        if path.stat().st_size > limit:
            raise too_large(where, limit_mb)
        # It may grow meanwhile, and a device has no size: text_of looks at what came.
        with path.open("rb") as file:
            return file.read(limit + 1)
    except FileNotFoundError:
        raise UnreadableFile(where, "there is no such file", remedy="Check the path") from None
    except PermissionError:
        raise UnreadableFile(where, "it may not be read", remedy="Give yourself the right to read it") from None
    except (OSError, ValueError):
        raise UnreadableFile(where, "it cannot be read", remedy="Copy it to a local folder and try again") from None


def _from_archive(data: bytes, where: str, limit_mb: int) -> str:
    if (exported := export_in_archive(data, where, Path(where).stem, limit_mb)) is not None:
        return exported
    try:
        text = docx.text_of(data, limit_mb * 1_000_000)
    except docx.NotReadable as error:
        remedy = "Save the transcript as plain text (UTF-8)"
        if str(error) == docx.ARCHIVE:
            remedy = "Unpack it and bring the transcripts in it"
        raise UnreadableFile(where, f"it is {error}", remedy=remedy) from None
    if not text.strip():
        raise UnreadableFile(where, "it is empty", remedy="Name a file that holds a transcript")
    return text
