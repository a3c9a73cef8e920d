"""Word documents (.docx) as Teams, Meet and Otter save them: the paragraphs as lines, which the text formats read.

The archive is opened under limits, and the XML is parsed without document types and entities.
"""

import zipfile
from io import BytesIO
from typing import IO
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from content.archives import DAMAGED, has_oversized_directory

NAME = "docx"
PART = "word/document.xml"
ARCHIVE = "an archive, not a transcript"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BREAKS = frozenset({f"{_W}br", f"{_W}cr"})
_BOMB_RATIO = 200
_XML, _DEEPEST, _CHUNK = 5, 200, 1 << 16
# Longer than any Word document's, in bytes.
_LONGEST_DIRECTORY = 1_000_000
# Other archives and programs by the file that tells them.
_OTHERS = {
    "xl/workbook.xml": "an Excel workbook",
    "ppt/presentation.xml": "a PowerPoint presentation",
    "META-INF/container.xml": "an e-book (EPUB)",
    "content.xml": "an OpenDocument file",
    "collection.anki2": "an Anki deck",
}


class NotReadable(Exception):
    """What the archive is instead of a Word document that can be read; `str()` continues "it is …"."""


def text_of(data: bytes, limit: int) -> str:
    """The paragraphs, one a line. Raises NotReadable; `limit` caps the text in bytes, and its XML at five times that.

    Neither the XML nor a tree of it is ever held as a whole.
    """
    if has_oversized_directory(data, _LONGEST_DIRECTORY):
        raise NotReadable("an archive that is too large")
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            info = _document(archive)
            if info.file_size > _XML * limit or info.file_size > max(1, info.compress_size) * _BOMB_RATIO + 1_000_000:
                raise NotReadable("a Word document that unpacks to far more than it may")
            with archive.open(info) as part:
                return _read(part, limit)
    except (ParseError, DefusedXmlException, UnicodeError, LookupError) as error:
        raise NotReadable("a Word document whose text is damaged") from error
    except zipfile.LargeZipFile as error:
        raise NotReadable("an archive that is too large") from error
    except (*DAMAGED, RuntimeError) as error:
        raise NotReadable("a damaged archive") from error


def _document(archive: zipfile.ZipFile) -> zipfile.ZipInfo:
    names = set(archive.namelist())
    if PART in names:
        return archive.getinfo(PART)
    what = next((f"{what}, not a transcript" for name, what in _OTHERS.items() if name in names), ARCHIVE)
    raise NotReadable(what)


def _read(part: IO[bytes], limit: int) -> str:
    paragraphs = _Paragraphs(limit)
    parser = DefusedXMLParser(target=paragraphs, forbid_dtd=True)
    left = _XML * limit
    while chunk := part.read(_CHUNK):
        left -= len(chunk)
        if left < 0:
            raise NotReadable("a Word document that unpacks to far more than it may")
        parser.feed(chunk)
    parser.close()
    return "\n".join(paragraphs.lines)


class _Paragraphs:
    """Hears the XML piece by piece and keeps the words of its paragraphs."""

    def __init__(self, limit: int) -> None:
        self.lines: list[str] = []
        self._held: list[str] = []
        self._left, self._depth, self._in_text = limit, 0, False

    def start(self, tag: str, attributes: object) -> None:
        """An element begins."""
        self._depth += 1
        if self._depth > _DEEPEST:
            raise NotReadable("a Word document whose text is damaged or nested too deep")
        self._in_text = tag == f"{_W}t"

    def data(self, text: str) -> None:
        """Words, or spaces between elements."""
        if self._in_text:
            self._keep(text)

    def end(self, tag: str) -> None:
        """An element ends."""
        self._depth -= 1
        self._in_text = False
        if tag == f"{_W}tab":
            self._keep("\t")
        elif tag in _BREAKS:
            self._keep("\n")
        elif tag == f"{_W}p":
            self._keep("")
            self.lines += "".join(self._held).split("\n")
            self._held.clear()

    def _keep(self, text: str) -> None:
        # A line costs some memory even where it is empty.
        self._left -= len(text) + 1
        if self._left < 0:
            raise NotReadable("a Word document with more text than a file may hold")
        self._held.append(text)

    def close(self) -> None:
        """The end."""
