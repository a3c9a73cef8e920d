"""Whoever a table names is shown it, handed it and forgotten in it: a new table fails here until it is told of."""

import re

import pytest

from bot.app import retention
from bot.privacy import wording
from bot.privacy.rows.kept import KEPT
from bot.storage.tables import metadata
from bot.workspace.help_wording import KEPT as KEPT_SAID

# Names of columns that say who somebody is.
PERSONAL = re.compile(r"(^|_)(user|users|member|author|owner|host|by|who|person|player|sender|reviewer)(_id)?$|_by_")
# Those of such a name that say it of nobody.
NOBODY = {"rating_step.player": "a strength", "subscription.set_by_name": "goes with set_by",
          "installation.bot_user": "the bot itself"}  # fmt: skip
# Columns of any other name in which an id stands, and what reads and forgets it there (bot.privacy.rows.privacy).
ELSEWHERE = {
    "post": ("channel", "subject", "key"), "inbox": ("request_key",), "setting": ("value",), "shown": ("channel",),
    "game": ("channel",), "item_report": ("channel",),
}  # fmt: skip
DAYS = {
    "answer": retention.GAMES, "fake": retention.GAMES, "mark": retention.GAMES, "score_event": retention.GAMES,
    "rating_step": retention.GAMES, "guess": retention.DELIVERIES, "seen": retention.SEEN,
    "import": retention.IMPORTS, "lease": retention.LEASES, "round_vote": retention.ROUND_VOTES,
}  # fmt: skip


def personal() -> set[str]:
    """The columns of the schema that say who somebody is, by their names."""
    return {
        f"{table.name}.{column.name}"
        for table in metadata.tables.values()
        for column in table.columns
        if PERSONAL.search(column.name)
    }


def test_every_column_that_names_somebody_is_accounted_for() -> None:
    """In the one list that /privacy show, export and forget walk."""
    told = {f"{kept.table.name}.{kept.column}" for kept in KEPT}

    assert personal() - told - set(NOBODY) == set()
    assert told <= personal()


def test_what_opens_something_is_handed_to_nobody() -> None:
    """Who is shown what is kept of them gets no sealed token, nor by which key it is."""
    secret = re.compile(r"sealed|token|secret|password|key_mark")
    names = {f"{k.table.name}.{c.name}" for k in KEPT for c in k.table.columns
             if secret.search(c.name) and c.name not in k.unshown}  # fmt: skip

    assert names == set()


@pytest.mark.parametrize("table", ELSEWHERE)
def test_what_holds_ids_under_other_names_is_there(table: str) -> None:
    """A renamed column fails here."""
    assert set(ELSEWHERE[table]) <= {column.name for column in metadata.tables[table].columns}


def test_how_long_is_what_retention_does() -> None:
    """The days that people are told are the days of the table of periods."""
    told = {kept.table.name: kept.days for kept in KEPT if kept.days is not None}

    assert told == {name: period.days for name, period in DAYS.items()}


def test_how_long_a_place_is_kept_is_told_as_it_is() -> None:
    """In the hello and in /privacy show."""
    assert retention.LEFT.days == wording.LEFT_DAYS
    assert f"after {retention.LEFT.days} days" in KEPT_SAID


def test_a_new_column_would_be_seen() -> None:
    """Whatever it is called, as long as it is called after people."""
    names = ("user_id", "added_by", "author_id", "host", "member", "set_by", "by", "owner_id", "linked_by")

    assert all(PERSONAL.search(name) for name in names)
