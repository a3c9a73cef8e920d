"""Payload → who asked for what, where, and how it can be answered."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from adapters.slack import incoming
from adapters.slack.incoming import SentFile
from bot.app.catalogue import REGISTRY
from bot.chat.incoming import Place
from bot.chat.parser import parse

RECEIVED = datetime(2026, 3, 1, 12, tzinfo=UTC)
ROOTS = sorted({c.name.split()[0] for c in REGISTRY})
CHANNEL = Place(platform="slack", workspace="T1", channel="C1")
PRESS: dict[str, Any] = {
    "user": {"id": "U1", "username": "maya"}, "channel": {"id": "C1"}, "trigger_id": "t.1",
    "actions": [{"value": "q1.answer.x.2", "action_ts": f"{RECEIVED.timestamp() - 2:.6f}"}],
    "message": {"ts": "5.1"}, "container": {"message_ts": "5.1", "channel_id": "C1", "is_ephemeral": False},
}  # fmt: skip


@pytest.mark.parametrize(
    ("command", "text", "line"),
    [
        ("/quote", "", "quote"),
        ("/quote", "12", "quote 12"),
        ("/quotes", "packs", "quotes packs"),
        ("/acme-quotes", "packs", "quotes packs"),
        ("/acme_Quiz", "start", "quiz start"),
        ("/whosaid", "salt &amp; “pepper”", "whosaid salt & “pepper”"),
        ("/settings", "set managers <@U1|maya>", "settings set managers <@U1|maya>"),
        ("/nonsense", "x", "nonsense x"),
    ],
)
def test_a_slash_command_is_a_line(command: str, text: str, line: str) -> None:
    """Whatever prefix the manifest gave it."""
    assert incoming.command_line({"command": command, "text": text}, ROOTS) == line


@pytest.mark.parametrize(
    ("command", "prefix"),
    [("/quotes", ""), ("/acme-quotes", "acme-"), ("/acme_Quiz", "acme_"), ("/nonsense", None)],
)
def test_a_slash_command_tells_the_prefix(command: str, prefix: str | None) -> None:
    """One that is not ours tells none."""
    assert incoming.prefix_of({"command": command}, ROOTS) == prefix


@pytest.mark.parametrize(
    ("command", "text", "options"),
    [
        ("/quiz", "accept <@U1|maya>", {"player": "<@U1|maya>"}),
        ("/whosaid", "what <@U1|maya> said in <#C1|general>", {"words": "what @maya said in #general"}),
        ("/settings", "set managers <@U1|maya>", {"name": "managers", "value": "<@U1|maya>"}),
    ],
)
def test_people_are_words_where_any_words_go_and_ids_elsewhere(
    command: str, text: str, options: dict[str, str]
) -> None:
    """Slack tells both."""
    parsed = parse(incoming.command_line({"command": command, "text": text}, ROOTS), REGISTRY)

    assert incoming.said(parsed, REGISTRY.get(parsed.command)).options == options


def test_a_command_comes_from_a_channel_or_from_direct_messages() -> None:
    """There one player is enough."""
    body = {"channel_id": "C1", "user_id": "U1", "user_name": "maya", "trigger_id": "t.1", "response_url": "https://r"}
    came = incoming.command(body, "T1", RECEIVED)

    assert (came.place, came.key, came.at, came.direct) == (CHANNEL, "trigger:t.1", RECEIVED, False)
    assert incoming.command({**body, "channel_id": "D1"}, "T1", RECEIVED).direct


@pytest.mark.parametrize(
    ("message", "thread"),
    [({"ts": "5.1"}, ""), ({"ts": "5.1", "thread_ts": "5.1"}, ""), ({"ts": "5.1", "thread_ts": "4.9"}, "4.9")],
)
def test_a_press_in_a_thread_belongs_there(message: dict[str, str], thread: str) -> None:
    """The message a thread hangs on is still the channel's."""
    came = incoming.press({**PRESS, "message": message}, "T1", RECEIVED)

    assert (came.place.channel, came.place.thread) == ("C1", thread)
    assert came.at == RECEIVED - timedelta(seconds=2)


def test_a_press_on_a_private_message_knows_it() -> None:
    """Slack tells no message then, only its container."""
    container = {"message_ts": "5.2", "channel_id": "C1", "is_ephemeral": True, "thread_ts": "4.9"}
    came = incoming.press({**PRESS, "message": None, "container": container}, "T1", RECEIVED)

    assert (came.private, came.place.thread) == (True, "4.9")


def test_a_press_in_the_app_home_is_in_nobodys_channel() -> None:
    """It is answered directly."""
    home = {k: v for k, v in PRESS.items() if k not in ("channel", "message")} | {"container": {"type": "view"}}
    came = incoming.press(home, "T1", RECEIVED)

    assert (came.place.user_id, came.direct, came.url) == ("U1", True, "")


@pytest.mark.parametrize("stamp", ["9999999999.0", "soon", None, "1e999"])
def test_nothing_happened_after_it_was_received(stamp: str | None) -> None:
    """A stamp from the future, or none, is the moment of receipt."""
    body = {**PRESS, "actions": [{"value": "x", "action_ts": stamp}]}

    assert incoming.press(body, "T1", RECEIVED).at == RECEIVED


def test_what_has_no_id_is_known_by_all_it_says() -> None:
    """Equal for equal payloads, whatever their order."""
    one, same, other = {"a": 1, "b": "é"}, {"b": "é", "a": 1}, {"a": 2, "b": "é"}

    assert incoming.key_of(one) == incoming.key_of(same) != incoming.key_of(other)
    assert incoming.key_of({"event_id": "Ev1", "trigger_id": "t"}) == "event:Ev1"


SHARED = {
    "ts": "5.1", "user": "U1", "text": "", "attachments": [
        {"is_share": True, "author_id": "U2", "author_name": "Ida", "text": "Tea &amp; plans.", "ts": "4.5"},
    ],
}  # fmt: skip


def test_a_shared_message_has_the_words_and_the_author_of_the_one_it_shares() -> None:
    """Whoever shares it said nothing."""
    about = incoming.pointed_at({"message": SHARED}, frozenset(), RECEIVED)

    assert about is not None
    assert (about.id, about.text, about.author.id, about.author.name) == ("5.1", "Tea & plans.", "U2", "Ida")
    assert about.at.timestamp() == 4.5


@pytest.mark.parametrize(
    ("change", "bot", "told"),
    [
        ({"text": "Look at this."}, "", ("Look at this.", "U1", False)),
        ({}, "U2", ("Tea & plans.", "U2", True)),
        ({"attachments": [{"is_msg_unfurl": True, "text": "Tea."}]}, "", ("", "U1", False)),
    ],
)
def test_what_is_not_only_shared(change: dict[str, Any], bot: str, told: tuple[str, str, bool]) -> None:
    """Own words are their author's, the bot's own messages stay its own, and a preview was said by nobody."""
    about = incoming.pointed_at({"message": SHARED | change}, frozenset({bot} - {""}), RECEIVED)

    assert about is not None
    assert (about.text, about.author.id, about.own) == told


@pytest.mark.parametrize("size", ["abc", None, -1, [5], 2.5])
def test_an_odd_size_of_a_file_is_none_that_was_told(size: object) -> None:
    """What comes is counted all the same."""
    assert SentFile.of({"id": "F1", "name": "talk.txt", "size": size}).size == 0
