"""Samples: they rest in look-ups beside real packs, say what they are wherever they show; claims are nobody's words."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from adapters.discord.outgoing import render as on_discord
from adapters.slack.outgoing import render as on_slack
from bot.chat.incoming import MessageRef, Place, Request
from bot.chat.messages import Candidates, ClosedRound, Notice, QuoteCard, Reply
from bot.cli.whosaid_ import as_json, as_text
from bot.library.imports import store
from bot.library.lookup import Found, Match, NotFound, Result, Unsure, said_first
from bot.library.lookups import look_up
from tests.builders import ALICE, HERE, later, pack
from tests.world import Silent, World, opened, words

HERON = "A heron waits longer than any committee and catches more."
FEAR, CLAIM = (
    "backups can smell fear",
    "Small models lean too much on memory, whereas large ones may find representations",
)


class Posts(Silent):
    """What is posted and edited."""

    def __init__(self) -> None:
        self.shown: list[Reply] = []

    async def post(self, place: Place, reply: Reply, nonce: str) -> MessageRef:
        """Kept."""
        self.shown.append(reply)
        return await super().post(place, reply, nonce)

    async def edit(self, ref: MessageRef, reply: Reply) -> None:
        """Kept as well."""
        self.shown.append(reply)


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    """The samples, and nobody playing."""
    async with opened(tmp_path, Posts()) as made:
        yield made


async def imported(world: World) -> World:
    """With a real pack beside them."""
    await store(world.services, pack("birds", HERON), workspace_id=HERE.workspace_id)
    return world


async def test_samples_rest_in_look_ups_beside_a_real_pack(world: World) -> None:
    """By words, by speaker and while typing; in chats and on the command line."""
    assert isinstance(await world.ask(ALICE, "whosaid", words=FEAR), QuoteCard)
    await imported(world)

    assert isinstance(await world.ask(ALICE, "whosaid", words=FEAR), Notice)
    assert isinstance(await world.ask(ALICE, "quote", search="gudrun"), Notice)
    assert isinstance((await look_up(world.services, HERE.workspace_id, FEAR, 5))[1], NotFound)
    typed = Request(key="t", place=HERE, user=ALICE, at=later(1), command="quote")
    assert await world.engine.complete(typed, "search", FEAR) == ()
    assert await world.engine.complete(typed, "search", "gudr") == ()


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"rounds": "3"}, "so the samples are asked about too"),
        ({"rounds": "3", "pace": "solo"}, "so the samples are asked about too"),
        ({"rounds": "3", "pack": "birds"}, "There is nothing to ask"),
        ({"rounds": "3", "mode": "who-said"}, "no “Who said it” question"),
    ],
)
async def test_samples_are_asked_about_until_there_is_a_game_without_them(
    world: World, options: dict[str, str], told: str
) -> None:
    """In a mixed game alone; who chose something else gets that or hears that there is none."""
    await imported(world)
    asked = Request(key="s", place=HERE, user=ALICE, at=later(1), command="quiz start", options=options)
    assert told in words(await world.engine.handle(asked))


@pytest.mark.parametrize("search", ["the-round-table", "from The round table", "#39"])
async def test_named_by_pack_or_number_they_are_there(world: World, search: str) -> None:
    """Who asks for them gets them, marked."""
    shown = await (await imported(world)).ask(ALICE, "quote", search=search)

    assert isinstance(shown, QuoteCard)
    assert "A sample that came with Quoth." in shown.note


async def test_another_workspace_still_finds_them(world: World) -> None:
    """One's packs put nobody else's samples to rest."""
    await imported(world)

    assert isinstance((await look_up(world.services, "test:elsewhere", FEAR, 5))[1], Found)


async def test_a_claim_says_that_nobody_said_it_so(world: World) -> None:
    """On a card, among candidates, while typing, on the command line; without quotation marks."""
    card = await world.ask(ALICE, "whosaid", words=CLAIM)
    assert isinstance(card, QuoteCard)
    several = await world.ask(ALICE, "whosaid", words="memory")
    assert isinstance(several, Candidates)
    typed = Request(key="t", place=HERE, user=ALICE, at=later(1), command="quote")
    suggested = await world.engine.complete(typed, "search", CLAIM)
    view, result = await look_up(world.services, HERE.workspace_id, CLAIM, 5)

    assert card.speaker == "John Schulman, claimed, in our words"
    assert f"“{card.text}" not in words(card)
    assert next(c.credit for c in several.candidates if not c.verbatim).endswith("claimed, in our words · sample")
    assert suggested[0].label.startswith("John Schulman · claimed, in our words · sample: ")
    assert "— John Schulman, claimed, in our words, #" in as_text(view, result)
    assert "A sample that came with Quoth." in as_text(view, result)
    assert '"verbatim": false, "sample": true' in as_json(view, result)


async def test_a_reveal_marks_its_quote(world: World) -> None:
    """A sample and a claim, on every platform."""
    await world.ask(ALICE, "quiz start", mode="hand-written", pack="interview-in-brief", rounds="1", pace="relaxed")
    await world.ask(ALICE, "quiz skip")
    posts = world.outbox._messengers[HERE.platform]
    assert isinstance(posts, Posts)
    reveal = next(r for r in posts.shown if isinstance(r, ClosedRound))

    for shown in (words(reveal), str(on_discord(reveal)), on_slack(reveal).text):
        assert "claimed, in our words" in shown
        assert "A sample that came with Quoth." in shown


SAID, CLAIMED, OTHER = Match(1, 0.9), Match(20, 0.95), Match(2, 0.4)


@pytest.mark.parametrize(
    ("result", "expected"),
    [
        (Found(CLAIMED), Found(CLAIMED)),
        (Found(CLAIMED, (OTHER,)), Unsure((OTHER, CLAIMED))),
        (Found(SAID, (CLAIMED, OTHER)), Found(SAID, (OTHER, CLAIMED))),
        (Unsure((CLAIMED, SAID, OTHER)), Unsure((SAID, OTHER, CLAIMED))),
        (NotFound(), NotFound()),
    ],
)
def test_a_claim_outranks_nothing_that_was_said(result: Result, expected: Result) -> None:
    """And is Found only where nothing that was said may be meant."""
    assert said_first(result, lambda number: number < 10, 5) == expected


def test_no_more_are_shown_than_asked_for() -> None:
    """What was said is taken from further down."""
    many = Unsure((*(Match(n, 0.5) for n in range(20, 25)), Match(1, 0.3)))

    assert [m.key for m in getattr(said_first(many, lambda number: number < 10, 3), "matches", ())] == [1, 20, 21]
