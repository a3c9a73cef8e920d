"""What hostile documents cost: the process that reads them, the process that serves, and a look-up meanwhile."""

import asyncio
import io
import os
import random
import resource
import tempfile
import time
import zipfile
from collections.abc import Mapping
from pathlib import Path
from statistics import quantiles

from bot.delivery.clock import SystemClock
from bot.library.cache import LibraryCache
from bot.library.imports import store_samples
from bot.library.lookups import look_up
from bot.library.reader.children import ReaderProcesses
from bot.library.reader.model import ReadingJob
from bot.library.services import Services
from bot.storage.database import open_store
from content.errors import ContentError

_LINES = b"Ada: Nobody reads the plan.\nBen: Then everybody wants it.\n"


def documents() -> Mapping[str, tuple[str, bytes]]:
    """What was sent, by what it is."""
    spoken = "<w:p><w:r><w:t>Ada: so it is</w:t></w:r></w:p>" * 1_200_000
    many = "".join(f"a{n}.b.c.d.e.f.g.h.i.j.k.l.m.n = 1\n" for n in range(200_000))
    return {
        "one line": ("talk.txt", _LINES),
        "dotted key, 40 kB": ("talk.toml", (".".join(["a"] * 20_000) + " = 1").encode()),
        "dotted key, 80 kB": ("talk.toml", (".".join(["a"] * 40_000) + " = 1").encode()),
        "many short dotted keys, 8 MB": ("talk.toml", many.encode()),
        "a Word document of 58 MB of XML": ("talk.docx", _docx(spoken)),
        "a Word document of empty elements": ("talk.docx", _docx("<w:x/>" * 9_000_000)),
        "nested arrays": ("talk.toml", b"a = " + b"[" * 100_000),
        "lines without end, 5 MB": ("talk.txt", _LINES * 90_000),
    }  # fmt: skip


def main() -> None:
    """Print a line for each."""
    print("hostile documents: seconds, memory of the child, growth of the serving process, look-ups meanwhile")
    for name, (where, data) in documents().items():
        # Each in a process of its own: what a child took is told of the largest only.
        if (pid := os.fork()) == 0:
            asyncio.run(measure(name, where, data))
            os._exit(0)
        os.waitpid(pid, 0)


async def measure(name: str, where: str, data: bytes) -> None:
    """Read one while a workspace looks things up."""
    with tempfile.TemporaryDirectory() as folder:
        opened = await open_store(f"sqlite:///{folder}/quoth.db")
        services = Services(store=opened, libraries=LibraryCache(opened), clock=SystemClock(), rng=random.Random(1))
        await store_samples(services)
        await look_up(services, "slack:T1", "backups can smell fear", 5)
        before, begun = _own(), time.perf_counter()
        reading = asyncio.create_task(ReaderProcesses().read(ReadingJob(where=where, data=data), who="slack:U1"))
        waits = [0.0, 0.0]
        while not reading.done():
            asked = time.perf_counter()
            await look_up(services, "slack:T1", "backups can smell fear", 5)
            waits.append(time.perf_counter() - asked)
            await asyncio.sleep(0.02)
        try:
            told = f"{len((await reading).pack.turns):,} turns"
        except ContentError as error:
            told = error.problem
        child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1000
        print(
            f"  {name:34} {time.perf_counter() - begun:6.1f} s, {child:5.0f} MB, +{_own() - before:3.0f} MB, "
            f"p99 {quantiles(waits, n=100)[98] * 1000:4.0f} ms: {told}",
            flush=True,
        )
        await services.libraries.close()
        await opened.close()


def _own() -> float:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def _docx(inner: str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
        noise = random.Random(1).randbytes(400_000).hex()
        archive.writestr(
            "word/document.xml", f'<w:document xmlns:w="{space}"><!--{noise}--><w:body>{inner}</w:body></w:document>'
        )
    return held.getvalue()


if __name__ == "__main__":
    main()
