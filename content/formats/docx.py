"""Word documents (.docx) as Teams, Meet and Otter save them: the paragraphs as lines, which the text formats read.

The archive is opened under limits, and the XML is parsed without document types and entities.
"""

import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse

NAME = "docx"
PART = "word/document.xml"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BREAKS = frozenset({f"{_W}br", f"{_W}cr"})
_BOMB_RATIO = 200
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
    """The paragraphs, one a line. Raises NotReadable; `limit` caps the XML in bytes."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            info = _document(archive)
            if info.file_size > limit or info.file_size > max(1, info.compress_size) * _BOMB_RATIO + 1_000_000:
                raise NotReadable("a Word document that unpacks to far more than it may")
            with archive.open(info) as part:
                xml = part.read(limit + 1)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError, zlib.error) as error:
        raise NotReadable("a damaged archive") from error
    except zipfile.LargeZipFile as error:
        raise NotReadable("an archive that is too large") from error
    if len(xml) > limit:
        raise NotReadable("a Word document that unpacks to far more than it may")
    try:
        return "\n".join(_lines(xml))
    except (ParseError, DefusedXmlException, UnicodeError, ValueError, LookupError) as error:
        raise NotReadable("a Word document whose text is damaged") from error


def _document(archive: zipfile.ZipFile) -> zipfile.ZipInfo:
    names = set(archive.namelist())
    if PART in names:
        return archive.getinfo(PART)
    what = next((what for name, what in _OTHERS.items() if name in names), "an archive")
    raise NotReadable(f"{what}, not a transcript")


def _lines(xml: bytes) -> Iterator[str]:
    depth = 0
    held: list[str] = []
    for event, element in iterparse(BytesIO(xml), events=("start", "end"), forbid_dtd=True):
        depth += 1 if event == "start" else -1
        if depth > 200:
            raise ValueError("nested too deep")
        if event == "end":
            yield from _ended(element, held)


def _ended(element: Element, held: list[str]) -> Iterator[str]:
    if element.tag == f"{_W}t":
        held.append(element.text or "")
    elif element.tag == f"{_W}tab":
        held.append("\t")
    elif element.tag in _BREAKS:
        held.append("\n")
    elif element.tag == f"{_W}p":
        yield from "".join(held).split("\n")
        held.clear()
        element.clear()
