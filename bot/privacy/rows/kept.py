"""Every place where the database says who somebody is: what it is in words, for how long it stays, how it is forgotten.

`/privacy show`, `export` and `forget` walk this one list; tests/meta/test_privacy.py finds what is missing in it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, Table, select, true

from bot.chat.identity import TEAMMATE
from bot.storage.rows import SOLO, in_workspace
from bot.storage.tables.base import INSTALLATION, person, seen
from bot.storage.tables.blocks import block
from bot.storage.tables.book import added
from bot.storage.tables.daily import delivery, guess, subscription
from bot.storage.tables.desk import decision, lease, voice, vote
from bot.storage.tables.doubts import doubt
from bot.storage.tables.feeds import feed
from bot.storage.tables.games import answer, fake, game, item_report, mark, player, rating_step, round_, score_event
from bot.storage.tables.installations import installation
from bot.storage.tables.library import import_, pack
from bot.storage.tables.merges import merge
from bot.storage.tables.presets import preset
from bot.storage.tables.privacy import link
from bot.storage.tables.questions import question
from bot.storage.tables.round_votes import round_vote

GAME_DAYS, GUESS_DAYS, SEEN_DAYS, IMPORT_DAYS, LEASE_DAYS, VOTE_DAYS = 14, 400, 30, 1, 1, 400
Where = Callable[[Table, str], ColumnElement[bool]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """The rows of a table in which `column` says who it was.

    `what` is their plural in words, `days` how long they stay (None: until they are forgotten), `then` what is left.
    Forgotten, a row goes; where it is `needed` by others it stays with a nameless id, and `blank` in its other columns.
    What is in `unshown` opens something, and is handed to nobody.
    """

    table: Table
    what: str
    where: Where
    column: str = "user_id"
    days: int | None = None
    then: str = ""
    needed: bool = False
    blank: Mapping[str, Any] = field(default_factory=dict)
    unshown: frozenset[str] = frozenset()

    def of(self, workspace_id: str, user_id: str) -> ColumnElement[bool]:
        """The rows that say it of somebody there."""
        return self.where(self.table, workspace_id) & (self.table.c[self.column] == user_id)


def _by_id(table: Table, workspace_id: str) -> ColumnElement[bool]:
    return table.c.workspace_id == workspace_id


def games_of(workspace_id: str) -> Any:
    """The ids of a workspace's games."""
    return select(game.c.id).where(in_workspace(game, workspace_id))


def _of_game(table: Table, workspace_id: str) -> ColumnElement[bool]:
    return table.c.game_id.in_(games_of(workspace_id))


def _of_round(table: Table, workspace_id: str) -> ColumnElement[bool]:
    return table.c.round_id.in_(select(round_.c.id).where(round_.c.game_id.in_(games_of(workspace_id))))


def _of_delivery(table: Table, workspace_id: str) -> ColumnElement[bool]:
    return table.c.delivery_id.in_(select(delivery.c.id).where(in_workspace(delivery, workspace_id)))


def _of_pack(table: Table, workspace_id: str) -> ColumnElement[bool]:
    return table.c.pack_id.in_(select(pack.c.id).where(pack.c.workspace_id.in_([workspace_id, INSTALLATION])))


def _into_pack(table: Table, workspace_id: str) -> ColumnElement[bool]:
    return table.c.into_id.in_(select(pack.c.id).where(pack.c.workspace_id == workspace_id))


def _anywhere(*_: object) -> ColumnElement[bool]:
    return true()


# What others need before what they do not: nothing is left that refers to what is gone.
KEPT: tuple[Kept, ...] = (
    Kept(
        table=person, where=_by_id,
        what="your rating in quizzes, with what you chose above",
    ),
    Kept(table=seen, what="days on which you were last here", where=in_workspace, days=SEEN_DAYS),
    Kept(
        table=player, what="games you played in", where=_of_game, needed=True,
        then="your points and what you got right",
        blank={"name": TEAMMATE, "record": {}, "counted": None, "streak": 0, "joined": False},
    ),
    Kept(
        table=game, what="games you started", where=in_workspace, column="host", needed=True,
    ),
    Kept(
        table=answer, what="answers in quizzes", where=_of_round, days=GAME_DAYS, needed=True, blank={"text": ""},
        then="whether each was right",
    ),
    Kept(table=fake, what="endings you made up", where=_of_round, days=GAME_DAYS, needed=True),
    Kept(table=mark, what="hints and skips", where=_of_round, days=GAME_DAYS, needed=True),
    Kept(table=score_event, what="points", where=_of_game, days=GAME_DAYS, needed=True, then="their sum"),
    Kept(table=rating_step, what="changes of your rating", where=_of_round, days=GAME_DAYS, needed=True),
    Kept(table=guess, what="answers to daily questions", where=_of_delivery, days=GUESS_DAYS),
    Kept(table=vote, what="quotes you voted on, shared or passed over with Next", where=_by_id),
    Kept(table=doubt, what="speakers you doubted", where=_by_id),
    Kept(table=item_report, what="questions you reported", where=in_workspace, needed=True),
    Kept(
        table=decision, what="decisions about quotes", where=_of_pack, needed=True,
        blank={"user_id": "", "name": TEAMMATE},
    ),
    Kept(table=voice, what="labels you said are one person", where=_of_pack, needed=True, blank={"user_id": ""}),
    Kept(table=lease, what="quotes in front of you at the desk of /quotes review", where=_anywhere, days=LEASE_DAYS),
    Kept(table=import_, what="transcripts you brought in today", where=_by_id, days=IMPORT_DAYS, needed=True),
    Kept(
        table=subscription, what="daily posts you set", where=in_workspace, column="set_by", needed=True,
        blank={"set_by": "", "set_by_name": TEAMMATE},
    ),
    Kept(table=round_vote, what="votes on rounds", where=in_workspace, days=VOTE_DAYS),
    Kept(
        table=added, what="quotes you added", where=_of_pack, needed=True, blank={"user_id": "", "name": TEAMMATE},
    ),
    Kept(table=added, what="quotes of your messages", where=_of_pack, column="author", needed=True,
         blank={"author": ""}),
    Kept(
        table=question, what="questions you wrote", where=_by_id, column="added_by", needed=True,
        blank={"added_by": "", "added_name": TEAMMATE},
    ),
    Kept(
        table=question, what="questions you changed", where=_by_id, column="changed_by", needed=True,
        blank={"changed_by": "", "changed_name": TEAMMATE},
    ),
    Kept(
        table=block, what="words and speakers you blocked", where=_by_id, needed=True,
        blank={"user_id": "", "name": TEAMMATE},
    ),
    Kept(table=merge, what="packs you merged", where=_into_pack, needed=True, blank={"user_id": ""}),
    Kept(
        table=feed, what="podcasts you follow here", where=_by_id, needed=True,
        blank={"user_id": "", "name": TEAMMATE},
    ),
    Kept(table=preset, what="mixes you kept", where=_by_id, needed=True, blank={"user_id": ""}),
    Kept(
        table=installation, what="workspaces you added Quoth to", where=_by_id, column="installed_by", needed=True,
        unshown=frozenset({"sealed", "key_mark", "lease"}),
    ),
    Kept(table=link, what="speakers who are you", where=_by_id),
    Kept(table=link, what="speakers you linked to a member", where=_by_id, column="linked_by", needed=True),
)  # fmt: skip


def own_channels(user_id: str) -> tuple[str, str]:
    """The channels that are somebody's alone: where they are written to, where they play alone."""
    return f"@{user_id}", f"{SOLO}{user_id}"
