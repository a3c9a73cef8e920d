"""Whatever a reply holds, Discord takes it: limits, escaping, and Discord's own description of a message."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.discord.forms import modal
from adapters.discord.layout import V2
from adapters.discord.markdown import fitted, plain, sentence, size
from adapters.discord.outgoing import render
from bot.app.catalogue import REGISTRY
from bot.chat.forms import Field, FieldKind, Form
from bot.chat.messages import (
    Button,
    Candidate,
    Candidates,
    ClosedRound,
    Help,
    HelpEntry,
    Listing,
    Lobby,
    Mark,
    Notice,
    OpenRound,
    Option,
    Passage,
    QuoteCard,
    Reply,
    Scoreboard,
    Standing,
)
from bot.workspace.help import page as help_page
from tests.platform.discord import openapi
from tests.platform.discord.stage import TEXT, parts
from tests.shared import DISCORD_API, needs

WORDS = st.one_of(
    st.text(max_size=60),
    st.sampled_from(["@everyone ", "<@&1> ", "*_~`|>#-[](\\", "😀", "מה ", "a. ", "x"]).flatmap(
        lambda piece: st.integers(1, 5000).map(lambda n: (piece * n)[:6000])
    ),
)
SOME = WORDS.filter(lambda t: bool(t.strip()))
MOMENT = st.none() | st.integers(1, 2**32).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))
BUTTON = st.builds(
    Button, id=st.text("abc.1", min_size=1, max_size=100), label=st.text("abc ", min_size=1, max_size=75)
)
BUTTONS = st.lists(BUTTON, max_size=8).map(tuple)
CARD = st.builds(
    QuoteCard, number=st.integers(1, 9999), text=SOME, verbatim=st.booleans(), speaker=SOME, credit=SOME, lead=WORDS,
    note=WORDS, link=st.sampled_from(["", "https://example.org/?t=12", "ftp://x", "https://x/" + "y" * 600]),
    buttons=BUTTONS,
)  # fmt: skip
CANDIDATE = st.builds(Candidate, text=SOME, verbatim=st.booleans(), credit=SOME, button=BUTTON)
OPTION = st.builds(Option, letter=st.sampled_from("ABCDEFGH"), text=SOME, button=BUTTON)
STANDINGS = st.lists(
    st.builds(Standing, rank=st.integers(1, 300), name=SOME, points=st.integers(0, 10**6)), max_size=40
).map(tuple)


def some(strategy: st.SearchStrategy[Any], least: int, most: int) -> st.SearchStrategy[tuple[Any, ...]]:
    """So many of them."""
    return st.lists(strategy, min_size=least, max_size=most).map(tuple)


REPLIES: st.SearchStrategy[Reply] = st.one_of(
    CARD,
    st.builds(Candidates, intro=SOME, candidates=some(CANDIDATE, 1, 5)),
    st.builds(Passage, title=SOME, lines=some(st.tuples(WORDS, SOME), 1, 7), credit=SOME),
    st.builds(
        Lobby, heading=SOME, teams=some(st.tuples(SOME, some(SOME, 1, 30)), 0, 5), prompt=WORDS, begins_at=MOMENT,
        buttons=BUTTONS,
    ),
    st.builds(
        OpenRound, round_id=st.just("r"), heading=SOME, stem=SOME, stimulus=WORDS, options=some(OPTION, 0, 8),
        prompt=SOME, closes_at=MOMENT, answered=WORDS, form=st.none() | BUTTON, buttons=BUTTONS,
    ),
    st.builds(
        ClosedRound, round_id=st.just("r"), heading=SOME, stem=SOME, stimulus=WORDS,
        options=some(st.tuples(st.sampled_from("ABCD"), SOME, st.booleans()), 0, 8), answer=SOME, right=st.just(()),
        summary=SOME, typed=WORDS, explanation=WORDS, quote=st.none() | CARD, buttons=BUTTONS,
    ),
    st.builds(
        Scoreboard, title=SOME, standings=STANDINGS, teams=STANDINGS, final=st.booleans(), closing=WORDS,
        buttons=BUTTONS,
    ),
    st.builds(
        Help, title=SOME, intro=WORDS, closing=WORDS,
        entries=some(st.builds(HelpEntry, usage=SOME, summary=SOME, example=SOME), 0, 40),
    ),
    st.builds(Listing, title=SOME, lines=some(WORDS, 0, 50), closing=WORDS, buttons=BUTTONS),
    st.builds(Notice, text=SOME, mark=st.sampled_from(Mark), buttons=BUTTONS),
    st.builds(
        Form, id=st.just("q1.x.y.0"), title=st.text("abc", min_size=1, max_size=24), instead=SOME,
        fields=some(
            st.builds(
                Field, name=st.text("abc", min_size=1, max_size=20), label=st.text("abc", min_size=1, max_size=45),
                limit=st.integers(1, 10**8), kind=st.sampled_from(FieldKind), required=st.booleans(),
                hint=st.text("abc", max_size=100),
            ), 1, 5,
        ),
    ),
)  # fmt: skip


@given(REPLIES)
@settings(max_examples=150, deadline=None)
def test_discord_takes_every_reply(reply: Reply) -> None:
    """By Discord's description, and by the limits that it does not hold."""
    message = render(reply)
    openapi.check("POST", "/channels/1/messages", message)
    everything = parts(message["components"])

    assert message["flags"] == V2
    assert message["allowed_mentions"] == {"parse": []}
    assert len(everything) <= 40
    assert sum(size(c["content"]) for c in everything if c["type"] == TEXT) <= 4000
    assert all(c["content"].strip() for c in everything if c["type"] == TEXT)
    assert "@everyone" not in str(message)
    assert not re.search(r"(?<!\\)<[@#:]", "".join(c["content"] for c in everything if c["type"] == TEXT))
    if isinstance(reply, Form):
        openapi.check("POST", "/interactions/1/t/callback", {"type": 9, "data": modal(reply)})


@needs(DISCORD_API)
def test_the_check_refuses_what_discord_refuses() -> None:
    """An unknown key, a text that is too long, a path that is not there."""
    good = render(Notice(text="Yes."))
    openapi.check("POST", "/channels/1/messages", good)
    for bad in ({**good, "embed": {}}, {**good, "components": [{"type": TEXT, "content": "x" * 4001}]}):
        with pytest.raises(jsonschema.ValidationError):
            openapi.check("POST", "/channels/1/messages", bad)
    with pytest.raises(AssertionError):
        openapi.check("POST", "/chanels/1/messages", good)


SHOWN = [
    ("plain words", "plain words"),
    ("*bold* _it_ ~~no~~ `code` ||spoiler||", r"\*bold\* \_it\_ \~\~no\~\~ \`code\` \|\|spoiler\|\|"),
    ("# title\n> quote\n- item\n1. one\n-# small", "\\# title\n\\> quote\n\\- item\n1\\. one\n\\-# small"),
    ("a-b #3 1.5 > 1", "a-b #3 1.5 > 1"),
    ("[text](https://x.y/a_b_c)", r"\[text\](https://x.y/a_b_c)"),
    ("https://x.y/a_b_c and a_b", r"https://x.y/a_b_c and a\_b"),
    ("@everyone and @here", "@\u200beveryone and @\u200bhere"),
    (
        "<@123456789012345678> <#1> <@&2> <:x:1> <t:1:R>",
        "\\<@\u200b123456789012345678> \\<#1> \\<@&2> \\<:x:1> \\<t:1:R>",
    ),
    ("back\\slash", r"back\\slash"),
]


@pytest.mark.parametrize(("text", "shown"), SHOWN)
def test_text_is_shown_as_it_was_written(text: str, shown: str) -> None:
    """No markup, nobody pinged, addresses whole."""
    assert plain(text) == shown


def test_a_long_quote_is_cut_at_a_sentence() -> None:
    """And says so."""
    text = "One sentence about the kettle. " * 200

    assert fitted(text, 500).endswith("kettle. …")
    assert 400 < size(fitted(text, 500)) <= 500
    assert size(fitted("*" * 5000, 100)) <= 100


def test_a_quote_leads_to_the_second_it_was_said() -> None:
    """By a link in its row of buttons; an address Discord would refuse is left out."""
    card = QuoteCard(
        number=1, text="Tea.", verbatim=True, speaker="Ada", credit="#1", link="https://example.org/talk?t=12",
        buttons=(Button(id="q1.context.1.0", label="Context"),),
    )  # fmt: skip
    row = render(card)["components"][0]["components"][-1]["components"]

    assert [(b["style"], b.get("url")) for b in row] == [(2, None), (5, "https://example.org/talk?t=12")]
    assert "url" not in str(render(replace(card, link="javascript:alert(1)")))


def test_no_command_is_left_out_of_the_help() -> None:
    """However many there are: their summaries give way."""
    entries = tuple(
        HelpEntry(usage=f"/quiz do{n}", summary="It does what it says, " * 8, example=f"/quiz do{n}") for n in range(60)
    )
    shown = str(render(Help(title="All", intro="", entries=entries)))

    assert all(f"`/quiz do{n}`" in shown for n in range(60))


def test_help_says_what_each_command_does() -> None:
    """Everything there is in one message: no summary is cut to a word, no option is cut at all."""
    everything = help_page(REGISTRY, "all")
    assert isinstance(everything, Help)
    shown = whole(everything)
    for entry in everything.entries:
        assert plain(" ".join(entry.summary.split()[:4])) in shown, entry.usage
    games = help_page(REGISTRY, "quiz")
    assert isinstance(games, Help)
    shown = whole(games)
    assert "…" not in shown
    assert all(plain(entry.summary.partition("\n")[0]) in shown for entry in games.entries)


def whole(reply: Reply) -> str:
    """All its text."""
    [shown] = render(reply)["components"]
    return "\n".join(part["content"] for part in shown["components"] if "content" in part)


def test_a_page_of_quotes_is_shown_whole() -> None:
    """Its lines are cut before one is left out: the next page goes on behind the last."""
    lines = tuple(f"#{n} “{'*word* ' * 15}” — {'Ada ' * 15}, 1 March 2026 · added by {'Ben ' * 15}" for n in range(10))
    shown = whole(Listing(title="10 quotes", lines=lines, closing="/quotes list page=2 " * 9))

    assert all(f"#{n} “" in shown for n in range(10))


def test_lines_of_a_list_may_belong_under_others() -> None:
    """By the spaces before them."""
    shown = render(Listing(title="Daily", lines=("a quote", "  next: Monday", "a guess")))

    assert "- a quote\n  - next: Monday\n- a guess" in shown["components"][0]["components"][0]["content"]


def test_commands_are_written_as_they_are_typed_here() -> None:
    """`rounds=3` is `rounds:3`, in letters of equal width; what is no command stays."""
    assert sentence("Next: /quiz start rounds=3 for a quick game.") == "Next: `/quiz start rounds:3` for a quick game."
    assert sentence("/quoth help quiz tells *more*.") == "`/quoth help topic:quiz` tells \\*more\\*."
    assert sentence("/quiz join red|blue chooses.") == "`/quiz join` red\\|blue chooses."
    assert (
        sentence("/quote 12, or /daily set 09:00 pack=talk.")
        == "`/quote search:12`, or `/daily set time:09:00 pack:talk`."
    )
    assert sentence("a=b is no command, nor is and/quote") == "a=b is no command, nor is and/quote"
