"""Log lines hold no secret, whoever writes it into them."""

import io
import json
import logging
from collections.abc import Iterator

import pytest

from bot.app import logs
from bot.app.configuration import Settings

TOKEN = "MTAx.not-a-real-token"


@pytest.fixture(autouse=True)
def _restored() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)


def logged(log_format: str, message: str, *values: object, error: Exception | None = None) -> str:
    """What one record leaves in the log."""
    out = io.StringIO()
    logs.configure(Settings(database_url="sqlite:///q.db", discord_token=TOKEN, log_format=log_format), out)
    logging.getLogger("bot.test").warning(message, *values, exc_info=error)
    return out.getvalue()


@pytest.mark.parametrize("log_format", ["text", "json"])
@pytest.mark.parametrize(
    "secret",
    [TOKEN, "xoxb-1234-abcd", "xapp-1-A2-xyz", "postgresql://quoth:hunter2@db/q", "http://u:hunter2@proxy/"],
)
def test_a_secret_is_hidden_in_both_formats(log_format: str, secret: str) -> None:
    """In the message, its values and the traceback."""
    line = logged(log_format, f"it was {secret} or %s", secret, error=ValueError(secret))

    assert TOKEN not in line
    assert "hunter2" not in line
    assert "1234" not in line
    assert "A2-xyz" not in line
    assert "[hidden]" in line


def test_a_json_line_is_one_object() -> None:
    """With time, level, logger and message."""
    line = json.loads(logged("json", "post %s was not sent", 7))

    assert line["message"] == "post 7 was not sent"
    assert (line["level"], line["logger"]) == ("WARNING", "bot.test")


def test_libraries_that_log_bodies_are_kept_to_warnings() -> None:
    """Bolt writes whole requests at INFO."""
    out = io.StringIO()
    logs.configure(Settings(database_url="sqlite:///q.db", log_level="DEBUG"), out)
    logging.getLogger("slack_bolt.RequestVerification").info("a whole body")

    assert out.getvalue() == ""


@pytest.mark.parametrize("log_format", ["text", "json"])
def test_a_message_is_one_line(log_format: str) -> None:
    """Whatever a file is called."""
    assert logged(log_format, "talk\nERROR bot: all is lost.txt").count("\n") == 1
