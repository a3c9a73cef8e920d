"""A document is read in a process of its own: what it takes too much of ends that process, and nothing else."""

import asyncio
import resource
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from bot.library.reader.children import Limits, ReaderProcesses
from bot.library.reader.model import ReadDocument, ReadingJob
from content.document_options import Reading
from content.documents import read_document
from content.errors import ContentError, NoTranscript, TooCostly

TALK = b"Ada: Nobody reads the plan until the day it catches fire.\nBen: Then everybody wants a copy of the ashes.\n"
LINES = b"Ada: so it is.\nBen: no it is not.\n"
# Fewer parts than are refused unread, and many of them: the tables of TOML cost far more than their text.
TABLES = "".join(f"a{n}.b.c.d.e.f.g.h.i.j.k.l.m.n = 1\n" for n in range(200_000)).encode()


async def read(
    data: bytes | None, where: str = "talk.txt", limits: Limits | None = None, **options: Any
) -> ReadDocument:
    """What a child makes of it."""
    return await ReaderProcesses(limits).read(
        ReadingJob(where=where, data=data, how=Reading(**options)), who="slack:U1"
    )


async def test_a_child_reads_what_we_would_have_read(tmp_path: Path) -> None:
    """From memory, and from a file with its edits."""
    assert (await read(TALK)).pack == read_document("talk.txt", TALK)[0]
    assert (await read(TALK, speakers={"Ada": "Ada Novak"})).pack.speakers[0].name == "Ada Novak"
    file = tmp_path / "talk.txt"
    file.write_bytes(TALK)
    (tmp_path / "talk.edits.toml").write_text('title = "On plans"', encoding="utf-8")
    told = await read(None, str(file))

    assert (told.pack, told.card) == read_document(str(file))
    assert told.pack.source.title == "On plans"


async def test_what_is_no_transcript_is_refused_as_ever() -> None:
    """With the same class and the same sentence."""
    with pytest.raises(NoTranscript) as refused:
        await read(b"It was a dark night.", "night.txt")

    assert str(refused.value).startswith("night.txt: no line names a speaker in a way I know.")


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux holds a limit of memory for certain")
async def test_memory_is_bounded() -> None:
    """One sentence; this process did not grow by what the child took."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(TooCostly, match="more memory than a file may take"):
        await read(TABLES, "talk.toml", Limits(memory_mb=150))

    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 60_000


@pytest.mark.parametrize("limits", [Limits(cpu_seconds=1), Limits(cpu_seconds=60, seconds=0.5)])
async def test_time_is_bounded(limits: Limits) -> None:
    """By the processor's clock and by ours."""
    with pytest.raises(TooCostly, match="takes longer than a file may take"):
        await read(LINES * 200_000, limits=limits)


async def test_what_comes_back_is_bounded() -> None:
    """A pack that is larger than any may be."""
    with pytest.raises(TooCostly, match="more memory"):
        await read(LINES * 50_000, limits=Limits(result_mb=1))


async def test_a_child_that_dies_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever ended it."""
    monkeypatch.setattr(
        "bot.library.reader.children._PROGRAM", "import os, signal; os.kill(os.getpid(), signal.SIGSEGV)"
    )
    with pytest.raises(TooCostly):
        await read(TALK)


async def test_a_child_knows_none_of_our_secrets(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Its environment holds nothing that it does not need, and it cannot write a file."""
    monkeypatch.setenv("DISCORD_TOKEN", "hunter2")
    program = (
        "import os, sys, pickle; sys.path[:] = sys.argv[1:]\n"
        "from bot.library.reader.child import confine\nfrom content.errors import UnreadableFile\n"
        "confine(1000, 60)\n"
        f"try:\n    with open('{tmp_path}/file', 'w') as f:\n        f.write('x')\n    told = 'wrote'\n"
        "except OSError:\n    told = 'held'\n"
        "found = UnreadableFile('a', told + ' ' + ' '.join(os.environ))\n"
        "sys.stdout.buffer.write(pickle.dumps(('refused', found)))"
    )
    monkeypatch.setattr(
        "bot.library.reader.children._PROGRAM", f"import signal; signal.signal(25, signal.SIG_IGN)\n{program}"
    )
    with pytest.raises(ContentError) as refused:
        await read(TALK)

    assert "held" in str(refused.value)
    assert "DISCORD_TOKEN" not in str(refused.value)


async def test_an_answer_that_would_do_something_is_not_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    """Packs are made of plain values."""
    monkeypatch.setattr(
        "bot.library.reader.children._PROGRAM",
        "import os, pickle, sys; sys.stdout.buffer.write(pickle.dumps(os.system))",
    )
    with pytest.raises(Exception, match="answered with"):
        await read(TALK)


async def test_who_gives_up_takes_the_child_along(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that ends leaves none behind."""
    started: list[asyncio.subprocess.Process] = []
    start = asyncio.create_subprocess_exec

    async def noted(*arguments: Any, **options: Any) -> asyncio.subprocess.Process:
        started.append(await start(*arguments, **options))
        return started[-1]

    monkeypatch.setattr(asyncio, "create_subprocess_exec", noted)
    reading = asyncio.create_task(read(LINES * 100_000))
    while not started:  # noqa: ASYNC110
        await asyncio.sleep(0)
    reading.cancel()
    with pytest.raises(asyncio.CancelledError):
        await reading

    assert started[0].returncode is not None


def test_a_child_loads_nothing_but_content() -> None:
    """That is why it starts in a fifth of a second."""
    program = "import sys, bot.library.reader.child; print(sorted(m for m in sys.modules if m.startswith('bot.')))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert (
        done.stdout.strip()
        == "['bot.library', 'bot.library.reader', 'bot.library.reader.answers', 'bot.library.reader.child']"
    )
