"""One document from what was handed over to a pack and its report card."""

from pathlib import Path

from content.document_options import PLAIN, Reading
from content.model import Pack
from content.packs import read_bytes_as_pack, read_file
from content.report import ReportCard, report_card


def read_document(
    where: str, data: bytes | None = None, *, name: str | None = None, how: Reading = PLAIN
) -> tuple[Pack, ReportCard]:
    """The pack in `data`, which is called `where`; without data in the file at that path, whose edits are followed.

    Raises ContentError.
    """
    if data is None:
        pack = read_file(Path(where), name=name, how=how)
    else:
        pack = read_bytes_as_pack(data, where, name=name, how=how)
    return pack, report_card(pack)
