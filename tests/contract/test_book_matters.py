"""What the doctor says of the workspaces' packs and books, on both engines: a line once there is something to say."""

from datetime import timedelta

from bot.app.retention import LEFT
from bot.app.rows.book_matters import BookMatterRows
from bot.chat.messages import Mark
from bot.cli.book_health import MOST_FEEDS, book_findings
from bot.library.followed import Followed
from bot.library.model import DecidedBy
from bot.library.rows.feeds import FeedRows
from bot.privacy.rows.departures import DepartureRows
from bot.storage.transaction import Transaction
from tests.builders import ALICE, BOB, NOON, later
from tests.contract.test_own_words import OTHERS, WHOSE, ZOE, brought
from tests.contract.test_suggestions import suggest
from tests.world import World

DAY = 86_400.0


async def told(world: World, days: float = 0) -> list[str]:
    """The lines, each with ✗ where something has to be mended."""
    matters = await world.services.store.read(lambda tx: tx[BookMatterRows].look())
    found = book_findings(matters, later(days * DAY))
    return [f"{'✗ ' if one.mark is Mark.WRONG else ''}{one.sentence}" for one in found]


async def follow(world: World, title: str, failures: int = 0) -> None:
    """A feed that failed so often in a row."""
    new = Followed(
        id=0, workspace_id=WHOSE, link=f"https://feed.invalid/{title}.xml", title=title, speaker="",
        by=DecidedBy(ALICE.id, ALICE.name), at=NOON, since=NOON, next_at=NOON,
    )  # fmt: skip
    values = {"failures": failures, "problem": "no answer." if failures else ""}

    def keep(tx: Transaction) -> None:
        held = tx[FeedRows].follow(new, lease=60)
        assert held is not None
        assert tx[FeedRows].settle(held, next_at=NOON, values=values)

    await world.services.store.write(keep)


async def test_where_nothing_waits_nothing_is_told(world: World) -> None:
    """Samples are nobody's, and a feed that works is no matter."""
    await follow(world, "kettles")

    assert await told(world) == []


async def test_speakers_who_are_no_member(world: World) -> None:
    """Each once, until somebody says who they are; nothing of a workspace that the bot left."""
    await brought(world, 1, "talk")
    await brought(world, 101, "more")
    assert await told(world) == [
        "4 of 4 speakers of the workspaces' own packs are linked to no member: /privacy link says who is who."
    ]
    await world.ask(ZOE, "privacy link", speaker=ZOE.name)
    for name in OTHERS[:2]:
        await world.ask(ALICE, "privacy link", manager=True, speaker=name, member=name.split()[0].casefold())
    assert (await told(world))[0].startswith("1 of 4 speakers of the workspaces' own packs is linked to no member")
    await world.ask(ALICE, "privacy link", manager=True, speaker=OTHERS[2], member="ravi")
    assert await told(world) == []


async def test_suggestions_that_wait(world: World) -> None:
    """Quotes and questions, until a manager looked."""
    await suggest(world)
    await world.ask(BOB, "quiz add", question="Who feeds the cat?", right="Ines")

    assert await told(world) == [
        "Suggested and not looked at by a manager: 1 quote and 1 question. /quotes review shows what waits."
    ]


async def test_feeds_that_fail(world: World) -> None:
    """Each with its reason; of many the first ones."""
    for n in range(MOST_FEEDS + 2):
        await follow(world, f"kettles {n}", failures=2)
    found = await told(world)

    assert found[0].startswith(
        "✗ The podcast “kettles 0” (terminal:local) failed 2 times in a row: no answer. Mend its"
    )
    assert found[MOST_FEEDS:] == ["✗ 2 more feeds cannot be looked at."]


async def test_workspaces_whose_deletion_is_due(world: World) -> None:
    """On which day, and when that day is over for long that nobody did it."""
    await brought(world, 1, "talk")
    await world.services.store.write(lambda tx: tx[DepartureRows].leave(WHOSE, NOON))

    due = f"{NOON + timedelta(days=LEFT.days):%d %B %Y}"
    (soon,) = await told(world)
    assert soon == f"1 workspace removed the bot; the first is deleted on {due}. quoth admin workspaces lists them."
    (late,) = await told(world, LEFT.days + 3)
    assert late.startswith("✗ 1 workspace should be deleted by now, the first since ")
