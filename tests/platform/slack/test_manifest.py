"""The app manifest is whole, minimal, and what Slack's own schema takes."""

import json
import subprocess
import sys
from typing import Any

import jsonschema
import pytest

from adapters.slack.manifest import EVENTS, OPTIONAL_SCOPES, SCOPES, manifest
from bot.app.catalogue import REGISTRY
from bot.errors import ConfigError
from tests.shared import SLACK_MANIFEST, needs

URL = "https://quoth.example.org/slack/events"


def validate(made: dict[str, Any]) -> None:
    """By Slack's own schema."""
    jsonschema.validate(made, json.loads(SLACK_MANIFEST.read_text(encoding="utf-8")))


@needs(SLACK_MANIFEST)
@pytest.mark.parametrize("prefix", ["", "acme-"])
@pytest.mark.parametrize("url", ["", URL])
def test_it_validates(prefix: str, url: str) -> None:
    """Both ways in, with and without a prefix."""
    validate(manifest(REGISTRY, prefix=prefix, url=url))


@pytest.mark.parametrize("prefix", ["", "acme-"])
@pytest.mark.parametrize("url", ["", URL])
def test_it_has_every_command_and_one_way_in(prefix: str, url: str) -> None:
    """The address where there is one, Socket Mode where there is none."""
    made = manifest(REGISTRY, prefix=prefix, url=url)

    roots = {f"/{prefix}{c.name.split()[0]}" for c in REGISTRY}
    assert {c["command"] for c in made["features"]["slash_commands"]} == roots
    assert made["settings"]["socket_mode_enabled"] == (not url)
    assert json.dumps(made).count(URL) == (len(roots) + 2 if url else 0)


@needs(SLACK_MANIFEST)
def test_for_many_workspaces_slack_knows_where_to_come_back_to() -> None:
    """By signed HTTP at the same address."""
    made = manifest(REGISTRY, many="https://quoth.example.org/")
    validate(made)

    assert made["oauth_config"]["redirect_urls"] == ["https://quoth.example.org/slack/oauth"]
    assert made["settings"]["event_subscriptions"]["request_url"] == URL
    assert made["settings"]["socket_mode_enabled"] is False
    assert "redirect_urls" not in manifest(REGISTRY, url=URL)["oauth_config"]
    for wrong in ("http://quoth.example.org", "https://quoth.example.org/slack", "quoth"):
        with pytest.raises(ConfigError, match="--many"):
            manifest(REGISTRY, many=wrong)


@needs(SLACK_MANIFEST)
def test_the_schema_can_say_no() -> None:
    """Or the test above would prove nothing."""
    made = manifest(REGISTRY)
    made["features"]["slash_commands"][0]["command"] = "quote"

    with pytest.raises(jsonschema.ValidationError):
        validate(made)


def test_it_asks_for_no_more_than_is_used() -> None:
    """Nothing that reads channels is required; every scope says what it is for."""
    made = manifest(REGISTRY)["oauth_config"]["scopes"]

    assert made == {"bot": list(SCOPES), "bot_optional": list(OPTIONAL_SCOPES)}
    assert not any("history" in scope for scope in made["bot"])
    assert all({**SCOPES, **OPTIONAL_SCOPES}.values())
    assert manifest(REGISTRY)["settings"]["event_subscriptions"]["bot_events"] == sorted(EVENTS)


@pytest.mark.parametrize(
    ("given", "told"),
    [({"prefix": "A b"}, "--prefix"), ({"prefix": "x" * 30}, "at most"), ({"url": "http://x"}, "https://")],
)
def test_what_slack_would_not_take_is_told(given: dict[str, str], told: str) -> None:
    """One sentence, before it is pasted."""
    with pytest.raises(ConfigError, match=told):
        manifest(REGISTRY, **given)


def test_the_command_prints_it() -> None:
    """As JSON on standard output; a mistake is exit code 2."""
    command = [sys.executable, "-m", "bot", "manifest", "slack"]
    done = subprocess.run([*command, "--url", URL], capture_output=True, text=True, check=True)
    wrong = subprocess.run([*command, "--url", "ftp://x"], capture_output=True, text=True, check=False)

    assert json.loads(done.stdout) == manifest(REGISTRY, url=URL)
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert "https://" in wrong.stderr
