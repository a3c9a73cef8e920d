"""In front of Bolt: bad, old and odd requests are refused, shortly, and no log line repeats them."""

import json
import logging
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlencode

import pytest
from slack_sdk.signature import Clock

from adapters.slack.guard import BODY_LIMIT, Guard
from tests.platform.slack.conftest import World, running
from tests.platform.slack.local import SECRET
from tests.platform.slack.people import encoded, signed

NOW = 1_800_000_000.0
BODY = b"command=%2Fquote&text=secret-words&channel_id=C1&user_id=U1"
FORM = "application/x-www-form-urlencoded"
Headers = dict[str, str]


class Noon(Clock):
    """A clock that stands."""

    def now(self) -> float:
        """Always the same."""
        return NOW


def _with(**changes: str) -> Callable[[Headers], Headers]:
    return lambda headers: {**headers, **{k.replace("_", "-"): v for k, v in changes.items()}}


CASES: dict[str, tuple[Callable[[Headers], Headers], int]] = {
    "a stamp that is no number": (_with(X_Slack_Request_Timestamp="soon"), 401),
    "a stamp in other digits": (_with(X_Slack_Request_Timestamp="١٢٣"), 401),
    "a huge stamp": (_with(X_Slack_Request_Timestamp="9" * 400), 401),
    "another signature": (_with(X_Slack_Signature="v0=" + "0" * 64), 401),
    "a signature of another shape": (_with(X_Slack_Signature="v0=é"), 401),
    "no headers": (lambda _: {}, 401),
    "an old request": (lambda _: signed(BODY, FORM, at=NOW - 301), 401),
    "a request from the future": (lambda _: signed(BODY, FORM, at=NOW + 301), 401),
    "a secret of somebody else": (lambda _: signed(BODY, FORM, secret="another", at=NOW), 401),
    "a picture": (_with(Content_Type="image/png"), 400),
}


@pytest.mark.parametrize("case", CASES)
def test_what_is_refused(case: str) -> None:
    """Each with its status."""
    change, status = CASES[case]

    assert Guard(SECRET, Noon()).rejection_status(change(signed(BODY, FORM, at=NOW)), BODY) == status


PRESS = {"type": "block_actions", "user": {"id": "U1"}, "actions": [{"value": "q1.join.g.0"}]}
SENT = {"type": "view_submission", "user": {"id": "U1"}, "view": {"callback_id": "q1.bring.x.0"}}


@pytest.mark.parametrize(
    ("payload", "status"),
    [
        (PRESS, None), (SENT, None),
        (PRESS | {"user": 5}, 400), (PRESS | {"user": {}}, 400), (PRESS | {"actions": []}, 400),
        (PRESS | {"actions": [5]}, 400), (PRESS | {"actions": [{"selected_option": "A"}]}, 400),
        (PRESS | {"channel": "C1"}, 400), (PRESS | {"message": [1]}, 400), (PRESS | {"type": None}, 400),
        (SENT | {"view": 5}, 400), (SENT | {"view": {"state": 5}}, 400), (SENT | {"view": {"blocks": [5]}}, 400),
        (SENT | {"view": {"state": {"values": {"a": 5}}}}, 400),
        (SENT | {"view": {"state": {"values": {"a": {"b": {"files": [5]}}}}}}, 400),
        ({"type": "shortcut", "user": {"id": "U1"}}, 400),
    ],
)  # fmt: skip
def test_an_interaction_without_its_parts_is_refused(payload: dict[str, object], status: int | None) -> None:
    """Only who holds the secret can send it; it ends without a traceback all the same."""
    body = urlencode({"payload": json.dumps(payload)}).encode()

    assert Guard(SECRET, Noon()).rejection_status(signed(body, FORM, at=NOW), body) == status


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (BODY, FORM, None),
        (b'{"type": "url_verification"}', "application/json; charset=utf-8", None),
        (b"payload=%7Bnot+json", FORM, 400),
        (b"{not json", "application/json", 400),
        (b"[1]", "application/json", 400),
        (b"payload=" + b"[" * 100_000, FORM, 400),
        (b"text=\xff\xfe", FORM, 400),
        (b"ssl_check=1&token=t", FORM, None),
        (b"payload=", FORM, 400),
        (b"", FORM, 400),
        (b"command=%2Fquote&user_id=U1", FORM, 400),
        (b"command=%2Fquote&channel_id=C1&user_id=", FORM, 400),
        (b'{"type": "event_callback", "event": 5}', "application/json", 400),
        (b'{"type": "event_callback", "event": {"type": "member_joined_channel"}}', "application/json", 400),
        (b'{"type": 5}', "application/json", 400),
        (b"x" * (BODY_LIMIT + 1), FORM, 413),
    ],
)
def test_what_is_signed_is_still_read_with_care(body: bytes, kind: str, status: int | None) -> None:
    """A signature says who sent it, not that it can be read."""
    assert Guard(SECRET, Noon()).rejection_status(signed(body, kind, at=NOW), body) == status


async def test_over_http_nothing_refused_has_an_effect_or_a_log_line(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """The same through the real server and Bolt."""
    caplog.set_level(logging.DEBUG)
    async with running("http", tmp_path) as world:
        before = len(world.slack.calls)
        good = world.people.command_payload("alice", "/quote secret-words")
        body, kind = encoded("slash_commands", good)
        for headers in (
            signed(body, kind, secret="another"), signed(body, kind, at=time.time() - 400),
            {**signed(body, kind), "X-Slack-Request-Timestamp": "soon"}, {"Content-Type": kind},
        ):  # fmt: skip
            assert await _post(world, body, headers) == 401
        assert await _post(world, b"x" * (BODY_LIMIT + 1), signed(b"", kind)) == 413
        assert len(world.slack.calls) == before
    assert "secret-words" not in caplog.text
    assert "Traceback" not in caplog.text


async def test_slack_verifies_the_address(tmp_path: Path) -> None:
    """url_verification is answered with its challenge, ssl_check with 200."""
    async with running("http", tmp_path) as world:
        body = json.dumps({"type": "url_verification", "challenge": "tea", "token": "x"}).encode()
        assert world.people.http is not None
        headers = signed(body, "application/json")
        async with world.people.http.post(world.people.url, data=body, headers=headers) as answer:
            assert (answer.status, (await answer.json())["challenge"]) == (200, "tea")
        assert await _post(world, b"ssl_check=1&token=x", signed(b"ssl_check=1&token=x", FORM)) == 200


async def _post(world: World, body: bytes, headers: Headers) -> int:
    assert world.people.http is not None
    async with world.people.http.post(world.people.url, data=body, headers=headers) as answer:
        return answer.status
