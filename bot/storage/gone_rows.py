"""Rows that others of the same database cannot be without, though the engine keeps no reference between them.

Whoever deletes them is told nothing: quotes of somebody who is known by no other name any more, say, so that nobody
finds out that they never want to be quoted.
"""

from types import MappingProxyType

from sqlalchemy import Connection, text

# By table: what of the others belongs to rows that are gone, and how such are counted. A name that became bytes is
# there, and is told as a row that cannot be read.
_LEFT = MappingProxyType({
    "speaker": ("quotes are of speakers", """SELECT count(*) FROM quote q JOIN pack p ON p.id = q.pack_id
        WHERE q.removed_at IS NULL AND p.removed_at IS NULL AND NOT p.book AND q.made IS NULL AND q.speaker IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM speaker s WHERE s.pack_id = q.pack_id AND CAST(s.name AS TEXT) = q.speaker)"""),
    "turn": ("quotes are of turns", """SELECT count(*) FROM quote q JOIN pack p ON p.id = q.pack_id
        WHERE q.removed_at IS NULL AND p.removed_at IS NULL AND NOT p.book AND q.verbatim
        AND NOT EXISTS (SELECT 1 FROM turn t WHERE t.pack_id = q.pack_id AND t.position = q.turn)"""),
    "decision": ("quotes hold by decisions", """SELECT count(*) FROM quote q JOIN pack p ON p.id = q.pack_id
        WHERE p.removed_at IS NULL AND (q.review <> '' OR q.made IS NOT NULL)
        AND NOT EXISTS (SELECT 1 FROM decision d WHERE d.pack_id = q.pack_id AND d.quote_id = q.quote_id)"""),
    "added": ("quotes of books were added by rows", """SELECT count(*) FROM quote q JOIN pack p ON p.id = q.pack_id
        WHERE q.removed_at IS NULL AND p.removed_at IS NULL AND p.book
        AND NOT EXISTS (SELECT 1 FROM added a WHERE a.number = q.number)"""),
    "player": ("answers are of players", """SELECT count(*) FROM answer a JOIN round r ON r.id = a.round_id
        WHERE NOT EXISTS (SELECT 1 FROM player p WHERE p.game_id = r.game_id AND p.user_id = a.user_id)"""),
})  # fmt: skip


def gone(connection: Connection) -> str:
    """What is left of rows that are gone, in words; empty when nothing is."""
    for table, (whose, counted) in _LEFT.items():
        if left := connection.execute(text(counted)).scalar_one():
            return f"{left:,} {whose} that are gone ({table})"
    return ""
