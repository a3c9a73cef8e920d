"""Options of every command that reads a transcript: who speaks, and how large a file may be."""

import argparse

from content.document_options import LIMIT_MB, Reading


def add_options(parser: argparse.ArgumentParser) -> None:
    """How the file is to be read."""
    unnamed = parser.add_mutually_exclusive_group()
    unnamed.add_argument("--speaker", metavar="NAME", help="who speaks in a file that names nobody")
    unnamed.add_argument("--unattributed", action="store_true", help="take words that nobody is named for")
    parser.add_argument(
        "--map", action="append", default=[], type=_pair, metavar="LABEL=NAME",
        help="what a label means, for instance SPEAKER_00=Ada; may be given several times",
    )  # fmt: skip
    parser.add_argument(
        "--limit-mb", type=_size, default=LIMIT_MB, metavar="MB", help=f"the largest file to read ({LIMIT_MB})"
    )


def chosen_reading(chosen: argparse.Namespace) -> Reading:
    """The same as the content knows it."""
    return Reading(
        speaker=chosen.speaker,
        unattributed=chosen.unattributed,
        speakers=dict(chosen.map),
        limit_mb=chosen.limit_mb,
    )


def _pair(text: str) -> tuple[str, str]:
    label, equals, name = text.partition("=")
    if not (equals and label.strip() and name.strip()):
        raise argparse.ArgumentTypeError(f"“{text}” is written LABEL=NAME")
    return label.strip(), name.strip()


def _size(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 1 <= int(text[:5]) <= 1000):
        raise argparse.ArgumentTypeError(f"“{text}” is no whole number from 1 to 1000")
    return int(text)
