"""A folder that Slack exported: its members' list and a file a day for each channel, put together as one document."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from content.errors import UnreadableFile

_MEMBERS, _CHANNELS = "users.json", "channels.json"


def export_in(folder: Path, limit_mb: int) -> bytes | None:
    """The messages of all public channels, or of the one whose folder it is; None for any other folder.

    What was written to a few alone (direct messages, private channels) is not looked at. Raises UnreadableFile.
    """
    root = next((f for f in (folder, folder.parent) if (f / _MEMBERS).is_file()), None)
    if root is None:
        return None
    for index in (root / _MEMBERS, root / _CHANNELS):
        if index.is_file() and index.stat().st_size > limit_mb * 1_000_000:
            raise UnreadableFile(str(index), f"it is larger than {limit_mb} MB", remedy="Name the files of one channel")
    channels = [folder] if folder != root else [root / name for name in _public(root)]
    left = limit_mb * 1_000_000
    messages: list[Any] = []
    for day in (path for channel in channels for path in sorted(channel.glob("*.json"))):
        left -= day.stat().st_size
        if left < 0:
            wrong = f"its files are larger than {limit_mb} MB"
            raise UnreadableFile(str(folder), wrong, remedy="Name the folder of one channel")
        held = _json(day)
        messages += held if isinstance(held, list) else []
    held = {"channel": {"name": folder.name}, "users": _json(root / _MEMBERS), "messages": messages}
    return json.dumps(held).encode()


def _public(root: Path) -> Iterator[str]:
    held = _json(root / _CHANNELS) if (root / _CHANNELS).is_file() else []
    for channel in held if isinstance(held, list) else ():
        name = channel.get("name") if isinstance(channel, dict) else None
        if isinstance(name, str) and name and "/" not in name and "\\" not in name and not name.startswith("."):
            yield name


def _json(path: Path) -> Any:
    try:
        return json.loads(path.read_bytes())
    except (ValueError, RecursionError) as error:
        line = error.lineno if isinstance(error, json.JSONDecodeError) else None
        raise UnreadableFile(str(path), "the JSON is broken here", line=line, remedy="Export it once more") from None
    except OSError:
        raise UnreadableFile(str(path), "it cannot be read", remedy="Give yourself the right to read it") from None
