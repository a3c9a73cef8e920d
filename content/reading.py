"""From a file to a Transcript: bytes to text under limits, then the format that recognises it."""

from pathlib import Path

from content.errors import NoTranscript, Problem, UnreadableFile
from content.formats import format_of, paragraphs
from content.model import Transcript
from content.text import clean

LIMIT_MB = 20
_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
# More control characters than this share of a file, and it is no text whatever its encoding.
_CONTROL_SHARE = 0.02


def read_transcript(path: Path, *, speaker: str | None = None, limit_mb: int = LIMIT_MB) -> Transcript:
    """The transcript in a file. `speaker` is who speaks where nobody is named.

    Raises UnreadableFile, or NoTranscript when nobody is named at all.
    """
    text, problems = read_text(path, limit_mb=limit_mb)
    return parse_transcript(text, path.stem, where=str(path), speaker=speaker, problems=problems)


def parse_transcript(
    text: str, name: str, *, where: str = "", speaker: str | None = None, problems: tuple[Problem, ...] = ()
) -> Transcript:
    """The transcript in a text; `name` is its title unless it says otherwise. Raises NoTranscript."""
    text = clean(text)
    found = format_of(text)
    if found is not None:
        read = found.read(text, name, speaker)
    elif speaker is not None:
        read = paragraphs.read(text, name, speaker)
    else:
        raise NoTranscript(
            where or name,
            "nobody is named as a speaker in it",
            remedy="Write paragraphs as “Name: text”, or give --speaker NAME for one voice",
        )
    return Transcript(
        source=read.source, speakers=read.speakers, turns=read.turns, problems=(*problems, *read.problems)
    )


def read_text(path: Path, *, limit_mb: int = LIMIT_MB) -> tuple[str, tuple[Problem, ...]]:
    """The text of a file and what had to be guessed. Raises UnreadableFile."""
    data = _read_bytes(path, limit_mb)
    text, problems = _decode(data)
    if text is None:
        raise UnreadableFile(str(path), "it is no text file", remedy="Save the transcript as plain text (UTF-8)")
    if not text.strip():
        raise UnreadableFile(str(path), "it is empty", remedy="Name a file that holds a transcript")
    return text, problems


def _read_bytes(path: Path, limit_mb: int) -> bytes:
    where = str(path)
    try:
        if path.is_dir():
            raise UnreadableFile(where, "it is a folder", remedy="Name the files in it, for instance with *.txt")
        if path.stat().st_size > limit_mb * 1_000_000:
            raise UnreadableFile(where, f"it is larger than {limit_mb} MB", remedy="Split it into episodes")
        return path.read_bytes()
    except FileNotFoundError:
        raise UnreadableFile(where, "there is no such file", remedy="Check the path") from None
    except PermissionError:
        raise UnreadableFile(where, "it may not be read", remedy="Give yourself the right to read it") from None
    except (OSError, ValueError):
        raise UnreadableFile(where, "it cannot be read", remedy="Copy it to a local folder and try again") from None


def _decode(data: bytes) -> tuple[str | None, tuple[Problem, ...]]:
    for mark, encoding in _MARKS.items():
        if data.startswith(mark):
            try:
                return data.decode(encoding), ()
            except UnicodeDecodeError:
                return None, ()
    if b"\0" in data or _control_share(data) > _CONTROL_SHARE:
        return None, ()
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        note = Problem("it is not UTF-8 and was read as Windows-1252; check the accents")
        return data.decode("cp1252", errors="replace"), (note,)


def _control_share(data: bytes) -> float:
    sample = data[:100_000]
    controls = sum(b < 32 and b not in b"\t\n\r\f" for b in sample)
    return controls / len(sample) if sample else 0.0
