"""From bytes to text, guessing as little as possible and telling every guess."""

import codecs

from content.errors import Problem

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip
# What a file is that begins with these bytes, and what to do with it.
_KINDS = (
    (b"%PDF", "a PDF", "Copy its text into a text file"),
    (b"\x89PNG", "a picture", "Name the transcript itself"),
    (b"\xff\xd8\xff", "a picture", "Name the transcript itself"),
    (b"GIF8", "a picture", "Name the transcript itself"),
    (b"ID3", "a recording", "Have it transcribed first"),
    (b"\xff\xfb", "a recording", "Have it transcribed first"),
    (b"OggS", "a recording", "Have it transcribed first"),
    (b"fLaC", "a recording", "Have it transcribed first"),
    (b"RIFF", "a recording", "Have it transcribed first"),
    (b"\x1a\x45\xdf\xa3", "a recording", "Have it transcribed first"),
    (b"\x1f\x8b", "a gzip archive", "Unpack it first"),
    (b"BZh", "a bzip2 archive", "Unpack it first"),
    (b"\xfd7zXZ", "an xz archive", "Unpack it first"),
    (b"7z\xbc\xaf", "a 7-Zip archive", "Unpack it first"),
    (b"Rar!", "a RAR archive", "Unpack it first"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive", "Unpack it first"),
    (b"\xd0\xcf\x11\xe0", "an old Word document (.doc)", "Save it as .docx or as plain text"),
    (b"{\\rtf", "a rich text document", "Save it as .docx or as plain text"),
    (b"SQLite format 3", "a database", "Name a transcript"),
)
# More control characters than this share of a file, and it is no text whatever its encoding.
_CONTROL_SHARE = 0.02
_CONTROLS = bytes(b for b in range(32) if b not in b"\t\n\r\f\x1b")
_SAMPLE = 100_000


def kind_of(data: bytes) -> tuple[str, str] | None:
    """What these bytes are instead of text, and what to do about it; None if they may be text."""
    for start, what, remedy in _KINDS:
        if data.startswith(start):
            return what, remedy
    if data[4:8] == b"ftyp":
        return "a recording", "Have it transcribed first"
    return None


def decode(data: bytes) -> tuple[str | None, tuple[Problem, ...]]:
    """The text, and what had to be guessed; None for what is no text."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _marked(data, encoding)
    if wide := _wide(data):
        return _marked(data, wide)
    sample = data[:_SAMPLE]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    if controls > _CONTROL_SHARE * len(sample):
        return None, ()
    problems = []
    if b"\0" in data:
        problems.append(Problem("it holds NUL bytes, which were left out", data.count(b"\n", 0, data.index(b"\0")) + 1))
    try:
        return data.decode("utf-8"), tuple(problems)
    except UnicodeDecodeError as error:
        return _mixed(data, data.count(b"\n", 0, error.start) + 1, problems)


def _marked(data: bytes, encoding: str) -> tuple[str | None, tuple[Problem, ...]]:
    try:
        return data.decode(encoding), ()
    except UnicodeDecodeError:
        note = Problem(f"some of its bytes are no {encoding.removesuffix('-sig').upper()}; they show as �")
        return data.decode(encoding, errors="replace"), (note,)


def _wide(data: bytes) -> str | None:
    """UTF-16 without its mark: every other byte of Latin text is zero."""
    sample = data[:2000]
    half = len(sample) // 2
    if half < 4:
        return None
    if sample[1::2].count(0) > 0.7 * half and sample[::2].count(0) < 0.1 * half:
        return "utf-16-le"
    return "utf-16-be" if sample[::2].count(0) > 0.7 * half and sample[1::2].count(0) < 0.1 * half else None


def _mixed(data: bytes, first: int, problems: list[Problem]) -> tuple[str, tuple[Problem, ...]]:
    """Line by line: what is no UTF-8 is taken for Windows-1252, as old editors left it."""
    lines = []
    for line in data.split(b"\n"):
        try:
            lines.append(line.decode("utf-8"))
        except UnicodeDecodeError:
            lines.append(line.decode("cp1252", errors="replace"))
    problems.append(Problem("it is not UTF-8 from here on and was read as Windows-1252; check the accents", first))
    return "\n".join(lines), tuple(problems)
