"""In front of Bolt: what is not shaped or signed like Slack's requests goes no further, and leaves no line in a log.

https://docs.slack.dev/authentication/verifying-requests-from-slack
"""

import json
import re
from collections.abc import Mapping
from http import HTTPStatus
from urllib.parse import parse_qs

from slack_sdk.signature import Clock, SignatureVerifier

from adapters.slack.shapes import is_command, is_event, is_interaction

BODY_LIMIT, AGE_SECONDS = 1_000_000, 300
STAMP, SIGNATURE = "X-Slack-Request-Timestamp", "X-Slack-Signature"
_STAMP = re.compile(r"[0-9]{1,12}")
_SIGNATURE = re.compile(r"v0=[0-9a-f]{64}")
_TYPES = ("application/x-www-form-urlencoded", "application/json")


class Guard:
    """Checks size, shape, age and signature of a request."""

    def __init__(self, signing_secret: str, clock: Clock | None = None) -> None:
        self._clock = clock or Clock()
        self._verifier = SignatureVerifier(signing_secret, self._clock)

    def screening(self, headers: Mapping[str, str]) -> HTTPStatus | None:
        """Why a request is not let in, as far as its head tells: then its body need not be read."""
        stamp = headers.get(STAMP, "")
        if not _STAMP.fullmatch(stamp) or not _SIGNATURE.fullmatch(headers.get(SIGNATURE, "")):
            return HTTPStatus.UNAUTHORIZED
        return HTTPStatus.UNAUTHORIZED if abs(self._clock.now() - int(stamp)) > AGE_SECONDS else None

    def rejection_status(self, headers: Mapping[str, str], body: bytes) -> HTTPStatus | None:
        """Why a request is not let in; None for one that is."""
        if len(body) > BODY_LIMIT:
            return HTTPStatus.REQUEST_ENTITY_TOO_LARGE
        if refused := self.screening(headers):
            return refused
        stamp, signature = headers[STAMP], headers[SIGNATURE]
        try:
            text = body.decode("utf-8")
        except UnicodeDecodeError:
            return HTTPStatus.BAD_REQUEST
        if not self._verifier.is_valid(body=text, timestamp=stamp, signature=signature):
            return HTTPStatus.UNAUTHORIZED
        return None if _is_readable(headers.get("Content-Type", ""), text) else HTTPStatus.BAD_REQUEST


def _is_readable(content_type: str, text: str) -> bool:
    """Whether Bolt and we can read it: a form, perhaps with JSON as its payload, or a JSON object."""
    kind = content_type.partition(";")[0].strip().casefold()
    if kind not in _TYPES:
        return False
    try:
        if kind == _TYPES[1]:
            return is_event(json.loads(text))
        form = parse_qs(text, keep_blank_values=True)
        return is_interaction(json.loads(form["payload"][0])) if "payload" in form else is_command(form)
    except (ValueError, RecursionError):
        return False
