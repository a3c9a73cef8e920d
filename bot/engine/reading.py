"""Reading in this very process, without limits: for programs that read what their own users have on disk."""

from bot.engine.threads import FILES, within
from bot.ports.reading import Read, Waiting, Work
from content.documents import read_document


class ReadHere:
    """bot.ports.Reader in a thread."""

    async def read(self, work: Work, *, who: str, waiting: Waiting | None = None) -> Read:
        """See the port; nobody waits."""
        pack, card = await within(FILES, read_document, work.where, work.data, name=work.name, how=work.how)
        return Read(pack=pack, card=card)
