"""Log lines, as text or JSON, without secrets. Nothing here ever sees what people wrote: nobody logs it."""

import json
import logging
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TextIO
from urllib.parse import quote

from bot.app.configuration import Settings
from content.text import DECEPTIVE

# What looks like a credential wherever it comes from: Slack's tokens, and the addresses that answer for a while;
# Discord's tokens, those of its webhooks and interactions; the password of an address; what stands in a header, or
# behind an address and opens it.
_CREDENTIAL = re.compile(
    r"xox[a-z](?:\.xox[a-z])?-[\w-]{4,300}|x(?:app|wfp)-[\w-]{4,200}|[\w-]{23,28}\.[\w-]{6,7}\.[\w-]{27,40}"
    r"|aW50ZXJhY3Rpb246[\w+/=-]{20,400}"
    r"|(?<=://)[^\s:/@]{1,80}:[^\s/@]{1,200}(?=@)"
    r"|(?<=hooks\.slack\.com/)[^\s'\"]{8,300}|(?<=/webhooks/)\d{1,20}/[\w-]{20,400}|(?<=/interactions/)\d{1,20}/[\w-]{20,400}"
    r"|(?<=Bot )[\w.-]{20,200}|(?<=Bearer )[\w.-]{20,400}|(?<=Basic )[\w+/=-]{8,400}"
)
_PARAMETER = re.compile(
    r"(?i)([?&](?:ticket|code|state|hm|[\w-]{0,30}(?:token|secret|auth|key|password|sig|signature))=)[^&\s'\"<>)]{4,600}"
)
_HIDDEN = "[hidden]"
# What no text of people's keeps, and what would be more than one line, or turn letters in the midst of one.
_HIDES = re.compile(f"[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028\u2029{DECEPTIVE}]")
# They log request bodies at INFO, every heartbeat, or each step of a schema whenever a backup is read again.
_NOISY = ("slack_bolt", "slack_sdk", "discord", "aiohttp", "apscheduler", "alembic")


def _forms(secret: str) -> Iterator[str]:
    """As it is, as it stands in an address, and as Python shows it within something else."""
    yield from (secret, quote(secret), quote(secret, safe=""), repr(secret)[1:-1], ascii(secret)[1:-1])


class Plain(logging.Formatter):
    """One line a record, its traceback below; no secrets in either."""

    def __init__(self, secrets: tuple[str, ...]) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")
        # The longest first: one may be the beginning of another.
        self._secrets = sorted({form for secret in secrets for form in _forms(secret)}, key=len, reverse=True)

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        return self._without_secrets(super().format(record))

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - logging's own name
        """The line without a traceback: what has a line break in it, a file's name say, is one line all the same, and
        what would steer the terminal that it is read in, or turn round what stands there, is told by its number.
        """
        return _HIDES.sub(lambda found: ascii(found[0])[1:-1], super().formatMessage(record))

    def _without_secrets(self, text: str) -> str:
        for secret in self._secrets:
            text = text.replace(secret, _HIDDEN)
        return _PARAMETER.sub(rf"\1{_HIDDEN}", _CREDENTIAL.sub(_HIDDEN, text))


class Json(Plain):
    """One JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        """The object."""
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": self._without_secrets(record.getMessage()),
        }
        if record.exc_info:
            line["exception"] = self._without_secrets(self.formatException(record.exc_info))
        return _HIDES.sub(lambda found: json.dumps(found[0])[1:-1], json.dumps(line, ensure_ascii=False))


def configure(settings: Settings, out: TextIO = sys.stderr) -> None:
    """Log to `out` from now on; libraries say warnings only."""
    handler = logging.StreamHandler(out)
    handler.setFormatter((Json if settings.log_format == "json" else Plain)(settings.secrets))
    logging.basicConfig(level=settings.log_level, handlers=[handler], force=True)
    for name in _NOISY:
        logging.getLogger(name).setLevel(max(logging.WARNING, logging.getLevelNamesMapping()[settings.log_level]))
