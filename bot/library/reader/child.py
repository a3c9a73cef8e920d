"""The process in which one document is read: it takes a job from its input, writes what became of it, and ends.

What it may use is set before it looks at anything. Linux and the BSDs hold all of it; macOS holds processor time but
not memory; Windows has none of these limits, so that there only the time that children.py gives it holds.
"""

import os
import pickle
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any

from bot.library.reader.answers import DOCUMENT, FAILED, FEED, MEMORY, READ, REFUSED
from content.document_options import Reading
from content.documents import read_document
from content.errors import ContentError
from content.feeds import read_feed

# What is read in gives way to whoever is served.
_NICE = 10


def main() -> None:
    """Read one document."""
    inward, outward = sys.stdin.buffer, sys.stdout.buffer
    # Whatever a library prints is no answer.
    sys.stdout = sys.stderr
    memory_mb, cpu_seconds, kind, about = pickle.load(inward)  # noqa: S301 - written by our parent
    confine(memory_mb, cpu_seconds)
    outward.write(_answer(lambda: _READS[kind](*about)))
    outward.flush()
    # Taking everything apart piece by piece would only take time.
    os._exit(0)


def _document(where: str, data: bytes | None, name: str | None, how: Reading) -> Any:
    return read_document(where, data, name=name, how=how)


_READS: Mapping[str, Callable[..., Any]] = {DOCUMENT: _document, FEED: read_feed}


def confine(memory_mb: int, cpu_seconds: int) -> None:
    """Take no more than that from now on, write no file, leave no core; as far as this system knows such limits."""
    with suppress(AttributeError, OSError):
        os.nice(_NICE)
    try:
        import resource
    except ImportError:
        return
    memory = memory_mb * 1_000_000
    for name, soft, hard in (
        ("RLIMIT_AS", memory, memory),
        ("RLIMIT_CPU", cpu_seconds, cpu_seconds + 1),
        ("RLIMIT_FSIZE", 0, 0),
        ("RLIMIT_CORE", 0, 0),
    ):
        with suppress(AttributeError, ValueError, OSError):
            resource.setrlimit(getattr(resource, name), (soft, hard))


def _answer(read: Callable[[], Any]) -> bytes:
    try:
        return _packed(READ, read())
    except ContentError as error:
        return _packed(REFUSED, error)
    except MemoryError:
        return _packed(MEMORY, None)
    except Exception as error:  # noqa: BLE001 - the parent tells it; never with its text, which may quote the document
        trace = error.__traceback__
        while trace is not None and trace.tb_next is not None:
            trace = trace.tb_next
        place = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else ""
        return _packed(FAILED, f"{type(error).__name__} at {place}")


def _packed(kind: str, value: Any) -> bytes:
    return pickle.dumps((kind, value), pickle.HIGHEST_PROTOCOL)
