"""What of the workspaces' packs and books waits for somebody, of all workspaces that the bot did not leave."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from bot.games.own_questions import QuestionState
from bot.library.book_model import SUGGESTED
from bot.storage.rows import not_left
from bot.storage.tables.base import INSTALLATION, workspace
from bot.storage.tables.feeds import feed
from bot.storage.tables.library import pack, quote, speaker
from bot.storage.tables.privacy import link
from bot.storage.tables.questions import question
from bot.storage.transaction import Rows
from content.text import fold


@dataclass(frozen=True, slots=True, kw_only=True)
class FailingFeed:
    """A feed that could not be looked at the last times, and why."""

    title: str
    workspace_id: str
    failures: int
    problem: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BookMatters:
    """How many voices of workspaces' own packs there are, and how many of them are no member; suggestions that wait for
    a manager; feeds that fail; when workspaces left that are not deleted yet, the first first.
    """

    voices: int
    unlinked: int
    quotes_suggested: int
    questions_suggested: int
    failing: Sequence[FailingFeed]
    left: Sequence[datetime]


class BookMatterRows(Rows):
    """Looked at once, by whoever asks the doctor."""

    def look(self) -> BookMatters:
        """All of it."""
        voices, unlinked = self._voices()
        waiting = select(func.count()).select_from(question)
        return BookMatters(
            voices=voices, unlinked=unlinked, quotes_suggested=self._suggested(),
            questions_suggested=self._connection.execute(
                waiting.where(question.c.state == QuestionState.WAITING, not_left(question))
            ).scalar_one(),
            failing=self._failing(),
            left=self._connection.execute(
                select(workspace.c.left_at).where(workspace.c.left_at.is_not(None)).order_by(workspace.c.left_at)
            ).scalars().all(),
        )  # fmt: skip

    def _voices(self) -> tuple[int, int]:
        ours = pack.c.removed_at.is_(None), pack.c.workspace_id != INSTALLATION, not_left(pack)
        rows = select(pack.c.workspace_id, speaker.c.name).join(speaker, speaker.c.pack_id == pack.c.id).where(*ours)
        there = {(r.workspace_id, fold(r.name)) for r in self._connection.execute(rows)}
        known = {
            (r.workspace_id, r.folded) for r in self._connection.execute(select(link.c.workspace_id, link.c.folded))
        }
        return len(there), len(there - known)

    def _suggested(self) -> int:
        here = pack.c.channel == SUGGESTED, pack.c.removed_at.is_(None), quote.c.removed_at.is_(None), not_left(pack)
        rows = select(func.count()).select_from(quote).join(pack, pack.c.id == quote.c.pack_id).where(*here)
        return self._connection.execute(rows).scalar_one()

    def _failing(self) -> Sequence[FailingFeed]:
        rows = select(feed).where(feed.c.failures > 0, not_left(feed)).order_by(feed.c.id)
        return [
            FailingFeed(title=r.title or r.link, workspace_id=r.workspace_id, failures=r.failures, problem=r.problem)
            for r in self._connection.execute(rows)
        ]
