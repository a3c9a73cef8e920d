"""A process without descriptors: serves HTTP, opens files until there are no more, lets go of them when told to.

Run by test_http_limits; each line from its input is answered with one line.
"""

import asyncio
import logging
import os
import resource
import sys
from collections.abc import Mapping
from contextlib import suppress

from adapters.http.server import HttpServer

DESCRIPTORS = 64


async def main() -> None:
    """Say the port, then do as told: `fill`, `free`, `end`."""
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr)

    async def readiness() -> Mapping[str, bool]:
        return {}

    server = HttpServer("127.0.0.1", 0, readiness, [])
    print(await server.start(), flush=True)
    resource.setrlimit(resource.RLIMIT_NOFILE, (DESCRIPTORS, DESCRIPTORS))
    held: list[int] = []
    while (told := (await asyncio.to_thread(sys.stdin.readline)).strip()) != "end":
        if told == "fill":
            with suppress(OSError):
                while True:
                    held.append(os.open(os.devnull, os.O_RDONLY))
        else:
            while held:
                os.close(held.pop())
        print(told, flush=True)
    await server.close()


if __name__ == "__main__":
    asyncio.run(main())
