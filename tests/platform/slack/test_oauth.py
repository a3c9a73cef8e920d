"""How a workspace adds the bot by its page, and what may go wrong on the way: a sentence, and nothing changed."""

import json
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

from adapters.slack.manifest import SCOPES
from bot.delivery.clock import SystemClock
from bot.installations.keys import new_key
from bot.installations.register import STATE_SECONDS
from bot.installations.rows import InstallStateRows
from tests.platform.slack.many import Browser, Many, many_running
from tests.platform.slack.workspace import no

KEY = new_key()


@pytest.fixture
async def many(tmp_path: Path) -> AsyncIterator[Many]:
    """A bot in no workspace, and Acme, which may add it."""
    async with many_running(tmp_path, KEY) as made:
        await made.slack.team("T0ACME", "Acme <b>& Co")
        yield made


async def kept(many: Many) -> list[str]:
    """The workspaces the bot is in."""
    return [each.about.workspace_id for each in await many.register.all() if each.is_there]


async def test_the_page_runs_and_loads_nothing_and_says_what_it_must(many: Many) -> None:
    """Its one link leads to Slack, with every right; who looks at its head alone begins nothing."""
    browser = many.browser()
    page = await browser.open("/slack/install")
    policy = page.headers["Content-Security-Policy"]

    assert page.status == 200
    assert {"default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'"} <= set(policy.split("; "))
    assert "unsafe" not in policy
    assert "<script" not in page.html
    assert (page.headers["Cache-Control"], page.headers["X-Content-Type-Options"]) == ("no-store", "nosniff")
    assert page.html.count("href=") == 1
    assert all(scope in page.html.partition("href=")[2].partition(">")[0] for scope in SCOPES)
    for words in ("Add to Slack", "Privacy", "/privacy forget", "30 days", "Support", "/quoth help"):
        assert words in page.text
    async with many.http.get(many.address + "/slack/install") as answer:
        given = answer.headers["Set-Cookie"]
    assert all(word in given for word in ("Secure", "HttpOnly", "SameSite=Lax", "Max-Age=600"))
    async with many.http.head(many.address + "/slack/install") as answer:
        assert answer.status == 405


async def test_a_workspace_adds_the_bot_and_it_answers_there(many: Many) -> None:
    """At once; its name on the page is only words."""
    browser = many.browser()
    page = await browser.add(many.slack.grant("T0ACME"))
    assert page.status == 200
    assert "Quoth is in Acme <b>& Co now" in page.text
    assert "<b>" not in page.html
    assert browser.cookie == ""
    assert await kept(many) == ["slack:T0ACME"]
    installation = await many.register.find("slack:T0ACME")
    assert installation is not None
    assert (installation.installed_by, installation.about.bot_id) == ("UALICE", "B0QUOTH")

    acme = many.slack.teams["T0ACME"]
    await many.people("T0ACME").command("bob", "/quote 12")
    await acme.until(lambda: [s for s in acme.shown if "#12" in s.text])
    assert acme.complaints == []


async def _another_browser(many: Many, browser: Browser) -> str:
    state = await browser.begin()
    browser.cookie = (await _begun(many)).cookie
    return f"state={state}&code={many.slack.grant('T0ACME')}"


async def _without_cookie(many: Many, browser: Browser) -> str:
    state = await browser.begin()
    browser.cookie = ""
    return f"state={state}&code={many.slack.grant('T0ACME')}"


async def _used(many: Many, browser: Browser) -> str:
    state = await browser.begin()
    cookie = browser.cookie
    await browser.open(f"/slack/oauth?state={state}&error=access_denied")
    browser.cookie = cookie
    return f"state={state}&code={many.slack.grant('T0ACME')}"


async def _old(many: Many, browser: Browser) -> str:
    state = await browser.begin()
    later = SystemClock().now().timestamp() + STATE_SECONDS
    at = SystemClock().now().fromtimestamp(later, SystemClock().now().tzinfo)
    # Whoever begins then lets those go that are over.
    await many.register.store.write(lambda tx: tx[InstallStateRows].issue("x", at, seconds=60, most=9))
    return f"state={state}&code={many.slack.grant('T0ACME')}"


async def _begun(many: Many) -> Browser:
    other = many.browser()
    await other.begin()
    return other


def _granted(**facts: Any) -> Callable[[Many, Browser], Any]:
    async def go(many: Many, browser: Browser) -> str:
        return f"state={await browser.begin()}&code={many.slack.grant('T0ACME', **facts)}"

    return go


def _query(query: str) -> Callable[[Many, Browser], Any]:
    async def go(_: Many, browser: Browser) -> str:
        return query.replace("STATE", await browser.begin())

    return go


WRONG: dict[str, tuple[Callable[[Many, Browser], Any], str]] = {
    "no state": (_query("code=1"), "begin with the page that adds Quoth"),
    "nothing at all": (_query(""), "begin with the page"),
    "a state of nobody's": (_query("state=abc&code=1"), "Another browser"),
    "another browser's": (_another_browser, "Another browser"),
    "no cookie": (_without_cookie, "Another browser"),
    "used": (_used, "used already"),
    "old": (_old, "older than ten minutes"),
    "cancelled": (_query("state=STATE&error=access_denied"), "You cancelled it"),
    "turned down": (_query("state=STATE&error=%3Cscript%3Einvalid_scope"), "did not let Quoth be added"),
    "no code": (_query("state=STATE"), "without what adds Quoth"),
    "a code of nobody's": (_query("state=STATE&code=wrong"), "invalid_code"),
    "no bot": (_granted(token_type="user", access_token="xoxp-1"), "no access for a bot"),
    "no token": (_granted(access_token=""), "no access for a bot"),
    "without a right": (_granted(scope="commands,users:read"), "did not grant chat:write"),
    "an organisation without a workspace": (
        _granted(team=None, enterprise={"id": "E1", "name": "Big"}), "named an organisation and no workspace"
    ),
    "an organisation without itself": (_granted(team=None, is_enterprise_install=True), "and no workspace"),
    "another workspace": (_granted(team={"id": "T0OTHER", "name": "Other"}), "two different workspaces"),
    "a guest": (_granted(who="gil"), "Guests cannot add Quoth"),
    "a guest of one channel": (_granted(who="gus"), "Guests cannot add Quoth"),
    "nobody known": (_granted(who="nobody"), "does not say who you are"),
}  # fmt: skip


@pytest.mark.parametrize("what", WRONG)
async def test_what_goes_wrong_is_one_sentence_and_changes_nothing(many: Many, what: str) -> None:
    """Whoever begins again adds the bot."""
    acme = many.slack.teams["T0ACME"]
    for name, guest in (("gil", "is_restricted"), ("gus", "is_ultra_restricted")):
        acme.users[acme.user(name)][guest] = True
    how, told = WRONG[what]
    browser = many.browser()
    page = await browser.open(f"/slack/oauth?{await how(many, browser)}")

    assert told in page.text
    assert "<script" not in page.html
    assert "default-src 'none'" in page.headers["Content-Security-Policy"]
    assert await kept(many) == []
    assert (await many.browser().add(many.slack.grant("T0ACME"))).status == 200


@pytest.mark.parametrize("what", ["a guest", "without a right"])
async def test_what_is_not_taken_leaves_nothing_at_slack_s_but_takes_nothing_away(many: Many, what: str) -> None:
    """A token of no use is given back, unless the bot is there by it."""
    facts: dict[str, Any] = {"who": "gil"} if what == "a guest" else {"scope": "commands"}
    acme = many.slack.teams["T0ACME"]
    acme.users[acme.user("gil")]["is_restricted"] = True
    assert (await many.browser().add(many.slack.grant("T0ACME", **facts))).status == 400
    assert many.slack.revoked == ["T0ACME"]

    await many.added("T0ACME", "Acme")
    assert (await many.browser().add(many.slack.grant("T0ACME", **facts))).status == 400
    assert many.slack.revoked == ["T0ACME"]
    assert await kept(many) == ["slack:T0ACME"]


async def test_added_twice_everything_stays_as_it_is(many: Many) -> None:
    """By another member too."""
    await many.added("T0ACME", "Acme")
    before = await many.register.find("slack:T0ACME")
    page = await many.browser().add(many.slack.grant("T0ACME", "bob"))
    after = await many.register.find("slack:T0ACME")

    assert before is not None
    assert after is not None
    assert "already, and everything there stays" in page.text
    assert (after.installed_by, after.installed_at) == (before.installed_by, before.installed_at)


async def test_an_organisation_adds_it_for_all_its_workspaces(many: Many) -> None:
    """Its id stands for one."""
    big = {"id": "E1", "name": "Big"}
    page = await many.browser().add(many.slack.grant("T0ACME", team=None, enterprise=big, is_enterprise_install=True))

    assert "Quoth is in Big now" in page.text
    assert await kept(many) == ["slack:E1"]


async def test_while_slack_does_not_answer_nothing_is_changed(many: Many) -> None:
    """It is told, with the way to begin again."""
    many.slack.failures.append(web.Response(status=503, text="{}", content_type="application/json"))
    page = await many.browser().add(many.slack.grant("T0ACME"))
    assert "Slack does not answer at the moment: begin again" in page.text
    many.slack.failures.append(no("bad_client_secret"))
    assert "bad_client_secret" in (await many.browser().add(many.slack.grant("T0ACME"))).text

    assert await kept(many) == []


async def test_no_page_shows_a_secret(many: Many, caplog: pytest.LogCaptureFixture) -> None:
    """Nor does the log."""
    await many.added("T0ACME", "Acme")
    token = many.slack.teams["T0ACME"].token
    page = await many.browser().open("/slack/install")

    shown = json.dumps(page.headers) + page.html + caplog.text
    assert not [s for s in (token, "local-client-secret", KEY) if s in shown]
