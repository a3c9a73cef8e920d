"""The archive that Slack gives to whoever exports a workspace: all that was written to everybody, and nothing else."""

import io
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from bot.library.reader.children import ReaderProcesses
from bot.library.reader.model import ReadingJob
from content.archives import LONGEST_DIRECTORY, has_oversized_directory
from content.document_options import Reading
from content.errors import UnreadableFile
from content.packs import read_bytes_as_pack, read_file

LIFTS, TEA = "The lift stops between two floors whenever it rains.", "Nobody has ever finished the tea in that pot."


def said(user: str, text: str, ts: str, **more: Any) -> dict[str, Any]:
    return {"type": "message", "user": user, "text": text, "ts": ts, **more}


EXPORT: Mapping[str, Any] = {
    "users.json": [
        {"id": "U1", "name": "ada", "profile": {"display_name": "Ada Novak"}},
        {"id": "U2", "name": "ben", "profile": {"display_name": "", "real_name": "Ben Osei"}},
    ],
    "channels.json": [{"name": "lifts", "id": "C1"}, {"name": "tea", "id": "C2"}],
    "groups.json": [{"name": "secrets", "id": "G1"}],
    "dms.json": [{"id": "D0245AB12"}],
    "integration_logs.json": [],
    "lifts/2024-02-03.json": [
        said("U1", "<@U1> has joined the channel", "1.0", subtype="channel_join"),
        said("U1", f"{LIFTS} <@U2> &amp; I counted.", "2.0", thread_ts="2.0"),
        said("U2", "Something else entirely was said here.", "3.0"),
    ],
    "lifts/2024-02-04.json": [
        said("U2", "It stops on dry days too.", "4.0", thread_ts="2.0"),
        {"type": "message", "subtype": "bot_message", "bot_id": "B1", "text": "Deployed.", "ts": "5.0"},
    ],
    "tea/2024-02-03.json": [said("U2", TEA, "2.5")],
    "secrets/2024-02-03.json": [said("U1", "Do not tell anybody about the pot.", "3.0")],
    "D0245AB12/2024-02-03.json": [said("U1", "Nor about the lift.", "3.0")],
}
LINES = [
    ("#lifts", "Ada Novak", f"{LIFTS} @Ben Osei & I counted."), ("#lifts", "Ben Osei", "It stops on dry days too."),
    ("#lifts", "Ben Osei", "Something else entirely was said here."), ("#tea", "Ben Osei", TEA),
]  # fmt: skip


def packed(files: Mapping[str, Any], top: str = "") -> bytes:
    """An archive of these."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            text = content if isinstance(content, str | bytes) else json.dumps(content)
            archive.writestr(top + name, text)
    return held.getvalue()


def lines_of(data: bytes, **how: Any) -> list[tuple[str, str | None, str]]:
    pack = read_bytes_as_pack(data, "Harbour Slack export.zip", how=Reading(**how))
    return [(t.section, t.speaker, line) for t in pack.turns for line in t.text.split("\n")]


def without(*names: str) -> dict[str, Any]:
    return {name: held for name, held in EXPORT.items() if name not in names}


@pytest.mark.parametrize("top", ["", "Harbour Slack export/"])
def test_every_public_channel_is_read_and_nothing_else(top: str) -> None:
    """Answers below what they answer; joins, bots and private folders are left out and told."""
    files = {**{top + name: held for name, held in EXPORT.items()}, "__MACOSX/._lifts": b"\0"}
    pack = read_bytes_as_pack(packed(files), "Harbour Slack export.zip")

    assert lines_of(packed(files)) == LINES
    assert {f.rule: len(f.lines) for f in pack.furniture} == {"system": 1, "bot": 1}
    assert pack.problems[0].text.startswith("2 folders of private channels and direct messages were left out")
    assert pack.source.title == "Harbour Slack export"


def test_it_is_the_same_unpacked(tmp_path: Path) -> None:
    """An archive and the folder that it makes are one document."""
    with zipfile.ZipFile(io.BytesIO(packed(EXPORT))) as archive:
        archive.extractall(tmp_path)

    assert [(t.speaker, t.text) for t in read_file(tmp_path).turns] == [
        (t.speaker, t.text) for t in read_bytes_as_pack(packed(EXPORT), "x.zip").turns
    ]


def test_one_channel_may_be_brought_alone() -> None:
    """With the members' list, or with the names that its messages hold."""
    lifts = {name: held for name, held in EXPORT.items() if name.startswith("lifts/")}
    alone = {"lifts/2024-02-03.json": [said("U1", LIFTS, "1.0", user_profile={"real_name": "Ada Novak"})]}

    assert lines_of(packed({"users.json": EXPORT["users.json"], **lifts})) == [("", *line[1:]) for line in LINES[:3]]
    assert lines_of(packed(alone)) == [("", "Ada Novak", LIFTS)]


def outside(name: str) -> bytes:
    return packed({**EXPORT, name: [said("U1", LIFTS, "1.0")]})


def locked() -> bytes:
    """As if it had a password: the flag is set in both places where it stands."""
    data = bytearray(packed(EXPORT))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(mark)
        while place >= 0:
            data[place + at] |= 1
            place = data.find(mark, place + 4)
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (outside("../2024-02-03.json"), "it holds a file outside of its folder (“../2024-02-03.json”)"),
        (outside("/etc/2024-02-03.json"), "it holds a file outside of its folder"),
        (outside("C:\\2024-02-03.json"), "it holds a file outside of its folder"),
        (outside("lifts\\..\\..\\2024-02-03.json"), "it holds a file outside of its folder"),
        (packed({**EXPORT, "lifts/2024-02-05.json": b"[" + b" " * 9_000_000 + b"]"}), "it unpacks to far more than"),
        (packed({**EXPORT, "lifts/2024-02-05.json": "[\n{"}), "lifts/2024-02-05.json, line 2: the JSON is broken here"),
        (packed({**EXPORT, "lifts/2024-02-05.json": "[" * 200_000}), "the JSON is broken here"),
        (packed(without("channels.json")), "it has several channels and no channels.json"),
        (packed(EXPORT)[:-40], "it is a damaged archive"),
        (locked(), "it is an archive with a password"),
        (packed({"talk.txt": "Ada: So it is.", "more.txt": "Ben: It is."}), "it is an archive, not a transcript"),
    ],
)
def test_what_is_wrong_with_an_archive_is_told_in_a_sentence(data: bytes, told: str) -> None:
    """And what can be done about it."""
    with pytest.raises(UnreadableFile) as refused:
        read_bytes_as_pack(data, "export.zip")

    assert told in str(refused.value)
    assert refused.value.remedy


def test_more_than_a_file_may_hold_is_refused_while_it_is_read() -> None:
    """Whatever the archive says of its size."""
    noise = {f"lifts/2024-03-{day:02}.json": [said("U1", f"{n} {n * n} {day}", "1.0") for n in range(4000)]
             for day in range(1, 9)}  # fmt: skip
    with pytest.raises(UnreadableFile, match="its messages are larger than 1 MB"):
        lines_of(packed({**EXPORT, **noise}), limit_mb=1)


async def test_it_is_read_in_a_process_of_its_own(tmp_path: Path) -> None:
    """As it was sent, or as it lies in a folder."""
    path = tmp_path / "export.zip"
    path.write_bytes(packed(EXPORT))
    sent = await ReaderProcesses().read(ReadingJob(where="export.zip", data=packed(EXPORT)), who="slack:U1")
    lying = await ReaderProcesses().read(ReadingJob(where=str(path)), who="a drop folder")

    assert sent.pack == lying.pack == read_bytes_as_pack(packed(EXPORT), "export.zip")


@pytest.mark.parametrize(
    ("directory", "marked", "oversized"),
    [(100, b"", False), (5_000_001, b"", True), (100, b"PK\x06\x07" + bytes(16), True), (100, bytes(20), False)],
)
def test_a_directory_that_may_be_huge_is_never_opened(directory: int, marked: bytes, *, oversized: bool) -> None:
    """By its length, and by the large form of a directory, whose length the small one does not tell."""
    end = b"PK\x05\x06" + bytes(8) + directory.to_bytes(4, "little") + bytes(6)

    assert has_oversized_directory(marked + end, LONGEST_DIRECTORY) is oversized
    assert not has_oversized_directory(b"no archive", LONGEST_DIRECTORY)
