"""Reading in this very process, without limits: for programs that read what their own users have on disk."""

from typing_extensions import override

from bot.library.reading.model import ReadDocument, Reader, ReadingJob, Waiting
from bot.library.threads import FILES, within
from content.documents import read_document


class ReadHere(Reader):
    """Reads in a thread; nobody waits."""

    @override
    async def read(self, work: ReadingJob, *, who: str, waiting: Waiting | None = None) -> ReadDocument:
        """Nobody waits."""
        pack, card = await within(FILES, read_document, work.where, work.data, name=work.name, how=work.how)
        return ReadDocument(pack=pack, card=card)
