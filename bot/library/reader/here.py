"""Reading in this very process, without limits: for programs that read what their own users have on disk."""

from typing_extensions import override

from bot.library.reader.model import ReadDocument, Reader, ReadingJob, Waiting
from bot.library.threads import FILES, within
from content.feeds import Feed, read_feed


class ReadHere(Reader):
    """Reads in a thread; nobody waits."""

    @override
    async def read(self, work: ReadingJob, *, who: str, waiting: Waiting | None = None) -> ReadDocument:
        """Nobody waits."""
        # A process that gives documents to others to read has no need of what reads them.
        from content.documents import read_document

        pack, card = await within(FILES, read_document, work.where, work.data, name=work.name, how=work.how)
        return ReadDocument(pack=pack, card=card)

    @override
    async def read_feed(self, where: str, data: bytes, link: str, *, who: str) -> Feed:
        return await within(FILES, read_feed, data, where, link)
