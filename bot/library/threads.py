"""Threads by what they are for, so that people who look something up never wait for what is read in or indexed.

Whatever serves somebody runs in SERVING; filling the index in INDEXING; telling what texts mean in EMBEDDING, by a slow
model in STRONGER; reading packs from the database and putting libraries together in LOADING; looking at folders and
files in FILES. asyncio's own threads are left to the libraries.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any, TypeVar

T = TypeVar("T")
SERVING = ThreadPoolExecutor(4, "quoth-serving")
INDEXING = ThreadPoolExecutor(1, "quoth-indexing")
EMBEDDING = ThreadPoolExecutor(1, "quoth-embedding")
STRONGER = ThreadPoolExecutor(1, "quoth-stronger")
LOADING = ThreadPoolExecutor(2, "quoth-loading")
FILES = ThreadPoolExecutor(2, "quoth-files")


async def within(threads: ThreadPoolExecutor, work: Callable[..., T], *arguments: Any, **options: Any) -> T:
    """What `work` returns or raises, done in one of these threads."""
    return await asyncio.get_running_loop().run_in_executor(threads, partial(work, *arguments, **options))
