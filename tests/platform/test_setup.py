"""`quoth setup` as somebody uses it: on a terminal of its own, or from a pipe, with the platforms on loopback."""

import asyncio
import os
import pty
import shutil
import stat
import subprocess
import sys
import termios
from asyncio.subprocess import PIPE
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path

import pytest

from bot.app.service_unit import HARDENED, unit
from bot.installations.keys import new_key
from tests.patience import PATIENCE
from tests.platform.discord.server import TOKEN, LocalDiscord
from tests.platform.slack.local import APP_TOKEN, BOT_TOKEN, SECRET, LocalSlack
from tests.platform.slack.many import CLIENT, CLIENT_SECRET, PUBLIC, ManySlack

ROOT = Path(__file__).resolve().parents[2]
COMMAND = (sys.executable, "-W", "ignore::DeprecationWarning", "-m", "bot", "setup")


@pytest.fixture
async def environ(tmp_path: Path) -> AsyncIterator[dict[str, str]]:
    """What a process needs to find both platforms on loopback; no token among it."""
    slack = LocalSlack()
    async with LocalDiscord(strict=False).open() as discord:
        api = await slack.start()
        yield {
            "PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "HOME": str(tmp_path), "TERM": "dumb",
            "DISCORD_API_BASE": discord.environ["DISCORD_API_BASE"], "SLACK_API_BASE": api,
        }  # fmt: skip
        await slack.stop()


class Terminal:
    """A terminal on which a command asks, and somebody types."""

    def __init__(self) -> None:
        self._ours, self.theirs = pty.openpty()
        os.set_blocking(self._ours, False)
        self.shown = ""
        self._more = asyncio.Event()
        asyncio.get_running_loop().add_reader(self._ours, self._read)

    def _read(self) -> None:
        data = b""
        with suppress(OSError):
            data = os.read(self._ours, 65536)
        self.shown += data.decode()
        self._more.set()

    async def answer(self, question: str, line: str) -> None:
        """Wait until something is asked, and type a line; a token once nothing is shown of it."""
        while question not in self.shown.rpartition("\x00")[2]:
            self._more.clear()
            await self._more.wait()
        if question.endswith(": "):
            async with asyncio.timeout(PATIENCE):
                while termios.tcgetattr(self.theirs)[3] & termios.ECHO:  # noqa: ASYNC110 - nobody announces it
                    await asyncio.sleep(0.01)
        self.shown += "\x00"
        os.write(self._ours, line.encode() + b"\n")

    def close(self) -> None:
        """Take it away."""
        asyncio.get_running_loop().remove_reader(self._ours)
        os.close(self._ours)


async def asked(folder: Path, environ: dict[str, str], *answers: tuple[str, str], options: str = "") -> tuple[int, str]:
    """What the command shows on a terminal where these questions are answered so, and its exit code."""
    terminal = Terminal()
    async with asyncio.timeout(PATIENCE):
        process = await asyncio.create_subprocess_exec(
            *COMMAND, *options.split(), cwd=folder, env=environ, stdin=terminal.theirs, stdout=terminal.theirs,
            stderr=terminal.theirs, start_new_session=True,
        )  # fmt: skip
        try:
            for question, line in answers:
                await terminal.answer(question, line)
            code = await process.wait()
            await asyncio.sleep(0)
            terminal._read()
        finally:
            os.close(terminal.theirs)
            terminal.close()
            if process.returncode is None:
                process.kill()
    return code, terminal.shown


async def piped(folder: Path, environ: dict[str, str], given: str, *options: str) -> tuple[int | None, str, str]:
    """The same without a terminal: exit code, output, errors."""
    process = await asyncio.create_subprocess_exec(
        *COMMAND, *options, cwd=folder, env=environ, stdin=PIPE, stdout=PIPE, stderr=PIPE
    )
    out, wrong = await asyncio.wait_for(process.communicate(given.encode()), PATIENCE)
    return process.returncode, out.decode(), wrong.decode()


DISCORD, SLACK, APP, HTTP = "Copy): ", "(your app, Install App): ", "for signed HTTP: ", "Show): "


async def test_both_platforms_are_set_up_on_a_terminal(tmp_path: Path, environ: dict[str, str]) -> None:
    """Tokens are not shown, are looked at, and stand in a file that is its owner's alone; the link is printed."""
    code, shown = await asked(tmp_path, environ, (DISCORD, TOKEN), (SLACK, BOT_TOKEN), (APP, APP_TOKEN))

    assert code == 0
    assert "https://discord.com/oauth2/authorize?client_id=" in shown
    assert "Socket Mode works" in shown
    assert not any(token in shown for token in (TOKEN, BOT_TOKEN, APP_TOKEN))
    path = tmp_path / ".env"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert path.read_text().splitlines()[1:] == [
        f"DISCORD_TOKEN={TOKEN}", f"SLACK_BOT_TOKEN={BOT_TOKEN}", f"SLACK_APP_TOKEN={APP_TOKEN}",
    ]  # fmt: skip
    assert [p.name for p in tmp_path.iterdir()] == [".env"]


async def test_a_token_that_is_refused_is_asked_for_again(tmp_path: Path, environ: dict[str, str]) -> None:
    """Until it is right; Slack by HTTP takes the secret, and a token with a space is not even tried."""
    code, shown = await asked(
        tmp_path, environ, (DISCORD, "not a token"), (DISCORD, "nonsense"), ("[a] ", ""), (DISCORD, TOKEN),
        (SLACK, BOT_TOKEN), (APP, ""), (HTTP, SECRET),
    )  # fmt: skip

    assert code == 0
    assert "no token has" in shown
    assert "✗ Discord refuses the token in DISCORD_TOKEN" in shown
    assert f"SLACK_SIGNING_SECRET={SECRET}\n" in (tmp_path / ".env").read_text()


async def test_nothing_is_written_where_nothing_was_entered(tmp_path: Path, environ: dict[str, str]) -> None:
    """Nor where a wrong token is left."""
    assert (await asked(tmp_path, environ, (DISCORD, ""), (SLACK, "")))[0] == 0
    code, shown = await asked(tmp_path, environ, (DISCORD, "nonsense"), ("[a] ", "l"), (SLACK, ""))

    assert (code, list(tmp_path.iterdir())) == (0, [])
    assert "nothing was written" in shown


THERE = (
    "\ufeff# mine\r\nexport DISCORD_TOKEN='older' # from Ben\r\nQUOTH_SEED = 7\r\n\r\nDATABASE_URL=\"sqlite:///a b.db\""
)


@pytest.mark.parametrize(("answer", "kept"), [("n", True), ("y", False)])
async def test_a_value_is_replaced_only_with_leave(
    tmp_path: Path, environ: dict[str, str], answer: str, kept: bool
) -> None:
    """Every other line stays to the last byte, and the file becomes its owner's alone."""
    path = tmp_path / ".env"
    path.write_bytes(THERE.encode())
    path.chmod(0o644)
    code, _ = await asked(tmp_path, environ, (DISCORD, TOKEN), ("Replace it? [y/N] ", answer), (SLACK, ""))

    assert code == 0
    wanted = THERE if kept else THERE.replace("'older' # from Ben", TOKEN)
    assert path.read_bytes().decode() == wanted
    assert stat.S_IMODE(path.stat().st_mode) == (0o644 if kept else 0o600)


async def test_without_a_terminal(tmp_path: Path, environ: dict[str, str]) -> None:
    """Lines of standard input; what is there is replaced with --yes alone, and what a platform refuses never."""
    path = tmp_path / ".env"
    assert (await piped(tmp_path, environ, f"DISCORD_TOKEN={TOKEN}\n"))[0] == 0
    before = path.read_bytes()
    code, _, wrong = await piped(tmp_path, environ, "DISCORD_TOKEN=another\n")
    assert (code, "add --yes" in wrong) == (2, True)
    code, told, wrong = await piped(tmp_path, environ, "DISCORD_TOKEN=another\n", "--yes")
    assert (code, "✗ Discord refuses" in told, "nothing was written" in wrong) == (1, True, True)
    assert path.read_bytes() == before
    given = f"SLACK_BOT_TOKEN={BOT_TOKEN}\nSLACK_APP_TOKEN={APP_TOKEN}\n"
    assert (await piped(tmp_path, environ, given))[0] == 0
    assert path.read_bytes() == before + given.encode()
    assert TOKEN not in told + wrong
    path.write_text("DISCORD_TOKEN_FILE=/run/t\n")
    code, _, wrong = await piped(tmp_path, environ, f"DISCORD_TOKEN={TOKEN}\n")
    assert (code, "write the token into /run/t" in wrong, path.read_text()) == (2, True, "DISCORD_TOKEN_FILE=/run/t\n")


@pytest.mark.parametrize(
    ("given", "more", "code", "sentence"),
    [
        ("", {}, 2, "setup asks on a terminal, and there is none"),
        ("QUOTH_SEED=7\n", {}, 2, "setup does not take QUOTH_SEED"),
        ('DISCORD_TOKEN="a b"\n', {}, 2, "no token has"),
        (f"SLACK_BOT_TOKEN={BOT_TOKEN}\n", {}, 1, "SLACK_BOT_TOKEN is set alone"),
        ("SLACK_BOT_TOKEN=xoxp-1\nSLACK_APP_TOKEN=xapp-1\n", {}, 1, "does not begin with xoxb-"),
        (f"DISCORD_TOKEN={TOKEN}\n", {"DISCORD_TOKEN_FILE": "/run/t"}, 2, "write the token into /run/t"),
        ("SLACK_APP_TOKEN=xapp-1\n", {"SLACK_BOT_TOKEN_FILE": "/run/gone"}, 1, "SLACK_BOT_TOKEN_FILE names /run/gone"),
        (f"DISCORD_TOKEN={TOKEN}\n", {"DISCORD_API_BASE": "http://127.0.0.1:1"}, 1, "cannot be reached"),
    ],
)
async def test_what_cannot_be_is_one_sentence(
    tmp_path: Path, environ: dict[str, str], given: str, more: dict[str, str], code: int, sentence: str
) -> None:
    """And nothing is written."""
    ended, told, wrong = await piped(tmp_path, environ | more, given)

    assert ended == code
    assert sentence in told + wrong
    assert "Traceback" not in wrong
    assert not (tmp_path / ".env").exists()


OF_MANY = {
    "SLACK_CLIENT_ID": CLIENT, "SLACK_CLIENT_SECRET": CLIENT_SECRET, "SLACK_SIGNING_SECRET": SECRET,
    "QUOTH_PUBLIC_URL": PUBLIC, "QUOTH_SECRET_KEYS": f"{new_key()},{new_key()}",
}  # fmt: skip


def lines(of: dict[str, str]) -> str:
    """As they stand in a file."""
    return "".join(f"{name}={value}\n" for name, value in of.items())


async def test_an_app_that_workspaces_add(tmp_path: Path, environ: dict[str, str]) -> None:
    """Slack is asked whether it knows the app; no database is made, and what does not go together is not written."""
    path, slack = tmp_path / ".env", ManySlack()
    there = environ | {"SLACK_API_BASE": await slack.start()}
    try:
        code, told, wrong = await piped(tmp_path, there, lines(OF_MANY | {"SLACK_CLIENT_SECRET": "another"}))
        assert (code, "does not take SLACK_CLIENT_SECRET" in told, path.exists()) == (1, True, False), wrong
        code, told, _ = await piped(tmp_path, there, lines(OF_MANY | {"QUOTH_SECRET_KEYS": "short"}))
        assert (code, "key 1 is none" in told, path.exists()) == (1, True, False)
        code, told, wrong = await piped(tmp_path, there, lines(OF_MANY))
        assert (code, wrong, path.read_text().endswith(lines(OF_MANY))) == (0, "", True), told
        assert [p.name for p in tmp_path.iterdir()] == [".env"]
        before = path.read_bytes()
        code, told, _ = await piped(tmp_path, there, f"SLACK_BOT_TOKEN={BOT_TOKEN}\n")
        assert (code, "unset the one you do not mean" in told, path.read_bytes()) == (1, True, before)
        # On a terminal each is asked for where the client id is there, and no bot token.
        keys = f"{new_key()},{OF_MANY['QUOTH_SECRET_KEYS']}"
        code, shown = await asked(
            tmp_path, there, (DISCORD, ""), ("App Credentials): ", ""), ("App Credentials, Show): ", ""), (APP, ""),
            (HTTP, ""), ("quoth.example.org: ", ""), ("prints one): ", keys), ("Replace it? [y/N] ", "y"),
        )  # fmt: skip
        assert (code, "Slack knows the app" in shown, SLACK in shown, keys in shown) == (0, True, False, False)
        assert path.read_text().endswith(lines(OF_MANY | {"QUOTH_SECRET_KEYS": keys}))
    finally:
        await slack.stop()


async def test_a_folder_that_cannot_be_written(tmp_path: Path, environ: dict[str, str]) -> None:
    """The file is as it was, and no other is beside it."""
    path = tmp_path / "elsewhere" / ".env"
    path.parent.mkdir()
    (tmp_path / ".env").symlink_to(path.parent / "missing" / ".env")
    code, _, wrong = await piped(tmp_path, environ, f"DISCORD_TOKEN={TOKEN}\n")

    assert (code, "cannot be written" in wrong) == (2, True)


async def test_the_unit_is_written_once(tmp_path: Path, environ: dict[str, str]) -> None:
    """Printed or in a file; another file of that name is left alone."""
    code, told, _ = await piped(tmp_path, environ, "", "--unit", "-")
    assert (code, "WorkingDirectory=" in told, list(tmp_path.glob("*.service"))) == (0, True, [])
    path = tmp_path / "quoth.service"
    assert (await piped(tmp_path, environ, "", "--unit", path.name))[0] == 0
    assert path.read_text() == told
    assert f"ReadWritePaths={tmp_path}/.local/share/quoth\n" in told
    assert (await piped(tmp_path, environ, "", "--unit", path.name))[0] == 0
    path.write_text("mine\n")
    code, _, wrong = await piped(tmp_path, environ, "", "--unit", path.name)
    assert (code, path.read_text(), "add --yes" in wrong) == (2, "mine\n", True)
    (tmp_path / "a$b").mkdir()
    code, _, wrong = await piped(tmp_path / "a$b", environ, "", "--unit", "-")
    assert (code, "cannot stand in a unit" in wrong) == (2, True)
    if shutil.which("systemd-analyze"):
        assert "systemd-analyze says" not in told


def test_a_unit_s_directives(tmp_path: Path) -> None:
    """Each once, in its section, whatever the folder is called; systemd finds nothing wrong, where there is one."""
    folder = tmp_path / "My 100% bot"
    folder.mkdir()
    program = folder / "quoth"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    text = unit(user="root", folder=folder, command=[str(program), "run"], written=[folder, folder])

    sections = dict(part.split("]\n", 1) for part in text.split("[")[1:] if "]\n" in part)
    lines = [line for line in text.splitlines() if "=" in line and not line.startswith("#")]
    assert list(sections) == ["Unit", "Service", "Install"]
    assert {line for line in lines if line.startswith("Read")} == {f'ReadWritePaths="{_escaped(folder)}"'}
    assert f'ExecStart="{_escaped(program)}" run' in lines
    assert set(HARDENED) <= set(lines)
    assert {"UMask=0077", "NoNewPrivileges=yes", "ProtectSystem=strict", "Restart=on-failure"} <= set(lines)
    repeated = [name for name in {x.split("=")[0] for x in lines} if sum(x.startswith(name + "=") for x in lines) > 1]
    assert repeated == ["SystemCallFilter"]
    if shutil.which("systemd-analyze"):
        path = tmp_path / "quoth.service"
        path.write_text(text)
        done = subprocess.run(["systemd-analyze", "verify", path], capture_output=True, text=True, check=False)
        assert [line for line in done.stderr.splitlines() if "quoth.service" in line] == []


def _escaped(path: Path) -> str:
    return str(path).replace("%", "%%")
