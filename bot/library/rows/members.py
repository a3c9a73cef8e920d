"""What members who are speakers are called on their platform, as it was told last."""

from collections.abc import Mapping, Sequence

from sqlalchemy import bindparam, select, update

from bot.library.members import Called, Member, called
from bot.library.model import PackInfo
from bot.library.rows.counters import REVISION, bump
from bot.library.rows.silence import SilenceRows
from bot.library.silence import voices
from bot.storage.persons import PersonRows
from bot.storage.tables.privacy import link
from bot.storage.transaction import Rows
from content.text import fold

_LINKED = (
    select(link.c.workspace_id, link.c.user_id)
    .distinct()
    .where(link.c.user_id.in_(bindparam("people", expanding=True)))
)


class MemberRows(Rows):
    """The names of those who are linked."""

    def rename(self, workspace_id: str, user_id: str, name: str) -> None:
        """Somebody is called that now; nothing of it is kept of who is no speaker."""
        other = (link.c.workspace_id == workspace_id) & (link.c.user_id == user_id) & (link.c.called != name)
        if name and self._connection.execute(update(link).where(other).values(called=name)).rowcount:
            self.renew()

    def rename_all(self, names: Mapping[tuple[str, str], str]) -> None:
        """The same of several, by workspace and id: hardly any of them is a speaker."""
        who = {"people": sorted({user_id for _, user_id in names})}
        for workspace_id, user_id in self._connection.execute(_LINKED, who).all():
            if name := names.get((workspace_id, user_id)):
                self.rename(workspace_id, user_id, name)

    def renew(self) -> None:
        """Who is called by which name is looked at anew by whoever holds it."""
        bump(self._connection, REVISION, 1)

    def names_of(self, workspace_id: str, user_id: str) -> frozenset[str]:
        """What they were called where they are a speaker."""
        links = SilenceRows(self._connection, writes=False).links(workspace_id)
        return frozenset(one.called for one in links if one.user_id == user_id) - {""}

    def called(self, workspace_id: str, infos: Sequence[PackInfo]) -> Mapping[int, Called]:
        """What the speakers of these packs are called who are members there and do not hide, by pack."""
        hidden = PersonRows(self._connection, writes=False).hidden(workspace_id)
        rows = SilenceRows(self._connection, writes=False)
        links = [one for one in rows.links(workspace_id) if one.called and one.user_id not in hidden]
        if not links:
            return {}
        speakers = rows.speakers(infos)
        every = [one for some in speakers.values() for one in some]
        members = [
            Member(name=theirs[-1].called, labels=voices({fold(one.name) for one in theirs}, every))
            for theirs in ([one for one in links if one.user_id == who] for who in {one.user_id for one in links})
        ]
        told = {pack_id: called(some, members) for pack_id, some in speakers.items()}
        return {pack_id: names for pack_id, names in told.items() if names}
