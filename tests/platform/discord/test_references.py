"""What Discord writes by ids, as people read it."""

import pytest

from adapters.discord.references import mentioned, name_of, spelled


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("<@7> and <@!7>, not <@8>", "@Ida and @Ida, not @8"),
        ("<a:duck:123> <:tea_cup:4>", ":duck: :tea_cup:"),
        ("<t:1700000000>", "14 November 2023, 22:13 UTC"),
        ("<t:1700000000:d> <t:1700000000:T>", "14 November 2023 22:13 UTC"),
        ("<t:999999999999:R>", "?"),
        ("see <https://example.org/a?b=1>", "see https://example.org/a?b=1"),
        ("</quotes add:12>", "/quotes add"),
        ("<#7> <@&7>", "#unknown @deleted-role"),
        ("a <b> c, <3, <@x>, <t:soon>", "a <b> c, <3, <@x>, <t:soon>"),
    ],
)
def test_ids_read_as_names(text: str, read: str) -> None:
    """What the server does not know here is told as Discord tells what is gone; other words stay."""
    assert spelled(text, {"7": "Ida"}, None) == read


def test_names_stand_on_one_line() -> None:
    """The one that is shown, else the one that is unique."""
    people = [{"id": "7", "global_name": "Ida\nRoth"}, {"id": "8", "global_name": None, "username": "tom"}]
    assert mentioned({"mentions": people}) == {"7": "Ida Roth", "8": "tom"}
    assert name_of({}) == ""
