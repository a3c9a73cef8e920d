"""Processes that begin with everything imported: one server in a run of tests imports once, and forks for each of them.

A fork does what `python -m MODULE` does: arguments, environment, folder and streams are its own, it ends as that ends,
and kill -9 kills it. What a start by itself brings along is not tried by one; for that a test starts `python`.
"""

import asyncio
import atexit
import contextlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from asyncio import StreamReader, StreamWriter
from asyncio.subprocess import PIPE
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

ROOT = str(Path(__file__).resolve().parents[1])
SIZE = 1 << 20


def run(
    module: str, arguments: Sequence[str], *, cwd: Path, env: Mapping[str, str], stdin: str = ""
) -> "subprocess.CompletedProcess[str]":
    """What such a process wrote, when it has ended."""
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        given.write(stdin.encode())
        given.seek(0)
        with _asked(module, arguments, cwd, env, [given.fileno(), out.fileno(), err.fileno()]) as line:
            _pid(line.recv(16))
            code = _code(line.recv(16))
        written = [_text(file.seek(0) or file.read()) for file in (out, err)]
    return subprocess.CompletedProcess([module, *arguments], code, *written)


@dataclass
class Forked:
    """One that runs, as asyncio shows a process."""

    pid: int
    stdin: StreamWriter | None
    stdout: StreamReader | None
    stderr: StreamReader | None
    _ended: "asyncio.Future[int]"

    @property
    def returncode(self) -> int | None:
        """Its exit code once it has ended, as everywhere the negative number of the signal that ended it."""
        return self._ended.result() if self._ended.done() else None

    def send_signal(self, number: int) -> None:
        """Raises ProcessLookupError when it has ended."""
        if self.returncode is not None:
            raise ProcessLookupError
        os.kill(self.pid, number)

    def kill(self) -> None:
        """kill -9."""
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        """Ask it to end."""
        self.send_signal(signal.SIGTERM)

    async def communicate(self) -> tuple[bytes, bytes]:
        """Everything that it still writes, until it has ended."""
        if self.stdin is not None:
            self.stdin.close()
        out, err = await asyncio.gather(_rest(self.stdout), _rest(self.stderr))
        await self.wait()
        return out, err

    async def wait(self) -> int:
        """Its exit code, when it has ended."""
        return await asyncio.shield(self._ended)


async def start(
    module: str, *arguments: str, cwd: Path | str, env: Mapping[str, str],
    stdin: int | None = None, stdout: int | None = None, stderr: int | None = None,
) -> Forked:  # fmt: skip
    """Begin one; PIPE as for `asyncio.create_subprocess_exec`, else it has the stream that we have."""
    theirs, ours = [0, 1, 2], list[int | None]([None, None, None])
    for number, asked in enumerate((stdin, stdout, stderr)):
        if asked == PIPE:
            ends = os.pipe()
            theirs[number], ours[number] = ends if number == 0 else ends[::-1]
    line = _asked(module, arguments, Path(cwd), env, theirs)
    for number, end in enumerate(ours):
        if end is not None:
            os.close(theirs[number])
    line.settimeout(0)
    pid = _pid(await asyncio.get_running_loop().sock_recv(line, 16))
    return Forked(pid, await _writer(ours[0]), await _reader(ours[1]), await _reader(ours[2]), _end_of(line))


def _end_of(line: socket.socket) -> "asyncio.Future[int]":
    """When it is told how it ended."""
    loop = asyncio.get_running_loop()
    ended: asyncio.Future[int] = loop.create_future()

    def told() -> None:
        loop.remove_reader(line)
        with line:
            ended.set_result(_code(line.recv(16)))

    loop.add_reader(line, told)
    return ended


async def _rest(stream: StreamReader | None) -> bytes:
    return b"" if stream is None else await stream.read()


async def _reader(end: int | None) -> StreamReader | None:
    if end is None:
        return None
    made = StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(made), os.fdopen(end, "rb", 0)
    )
    return made


async def _writer(end: int | None) -> StreamWriter | None:
    if end is None:
        return None
    loop = asyncio.get_running_loop()
    transport, protocol = await loop.connect_write_pipe(asyncio.streams.FlowControlMixin, os.fdopen(end, "wb", 0))
    return StreamWriter(transport, protocol, None, loop)


def program(module: str) -> str:
    """A script that becomes such a process, for a shell to run: its streams, folder and environment go over to it."""
    return f"""#!{sys.executable} -IS
import json, os, socket, sys
line = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
line.connect({str(_server())!r})
what = {{"module": {module!r}, "arguments": sys.argv[1:], "cwd": os.getcwd(), "env": dict(os.environ)}}
socket.send_fds(line, [json.dumps(what).encode()], [0, 1, 2])
line.recv(16)
sys.exit(os.waitstatus_to_exitcode(int(line.recv(16))) % 256)
"""


def _asked(
    module: str, arguments: Sequence[str], cwd: Path, env: Mapping[str, str], streams: list[int]
) -> socket.socket:
    line = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    line.connect(str(_server()))
    what = json.dumps({"module": module, "arguments": [*arguments], "cwd": str(cwd), "env": dict(env)})
    socket.send_fds(line, [what.encode()], streams)
    return line


def _pid(told: bytes) -> int:
    assert told, "the server of forks has ended"
    return int(told)


def _code(told: bytes) -> int:
    assert told, "nobody knows how it ended"
    return os.waitstatus_to_exitcode(int(told))


def _text(written: Any) -> str:
    return str(written, "utf-8").replace("\r\n", "\n")


@cache
def _server() -> Path:
    """Where it listens; it ends when this process does."""
    folder = Path(tempfile.mkdtemp(prefix="quoth-warm-"))
    folder.chmod(0o755)
    server = subprocess.Popen(
        [sys.executable, "-W", "ignore::DeprecationWarning", "-m", "tests.warm", str(folder / "socket")],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT, env={"PATH": os.environ["PATH"], "PYTHONPATH": ROOT},
    )  # fmt: skip
    assert server.stdin is not None
    assert server.stdout is not None
    assert server.stdout.readline() == b"ready\n"

    def end() -> None:
        assert server.stdin is not None
        server.stdin.close()
        server.wait()
        shutil.rmtree(folder, ignore_errors=True)

    atexit.register(end)
    return folder / "socket"


def _serve(path: str) -> None:
    """Fork for whoever asks, until nobody is left who could."""
    import gc
    import selectors

    _import_everything()
    gc.collect()
    gc.freeze()
    listening = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    listening.bind(path)
    listening.listen(64)
    # Those between here and a fork end by themselves.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    with selectors.DefaultSelector() as waiting:
        waiting.register(listening, selectors.EVENT_READ)
        waiting.register(0, selectors.EVENT_READ)
        while all(key.fileobj is listening for key, _ in waiting.select()):
            line, _ = listening.accept()
            if not os.fork():
                listening.close()
                _look_after(line)
                return
            line.close()


def _import_everything() -> None:
    """Every module of ours, with what they import; what a migration needs is its own."""
    import importlib
    import pkgutil

    for package in ("content", "bot", "adapters"):
        for found in pkgutil.walk_packages(importlib.import_module(package).__path__, f"{package}."):
            if "migrations" not in found.name and not found.name.endswith("__main__"):
                importlib.import_module(found.name)


def _look_after(line: socket.socket) -> None:
    """In a process of its own: fork, tell the number of it, and how it ended. In the fork this returns."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    told, streams, *_ = socket.recv_fds(line, SIZE, 3)
    pid = os.fork()
    if not pid:
        line.close()
        _become(json.loads(told), streams)
        return
    for stream in streams:
        os.close(stream)
    with contextlib.suppress(BrokenPipeError):
        line.send(str(pid).encode())
        _, status = os.waitpid(pid, 0)
        line.send(str(status).encode())
    os._exit(0)


def _become(asked: dict[str, Any], streams: list[int]) -> None:
    """What `python -m` does once it has begun."""
    import runpy
    import time

    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    os.chdir(asked["cwd"])
    os.environ.clear()
    os.environ.update(asked["env"])
    time.tzset()
    # The old ones know whether those of the server could seek.
    sys.stdin, sys.stdout, sys.stderr = (
        open(number, mode, encoding="utf-8", errors=errors, buffering=buffering, closefd=False)  # noqa: SIM115
        for number, mode, errors, buffering in (
            (0, "r", "surrogateescape", -1), (1, "w", "surrogateescape", -1), (2, "w", "backslashreplace", 1),
        )
    )  # fmt: skip
    sys.path[:0] = [asked["cwd"], *filter(None, asked["env"].get("PYTHONPATH", "").split(os.pathsep))]
    sys.argv = [asked["module"], *asked["arguments"]]
    runpy.run_module(asked["module"], run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    _serve(sys.argv[1])
