"""What links lead to, for a process that follows them seldom: what speaks HTTP is loaded with the first of them."""

from typing_extensions import override

from bot.library.links import NOTHING_KNOWN, Fetched, Fetcher, Known


class OpenInternet(Fetcher):
    """The guarded fetcher (adapters/fetcher.py)."""

    def __init__(self) -> None:
        self._guarded: Fetcher | None = None

    @override
    async def fetch(self, link: str, *, limit: int, known: Known = NOTHING_KNOWN) -> Fetched:
        if self._guarded is None:
            from adapters.fetcher import GuardedFetcher

            self._guarded = GuardedFetcher()
        return await self._guarded.fetch(link, limit=limit, known=known)
