"""The reranker that comes with Quoth: a process of its own that is there as long as there is something to read."""

import json
import os
import subprocess
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from threading import Lock

from bot.meaning.reranker import Appraisal, read_round_weights, read_weights, version_of

# The process finds the same code as we, and nothing else of ours: neither secrets of the environment nor open files.
_PROGRAM = (
    "import sys; sys.path[:] = sys.argv[4:]; del sys.argv[4:]; from bot.meaning.lower_process import main; main()"
)
_KEPT = ("SYSTEMROOT", "LD_LIBRARY_PATH", "LANG", "LC_ALL")


class LowerReranker:
    """Reads passages, about twenty a second. Safe to use from several threads.

    `most` is of how many quotes of a talk it is worth the time: those that score best already.
    """

    most: int | None = 150

    def __init__(self, folder: Path, weights: Path, rounds: Path) -> None:
        self._given = [str(folder), str(weights), str(rounds)]
        self.version = version_of(read_weights(weights).model, weights, rounds)
        self.forms = tuple(read_round_weights(rounds))
        self._process: subprocess.Popen[str] | None = None
        self._turn = Lock()

    @property
    def pid(self) -> int | None:
        """The process that is at work, None where none is."""
        return self._process.pid if self._process else None

    def appraise(self, texts: Iterable[str]) -> list[Appraisal]:
        """What bot.meaning.reranker.QuoteReranker promises. Raises OSError where no process can be had, or it ended."""
        with self._turn:
            process = self._process = self._process or self._begun()
            assert process.stdin is not None
            assert process.stdout is not None
            answer = ""
            with suppress(BrokenPipeError, ValueError):
                process.stdin.write(json.dumps(list(texts)) + "\n")
                process.stdin.flush()
                answer = process.stdout.readline()
        if not answer:
            self.rest()
            raise ChildProcessError("the process that scores quotes ended")
        return [Appraisal(quote, tuple(rounds)) for quote, *rounds in json.loads(answer)]

    def rest(self) -> None:
        """Let go of the process; the next who asks has another one."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                with suppress(OSError):
                    assert pipe is not None
                    pipe.close()

    def _begun(self) -> "subprocess.Popen[str]":
        return subprocess.Popen(  # noqa: S603 - our own code
            [sys.executable, "-I", "-X", "utf8", "-c", _PROGRAM, *self._given, *sys.path],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, encoding="utf-8",
            env={name: os.environ[name] for name in _KEPT if name in os.environ},
        )  # fmt: skip
