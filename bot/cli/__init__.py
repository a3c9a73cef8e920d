"""`quoth`: one module a command, each imported when it is asked for; nothing but arguments and exit codes here."""

import argparse
import logging
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from typing import NoReturn, Protocol

from bot import __version__
from bot.cli import wording

COMMANDS = (
    "play", "setup", "run", "import", "remove", "review", "inspect", "export", "whosaid", "judge", "doctor", "backup",
    "restore", "db", "admin", "manifest",
)  # fmt: skip
BAD_INPUT = 2


class CommandModule(Protocol):
    """What the module of a command offers."""

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        """Add its options."""

    def run(self, chosen: argparse.Namespace) -> int:
        """Do it; returns the exit code."""


class Parser(argparse.ArgumentParser):
    """argparse whose errors are one plain sentence."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and leave with exit code 2."""
        sys.stderr.write(wording.usage_error(self.prog, message) + "\n")
        sys.exit(BAD_INPUT)


def parser(command: str = "") -> Parser:
    """The command line, every command with its options; for one of them only that one has any, and no other is
    loaded.
    """
    top = Parser(prog="quoth", description=wording.DESCRIPTION, epilog=wording.EPILOG)
    top.add_argument("--version", action="version", version=f"quoth {__version__}")
    commands = top.add_subparsers(dest="command", metavar="COMMAND", parser_class=Parser)
    for name in COMMANDS:
        summary = wording.SUMMARIES[name]
        added = commands.add_parser(name, help=summary, description=summary)
        if command in ("", name):
            _module(name).arguments(added)
    return top


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code: 0, 2 for bad input or usage, 1 when `run` is refused or fails."""
    from bot.errors import ConfigError, QuothError
    from content.errors import ContentError

    arguments = sys.argv[1:] if argv is None else list(argv)
    if odd := next((a for a in arguments if not _is_text(a)), None):
        sys.stderr.write(wording.not_text(odd.encode("utf-8", "replace").decode()) + "\n")
        return BAD_INPUT
    chosen = _parse(arguments)
    if chosen.command is None:
        parser().print_help()
        return 0
    _configure_output()
    try:
        with _said_once(chosen.command):
            return int(_module(chosen.command).run(chosen))
    except (ConfigError, ContentError, QuothError) as error:
        sys.stderr.write("".join(f"quoth: {line}\n" for line in str(error).splitlines()))
        return BAD_INPUT
    except (KeyboardInterrupt, EOFError):
        sys.stderr.write("\n")
        return 130
    except BrokenPipeError:
        sys.stderr.close()
        return 0


@contextmanager
def _said_once(command: str) -> Iterator[None]:
    """What the storage says to the log is the sentence that a command ends with; `run` alone goes on."""
    log = logging.getLogger("bot.storage")
    log.propagate, silence = command == "run", logging.NullHandler()
    log.addHandler(silence)
    try:
        yield
    finally:
        log.removeHandler(silence)
        log.propagate = True


def _is_text(argument: str) -> bool:
    """Whether it could be kept and shown; names of files may be anything."""
    try:
        return bool(argument.encode()) or not argument
    except UnicodeEncodeError:
        return False


def _parse(arguments: list[str]) -> argparse.Namespace:
    named = next((a for a in arguments if not a.startswith("-")), "")
    return parser(named if named in COMMANDS else "").parse_args(arguments)


def _module(name: str) -> CommandModule:
    module: CommandModule = import_module(f"bot.cli.{name}_")
    return module


def _configure_output() -> None:
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")
