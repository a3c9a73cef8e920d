"""Whatever a Reply holds, Slack takes it, nobody is mentioned, and everything can be read without blocks."""

from dataclasses import replace

import pytest

from adapters.slack.home import home_view
from adapters.slack.incoming import Origin
from adapters.slack.outgoing import render
from adapters.slack.text import decoded, escape, moment, named
from adapters.slack.views import modal
from bot.chat.forms import Form
from bot.chat.incoming import Place
from bot.chat.messages import Button, Candidates, Home, Listing, Notice, OpenRound, Passage, QuoteCard
from tests.platform.slack.blockkit import message_problems, view_problems
from tests.platform.slack.samples import AT, NASTY, SIZES, every_kind

CAME = Origin(
    key="k", place=Place(platform="slack", workspace="T1", channel="C1", thread="1.2"), user_id="U1", user_name="",
    at=AT, url="https://hooks.example.org/" + "x" * 200,
)  # fmt: skip


@pytest.mark.parametrize("size", SIZES)
def test_slack_takes_every_kind(size: str) -> None:
    """Also with nothing in it, with far too much, and with text that tries to break out."""
    for reply in SIZES[size]():
        message = render(reply)
        problems = message_problems({"text": message.text, "blocks": message.blocks})
        if size == "nothing":
            problems = [p for p in problems if "fallback" not in p]

        assert problems == [], type(reply).__name__
        if isinstance(reply, Form):
            assert view_problems(modal(reply, CAME)) == []
        if isinstance(reply, Home) and size != "nothing":
            assert view_problems(home_view(reply)) == []


@pytest.mark.parametrize("count", [10, 60, 5_000])
def test_a_list_is_cut_at_its_end(count: int) -> None:
    """As much of it as Slack takes, with how it goes on and what can be pressed; a prefix is reckoned in."""
    lines = tuple(f"#{n} “{'word ' * 20}” /quote {n} shows it" for n in range(1, count + 1))
    older = Button(id="x:1", label="Older")
    message = render(Listing(title="Quotes", lines=lines, closing="/quotes list 2", buttons=(older,)), "acme-" * 4)

    assert message_problems({"text": message.text, "blocks": message.blocks}) == []
    shown = sum(f"#{n} “" in str(message.blocks) for n in range(1, count + 1))
    assert shown == count or shown > 30
    assert [block["type"] for block in message.blocks[-2:]] == ["context", "actions"]
    assert ("'…'" in str(message.blocks)) == (shown < count)


def test_the_checker_sees_what_slack_refuses() -> None:
    """Or the test above would prove nothing."""
    long = {"type": "section", "text": {"type": "mrkdwn", "text": "x" * 3001}}
    shout = {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [{"type": "broadcast"}]}]}
    press = {"type": "button", "action_id": "a", "text": {"type": "plain_text", "text": "x" * 76}}

    for blocks in ([long], [shout], [{"type": "actions", "elements": [press]}], [{"type": "divider"}] * 51):
        assert message_problems({"text": "x", "blocks": blocks})
    assert message_problems({"text": "", "blocks": []})
    assert message_problems({"text": "<!here>", "blocks": []})
    assert message_problems({"text": "x", "blocks": [{"type": "alert"}]})
    assert view_problems({"type": "modal", "title": {"type": "plain_text", "text": "x" * 25}, "blocks": [long]})


def test_words_come_out_as_they_were_said() -> None:
    """Escaped where Slack reads signs, untouched where it reads none."""
    card = QuoteCard(number=1, text="a < b & *c*", verbatim=True, speaker="D", credit="#1 · <E>")
    message = render(card)

    assert "“a < b & *c*”" in str(message.blocks)
    assert "#1 · &lt;E&gt;" in str(message.blocks)
    assert "a &lt; b &amp; *c*" in message.text


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("&lt;b&gt; &amp;amp;", "<b> &amp;"),
        ("<@U1|maya> in <#C1|general> &lt;3", "@maya in #general <3"),
        ("<https://example.org|example> <mailto:a@b.c>", "example mailto:a@b.c"),
        ("tea \ud800", "tea ?"),
        ("<!subteam^S1|@hosts> or <!subteam^S1>, <!here>", "@hosts or @user-group, @here"),
        ("<#C0123456|> by <!date^1700000000^{date_short}|Nov 14>", "#unknown-channel by Nov 14"),
        ("<!date^1700000000^{date_short}>", "14 November 2023"),
        ("&lt;!DOCTYPE html&gt; a &lt;b|c&gt; d", "<!DOCTYPE html> a <b|c> d"),
    ],
)
def test_what_slack_encodes_is_undone(typed: str, meant: str) -> None:
    """Before anything is looked up or judged."""
    assert named(decoded(typed)) == meant


def test_commands_get_their_prefix_and_quotes_do_not() -> None:
    """In every kind of reply; what people said about a command stays as they said it."""
    for reply in every_kind("Type /quiz start rounds=3 or /quotes packs.", 2):
        shown = str(render(reply, "acme-").blocks)
        if isinstance(reply, QuoteCard | Passage | Candidates):
            assert "/acme-" not in shown
        elif "/acme-" in shown:
            assert "/acme-quiz start rounds=3" in shown
    notice = render(Notice(text="Type /quiz start rounds=3, not and/or; /quoth help tells."), "acme-")
    assert notice.text == "Type /acme-quiz start rounds=3, not and/or; /acme-quoth help tells."


def test_escaping_breaks_every_mention() -> None:
    """And a moment is the one sign of ours that is left."""
    assert escape(NASTY).count("<") == 0
    assert "@here" not in escape(NASTY)
    assert moment(AT) == "<!date^1772366430^{time_secs}|12:00:30 UTC>"


def test_a_refusal_has_no_sign_and_a_receipt_has_one() -> None:
    """Words first; the sign stands beside them."""
    assert render(Notice(text="No.")).text == "No."


def test_a_question_that_stays_open_for_days_says_on_which_day_it_closes() -> None:
    """A round of a game closes within minutes: there the seconds count. Where nothing runs, nothing is counted."""
    asked = OpenRound(
        round_id="x", heading="Guess", stem="Who?", stimulus="", options=(), prompt="A–D.", closes_at=AT, for_days=True
    )

    assert "^{date_short_pretty} {time}|2026-03-01 12:00 UTC>" in str(render(asked).blocks)
    assert "^{time_secs}|" in str(render(replace(asked, for_days=False)).blocks)
    assert "<!date" not in str(render(replace(asked, closes_at=None)).blocks)
