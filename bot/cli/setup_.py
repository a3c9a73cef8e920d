"""`quoth setup`: ask for tokens, see whether the platforms take them, and write them into `.env`."""

import argparse
import os
import sys
from collections.abc import Mapping
from pathlib import Path

REFUSED, BAD_INPUT = 1, 2
# No list of tokens is longer.
MOST = 100_000


def arguments(parser: argparse.ArgumentParser) -> None:
    """Its options."""
    parser.add_argument("--yes", action="store_true", help="replace what is set already, without asking")
    parser.add_argument("--unit", metavar="FILE", help="write a hardened unit for systemd there; - prints it")


def run(chosen: argparse.Namespace) -> int:
    """Set up `.env` in this folder; 1 when a platform does not take a token, 2 when nobody can be asked."""
    from bot.app.dotenv_file import read_text, values
    from bot.cli import setup_wording as wording
    from bot.cli.setup_checks import TAKEN
    from bot.cli.setup_dialogue import Dialogue

    path = Path.cwd() / ".env"
    there = values(read_text(path))
    if not sys.stdin.isatty():
        new = _given()
        if not new and not chosen.unit:
            return _refuse(BAD_INPUT, wording.no_terminal(TAKEN))
        code = _take(path, there, new, replace=chosen.yes) if new else 0
        return code or _unit(chosen.unit, replace=chosen.yes)
    dialogue = Dialogue(path, there, {**there, **os.environ}, replace=chosen.yes)
    written = dialogue.new()
    _write(path, there, written) if written else _say(wording.NOTHING_ENTERED)
    unit = chosen.unit or ("quoth.service" if written and _has_systemd() and dialogue.confirm(wording.ASK_UNIT) else "")
    return _unit(unit, replace=chosen.yes)


def _given() -> dict[str, str]:
    """The lines of standard input, as they would stand in `.env`. Raises ConfigError for what is no token."""
    from bot.app.dotenv_file import is_plain, values
    from bot.cli import setup_wording as wording
    from bot.cli.setup_checks import TAKEN
    from bot.errors import ConfigError

    given = {name: value.strip() for name, value in values(sys.stdin.read(MOST)).items() if value.strip()}
    if unknown := [name for name in given if name not in TAKEN]:
        raise ConfigError([wording.not_taken(unknown, TAKEN)])
    if odd := [wording.no_token(name) for name, value in given.items() if not is_plain(value)]:
        raise ConfigError(odd)
    return given


def _take(path: Path, there: Mapping[str, str], new: Mapping[str, str], *, replace: bool) -> int:
    """Write what was given, if nothing is lost by it and the platforms take it."""
    from bot.chat.messages import Mark
    from bot.cli import doctor_wording, setup_wording
    from bot.cli.setup_checks import check, in_the_way, platform_of

    if trouble := in_the_way(new, {**there, **os.environ}):
        return _refuse(BAD_INPUT, *trouble)
    lost = [name for name, value in new.items() if there.get(name, value) not in ("", value)]
    if lost and not replace:
        return _refuse(BAD_INPUT, setup_wording.not_replaced(lost, path))
    refused = ""
    for platform in dict.fromkeys(map(platform_of, new)):
        for finding in check(platform, {**there, **os.environ, **new}):
            _say(f"{doctor_wording.SIGNS[finding.mark]} {finding.sentence}")
            refused = platform if finding.mark is Mark.WRONG else refused
    if refused:
        return _refuse(REFUSED, setup_wording.refused(refused))
    _write(path, there, new)
    return 0


def _write(path: Path, there: Mapping[str, str], new: Mapping[str, str]) -> None:
    from bot.app.dotenv_file import write
    from bot.cli import setup_wording as wording

    same = all(there.get(name) == value for name, value in new.items())
    write(path, new)
    _say(wording.unchanged(path) if same else wording.written(list(new), path))
    for name, value in new.items():
        if os.environ.get(name, value) != value:
            _say(wording.overridden(name))


def _has_systemd() -> bool:
    return Path("/run/systemd/system").is_dir()


def _unit(name: str | None, *, replace: bool) -> int:
    """Print a unit, or write it where nothing else is lost."""
    from bot.app.text_files import replace_file
    from bot.cli import setup_wording as wording
    from bot.cli.setup_unit import lint, text

    if not name:
        return 0
    made = text(Path.cwd())
    if name == "-":
        _say(made.rstrip("\n"))
        return 0
    path = Path(name).absolute()
    if path.exists() and not replace and path.read_bytes() != made.encode():
        return _refuse(BAD_INPUT, wording.unit_there(path))
    replace_file(path, made, 0o644)
    if said := lint(path):
        _say(wording.lint(said))
    _say(wording.unit_written(path))
    if "User=root\n" in made:
        _say(wording.AS_ROOT)
    return 0


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _refuse(code: int, *sentences: str) -> int:
    sys.stderr.write("".join(f"quoth: {sentence}\n" for sentence in sentences))
    return code
