"""A `.env` file with other values in it: what else is written there stays to the last byte."""

import re
from collections.abc import Mapping
from io import StringIO
from pathlib import Path

from bot import private
from bot.app.configuration import dotenv_text
from bot.app.text_files import replace_file

HEADER = "# Written by quoth setup. The README tells what else may stand here.\n"
_BOM = "\ufeff"


def values(text: str) -> dict[str, str]:
    """The variables that are set in it, as they are written: nothing stands for another one. The last one holds."""
    from dotenv import dotenv_values

    held = dotenv_values(stream=StringIO(text), interpolate=False)
    return {name: value for name, value in held.items() if value is not None}


def with_values(text: str, new: Mapping[str, str]) -> str:
    """The text with these variables set: where they stood, else at its end. Every other line is as it was."""
    from dotenv.parser import parse_stream

    left, lines = dict(new), []
    for binding in parse_stream(StringIO(text, newline="")):
        line = binding.original.string
        if binding.key is not None and binding.key in new:
            # Empty lines before it are part of what was read.
            before = re.match(r"\s*(?:export\s+)?", line)
            end = line[len(line.rstrip("\r\n")) :] or "\n"
            line = f"{before[0] if before else ''}{binding.key}={new[binding.key]}{end}"
            left.pop(binding.key, None)
        lines.append(line)
    whole = "".join(lines)
    ending = "\r\n" if "\r\n" in whole else "\n"
    if left and whole and not whole.endswith(("\n", "\r")):
        whole += ending
    return whole + "".join(f"{name}={value}{ending}" for name, value in left.items())


def read_text(path: Path) -> str:
    """What is written in it, "" if there is none. Raises ConfigError where it is no text, or may not be read."""
    return dotenv_text(path) if path.is_file() else ""


def write(path: Path, new: Mapping[str, str]) -> None:
    """Set these variables in the file, which is its owner's alone from then on: whole, or as it was.

    Raises ConfigError where it cannot be written.
    """
    # What is named by a link stays where it is.
    place = path.resolve()
    text = read_text(place)
    kept = place.is_file() and place.read_bytes().decode().startswith(_BOM)
    whole = (_BOM if kept else "") + with_values(text or HEADER, new)
    replace_file(place, whole, private.FILE)


def is_plain(value: str) -> bool:
    """Whether a value stands in such a file as it is, without quotation marks; tokens do."""
    return re.fullmatch(r"[A-Za-z0-9._~+/=:,-]{1,400}", value) is not None
