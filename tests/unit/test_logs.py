"""Log lines hold no secret, whoever writes it into them."""

import errno
import importlib
import io
import json
import logging
import pkgutil
import re
from collections.abc import Iterator
from urllib.parse import quote

import pytest

import adapters
import bot
import content
from bot.app import logs
from bot.app.configuration import Settings
from bot.errors import lack_of_descriptors

TOKEN = "MTAx.not-a-real-token"


@pytest.fixture(autouse=True)
def _restored() -> Iterator[None]:
    root, queue = logging.getLogger(), logging.getLogger("procrastinate")
    handlers, level, quiet = root.handlers[:], root.level, queue.level
    # Whoever worked a queue off before has made it silent.
    queue.setLevel(logging.NOTSET)
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    queue.setLevel(quiet)


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


@pytest.mark.parametrize("name", ["slack_bolt.RequestVerification", "alembic.runtime.migration"])
def test_libraries_that_log_much_are_kept_to_warnings(name: str) -> None:
    """Bolt writes whole requests at INFO, alembic each step of a schema, with every backup."""
    out = io.StringIO()
    logs.configure(Settings(database_url="sqlite:///q.db", log_level="DEBUG"), out)
    logging.getLogger(name).info("a whole body")

    assert out.getvalue() == ""


@pytest.mark.parametrize("log_format", ["text", "json"])
def test_a_message_is_one_line(log_format: str) -> None:
    """Whatever a file is called."""
    assert logged(log_format, "talk\nERROR bot: all is lost.txt").count("\n") == 1


# Every shape of a credential that may come near Quoth; none is a real one.
SHAPES = (
    "xoxb-1111111111-2222222222222-" + "c" * 24,
    "xoxp-1-2-3-" + "d" * 32,
    "xoxe.xoxb-1-" + "e" * 40,
    "xoxe-1-" + "f" * 40,
    "xapp-1-A0000000000-1111111111111-" + "a" * 64,
    "M" + "T" * 25 + ".G" + "a" * 5 + "." + "b" * 38,
    "N" * 24 + ".abcdef." + "x" * 27,
    "postgresql://quoth:hunter2hunter2hunter2@db.example/q",
    "http://operator:hunter2hunter2hunter2@proxy.example:3128",
    "https://hooks.slack.com/services/T00000000/B00000000/" + "h" * 24,
    "https://hooks.slack.com/commands/T00000000/111111/" + "h" * 24,
    "https://discord.com/api/webhooks/1234567890123456789/" + "w" * 68,
    "https://discord.com/api/v10/interactions/1234567890123456789/" + "i" * 80 + "/callback",
    "xwfp-1111111111-2222222222222-" + "w" * 24,
    "aW50ZXJhY3Rpb246" + "Q" * 180,
    "wss://wss-primary.slack.com/link/?ticket=" + "t" * 36 + "&app_id=0123",
    "https://quoth.example.org/slack/oauth_redirect?code=11111.22222." + "c" * 64 + "&state=s",
    "https://cdn.discordapp.com/attachments/1/2/talk.txt?ex=68a&is=68b&hm=" + "h" * 64,
    "https://feeds.example/show.xml?auth=" + "a" * 30,
    "https://feeds.example/show.xml?page=2&access_token=" + "a" * 30,
    "Authorization: Bot " + "q" * 30,
    "Authorization: Bearer " + "q" * 30,
    "Authorization: Basic " + "dXNlcjpw" * 4,
)
LOGGERS = (
    "bot", "bot.delivery.outbox", "adapters.slack.app", "adapters.discord.client", "slack_sdk.web", "slack_bolt",
    "discord.http", "discord.gateway", "aiohttp.server", "aiohttp.client", "apscheduler.scheduler", "psycopg.pool",
    "sqlalchemy.engine", "alembic", "asyncio", "",
)  # fmt: skip


def fail(secret: str) -> None:
    """As libraries do: one error because of another."""
    try:
        raise ValueError(secret)  # noqa: TRY301
    except ValueError as cause:
        raise RuntimeError(f"because of {secret}") from cause


@pytest.mark.parametrize("log_format", ["text", "json"])
@pytest.mark.parametrize("name", LOGGERS)
def test_no_shape_of_a_secret_gets_out_by_any_logger(log_format: str, name: str) -> None:
    """In the message, in its values, in an exception and its cause."""
    out = io.StringIO()
    logs.configure(Settings(database_url="sqlite:///q.db", log_format=log_format), out)
    log = logging.getLogger(name)
    for shape in SHAPES:
        secret = max(re.split("[/@:=&? ]", shape), key=len)
        out.seek(0)
        out.truncate()
        log.error("it was %s, %r", shape, {"token": shape})
        try:
            fail(shape)
        except RuntimeError:
            log.exception("failed with %s", shape)
        said = out.getvalue()
        assert said.count("[hidden]") >= 4, shape
        assert secret not in said, shape
        assert "hunter2" not in said, shape


def every_logger() -> list[str]:
    """Whoever may log under `quoth run`: all of our modules, and what they bring along."""
    for package in (adapters, bot, content):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not module.name.endswith(("__main__", "migrations.env")) and ".versions." not in module.name:
                importlib.import_module(module.name)
    return sorted({*LOGGERS, *logging.Logger.manager.loggerDict})


# What the settings hold is hidden whatever it looks like, as it is and as it stands in an address.
HELD = {
    "discord_token": "not/like+any token=at all", "slack_signing_secret": "0123456789abcdef" * 2,
    "slack_bot_token": "xoxb-é-ünlike", "slack_app_token": "xapp-" + "z" * 500,
    "database_url": "postgresql://quoth:p%40ss%2Fword@db.example/quoth",
}  # fmt: skip


def test_no_logger_of_any_module_lets_a_secret_out_as_json() -> None:
    """Each line is one object of the same few fields, and none of them holds any of it."""
    out = io.StringIO()
    logs.configure(Settings(log_format="json", log_level="DEBUG", **HELD), out)  # type: ignore[arg-type]
    secrets = [*SHAPES, *HELD.values(), *map(quote, HELD.values())]
    names = every_logger()
    for name in names:
        log = logging.getLogger(name)
        # A library may have made it quieter than what it says in need.
        log.error("%s and %r", " ".join(secrets), {"token": secrets}, extra={"token": secrets[0]}, stack_info=True)
        try:
            fail("\n".join(secrets))
        except RuntimeError:
            log.critical("failed with %s", secrets, exc_info=True)
    said = out.getvalue()
    lines = [json.loads(line) for line in said.splitlines()]

    assert len(names) > 100
    assert len(lines) == 2 * len(names)
    assert {key for line in lines for key in line} == {"time", "level", "logger", "message", "exception"}
    shown = "\n".join(value for line in lines for value in (line["message"], line.get("exception", "")))
    for shape in secrets:
        longest = max(re.split(r"[/@: ]", shape), key=len)
        assert longest not in shown, longest
    assert "hunter2" not in shown
    assert "p%40ss" not in shown


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (OSError(errno.EMFILE, "Too many open files"), "no file descriptors are left; ulimit -n allows more"),
        (OSError(errno.ENFILE, "Too many open files in system"), "no file descriptors are left; ulimit -n allows more"),
        (FileNotFoundError(errno.ENOENT, "No such file"), ""),
        (ValueError("Too many open files"), ""),
    ],
)
def test_a_lack_of_descriptors_is_no_error_of_ours(error: Exception, told: str) -> None:
    """The log says it in a line."""
    assert lack_of_descriptors(error) == told
