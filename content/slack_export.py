"""What Slack exports of a workspace, a folder or an archive of one: its members' list and a file a day for each
channel, put together as one document.

What was written to a few alone (direct messages, private channels) is not looked at.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Protocol

from content.errors import UnreadableFile

MEMBERS, CHANNELS = "users.json", "channels.json"
# Lists of what only a few may read, and how such a folder is called.
_PRIVATE = ("groups.json", "dms.json", "mpims.json")
_DIRECT = re.compile(r"[DG][A-Z0-9]{7,}|mpdm-.*")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\.json")


class Files(Protocol):
    """Where the export lies. Names are those within it, with a slash between folder and file."""

    @property
    def where(self) -> str:
        """What it is called in what is told."""

    def names(self) -> Iterable[str]:
        """Of every file."""

    def read(self, name: str) -> bytes:
        """What a file holds. Raises UnreadableFile, also where all that was read is more than may be."""


def document_of(files: Files, title: str, channel: str = "") -> bytes:
    """The messages of all public channels, or of one, as the JSON that formats/message_exports.py reads.

    Answers stand below what they answer. Raises UnreadableFile.
    """
    names = sorted(files.names())
    days: dict[str, list[str]] = {}
    for name in names:
        folder, _, file = name.rpartition("/")
        if DAY.fullmatch(file) and folder:
            days.setdefault(folder, []).append(name)
    chosen = [channel] if channel else _public(files, names, days)
    messages: list[Any] = []
    for folder in chosen:
        said = [held for day in days.get(folder, ()) for held in _list(files, day)]
        section = {"section": f"#{folder}"} if len(chosen) > 1 else {}
        messages += [{**held, **section} for held in in_threads(said)]
    head = {
        "channel": {"name": title},
        "users": _list(files, MEMBERS) if MEMBERS in names else [],
        "private_channels": 0 if channel else len(days.keys() - set(chosen)),
    }
    # A message a line, so that each has a place of its own in what is told.
    told = ",\n".join(json.dumps(message) for message in messages)
    return f'{json.dumps(head)[:-1]}, "messages": [\n{told}\n]}}'.encode()


def in_threads(messages: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """These by their times, each answer below what it answers; messages without a time stay where they are."""
    held = list(messages)
    if not all(_time(message) for message in held):
        return held
    return sorted(held, key=lambda message: (_time(message, "thread_ts") or _time(message), _time(message)))


def _time(message: Mapping[str, Any], key: str = "ts") -> float:
    try:
        return float(message.get(key) or 0)
    except (TypeError, ValueError):
        return 0


def _public(files: Files, names: list[str], days: Mapping[str, list[str]]) -> list[str]:
    """The channels that everybody may read; without their list the only one that is there."""
    if CHANNELS in names:
        return [name for name in _called(files, CHANNELS) if name in days]
    private = {name for index in _PRIVATE if index in names for name in _called(files, index)}
    open_ = [folder for folder in days if folder not in private and not _DIRECT.fullmatch(folder)]
    if len(open_) > 1:
        raise UnreadableFile(
            files.where, f"it has several channels and no {CHANNELS}, so which of them are private is not known",
            remedy=f"Add {CHANNELS} from the export, or bring the folder of one channel",
        )  # fmt: skip
    return open_


def _called(files: Files, index: str) -> Iterator[str]:
    for held in _list(files, index):
        for key in ("name", "id"):
            if isinstance(held.get(key), str) and held[key]:
                yield held[key]


def _list(files: Files, name: str) -> list[dict[str, Any]]:
    """The objects of a list in a file."""
    where = f"{files.where}/{name}"
    try:
        held = json.loads(files.read(name))
    except (ValueError, RecursionError) as error:
        line = error.lineno if isinstance(error, json.JSONDecodeError) else None
        raise UnreadableFile(where, "the JSON is broken here", line=line, remedy="Export it once more") from None
    return [each for each in held if isinstance(each, dict)] if isinstance(held, list) else []
