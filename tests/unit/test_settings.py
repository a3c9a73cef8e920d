"""The knobs: what they mean, that every mistake is told at once with its remedy, and that secrets stay secret."""

from pathlib import Path

import pytest

from bot.app.configuration import SECRETS, Settings, environment, read
from bot.errors import ConfigError


def test_nothing_set_is_enough() -> None:
    """Defaults that work on one's own machine."""
    settings = read({})

    assert settings.database_url.startswith("sqlite:///")
    assert (settings.http_host, settings.http_port, settings.tick_seconds) == ("127.0.0.1", 8080, 30)


def test_a_secret_may_come_from_a_file_and_is_never_shown(tmp_path: Path) -> None:
    """As container platforms hand them over."""
    (tmp_path / "token").write_text("a-discord-token\n")
    settings = read({"DISCORD_TOKEN_FILE": str(tmp_path / "token"), "DATABASE_URL": "postgresql://u:pass@db/q"})

    assert settings.discord_token == "a-discord-token"
    assert "a-discord-token" in settings.secrets
    assert "a-discord-token" not in repr(settings)
    assert "pass" not in repr(settings)


MANY = {
    "SLACK_CLIENT_ID": "1.2", "SLACK_CLIENT_SECRET": "c", "SLACK_SIGNING_SECRET": "s",
    "QUOTH_PUBLIC_URL": "https://quoth.example.org", "QUOTH_SECRET_KEYS": "first-key, second-key",
}  # fmt: skip


def test_slack_for_many_is_asked_for_its_keys_and_nobody_else_is() -> None:
    """Each key is a secret of its own; one workspace with its token in the environment needs none."""
    settings = read(MANY)
    assert settings.secret_keys == ("first-key", "second-key")
    assert {"first-key", "second-key", "c"} <= set(settings.secrets)
    assert "first-key" not in repr(settings)
    assert settings.is_for_many

    one = read({"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1"})
    assert (one.is_for_many, one.secret_keys) == (False, ())


@pytest.mark.parametrize(
    ("environ", "sentence"),
    [
        ({"DATABASE_URL": "mysql://x"}, "DATABASE_URL is not understood"),
        ({"HTTP_PORT": "70000"}, "HTTP_PORT is “70000”: it takes a whole number from 0 to 65535."),
        ({"HTTP_PORT": "²"}, "HTTP_PORT is “²”"),
        ({"QUOTH_SEED": "--7"}, "QUOTH_SEED is “--7”"),
        ({"QUOTH_TICK_SECONDS": "0"}, "QUOTH_TICK_SECONDS is “0”"),
        ({"QUOTH_LOG_LEVEL": "loud"}, "QUOTH_LOG_LEVEL is “LOUD”: it takes one of DEBUG, INFO, WARNING, ERROR."),
        ({"QUOTH_LOG_FORMAT": "xml"}, "QUOTH_LOG_FORMAT is “xml”"),
        ({"QUOTH_TRANSCRIPTS": "/nowhere/at/all"}, "QUOTH_TRANSCRIPTS names /nowhere/at/all, which is no folder"),
        ({"DISCORD_API_BASE": "localhost:1"}, "DISCORD_API_BASE is “localhost:1”"),
        ({"DISCORD_GATEWAY_URL": "http://localhost"}, "DISCORD_GATEWAY_URL is “http://localhost”"),
        ({"SLACK_BOT_TOKEN": "xapp-1", "SLACK_APP_TOKEN": "xapp-1"}, "SLACK_BOT_TOKEN does not begin with xoxb-"),
        ({"SLACK_BOT_TOKEN": "xoxb-1"}, "SLACK_BOT_TOKEN is set alone"),
        ({"SLACK_SIGNING_SECRET": "s"}, "SLACK_BOT_TOKEN is not set"),
        ({"QUOTH_JOBS": "celery"}, "QUOTH_JOBS is “celery”: it takes one of embedded, procrastinate."),
        ({"QUOTH_JOBS": "procrastinate"}, "QUOTH_JOBS is procrastinate, which needs PostgreSQL"),
        ({"DATABASE_URL": "postgresql://[::1"}, "DATABASE_URL is not understood"),
        ({"DATABASE_URL": "postgresql://h:port/d"}, "DATABASE_URL is not understood"),
        (MANY | {"SLACK_BOT_TOKEN": "xoxb-1"}, "SLACK_BOT_TOKEN is for one workspace and SLACK_CLIENT_ID for many"),
        (MANY | {"SLACK_CLIENT_ID": ""}, "SLACK_CLIENT_ID is not set"),
        (MANY | {"SLACK_CLIENT_SECRET": ""}, "SLACK_CLIENT_SECRET is not set"),
        (MANY | {"SLACK_SIGNING_SECRET": ""}, "SLACK_SIGNING_SECRET is not set"),
        (MANY | {"QUOTH_PUBLIC_URL": ""}, "QUOTH_PUBLIC_URL is not set"),
        (MANY | {"QUOTH_PUBLIC_URL": "http://quoth.example.org"}, "Slack comes back to https:// addresses alone"),
        (MANY | {"QUOTH_SECRET_KEYS": " , "}, "quoth admin keys --new prints one"),
        ({"DISCORD_TOKEN_FILE": "/nowhere"}, "DISCORD_TOKEN_FILE names /nowhere, which cannot be read"),
    ],
    ids=lambda v: next(iter(v)) if isinstance(v, dict) else "",
)
def test_a_mistake_is_one_sentence_with_its_remedy(environ: dict[str, str], sentence: str) -> None:
    """It names the knob."""
    with pytest.raises(ConfigError) as raised:
        read(environ)

    assert len(raised.value.problems) == 1
    assert sentence in raised.value.problems[0]


@pytest.mark.parametrize("name", SECRETS)
@pytest.mark.parametrize("held", [b"", b" \n", b"\xff\xfea\0b\0"])
def test_a_secret_that_is_not_in_its_file_is_told(tmp_path: Path, name: str, held: bytes) -> None:
    """It was not mounted, say: nothing is taken in its place."""
    (tmp_path / "secret").write_bytes(held)
    with pytest.raises(ConfigError) as raised:
        read({f"{name}_FILE": str(tmp_path / "secret")})

    assert f"{name}_FILE names {tmp_path}/secret, which" in raised.value.problems[0]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "latin-1", "utf-32"])
def test_an_env_file_in_another_encoding_is_told(tmp_path: Path, encoding: str) -> None:
    """PowerShell's own is UTF-16."""
    (tmp_path / ".env").write_bytes("# für Zürich\nQUOTH_SEED=7\n".encode(encoding))
    with pytest.raises(ConfigError, match=r"\.env is not written in UTF-8"):
        environment({}, tmp_path)


def test_an_env_file_may_begin_with_a_mark(tmp_path: Path) -> None:
    """Windows editors write one; the environment wins."""
    (tmp_path / ".env").write_text("QUOTH_SEED=7\nHTTP_PORT=1\n", encoding="utf-8-sig")

    assert environment({"HTTP_PORT": "2"}, tmp_path) == {"QUOTH_SEED": "7", "HTTP_PORT": "2"}


def test_all_mistakes_are_told_at_once() -> None:
    """Not one a start."""
    with pytest.raises(ConfigError) as raised:
        read({"HTTP_PORT": "x", "QUOTH_SEED": "y", "QUOTH_LOG_LEVEL": "z"})

    assert len(raised.value.problems) == 3


def test_every_secret_is_a_setting() -> None:
    """So that none is left out of what is hidden."""
    full = Settings(
        database_url="a", discord_token="b", slack_bot_token="c", slack_app_token="d", slack_signing_secret="e"
    )

    assert full.secrets == ("a", "b", "c", "d", "e")
