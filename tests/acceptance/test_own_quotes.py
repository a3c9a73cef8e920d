"""What is somebody's own: what they suggested, what they added, what they said, and the name they have."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.chat.forms import Form
from bot.chat.incoming import User
from bot.chat.messages import File, Home, Notice, QuoteCard
from tests.builders import ALICE, BOB
from tests.world import Silent, World, opened, refused, words

CARL = User(id="u-carl", name="Carl")
SAID = "Nobody mends the kettle by night."


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    """Alice manages; Bob and Carl do not."""
    async with opened(tmp_path, Silent()) as made:
        yield made


async def add(world: World, who: User = BOB, text: str = SAID, by: str = "Carl") -> str:
    """A quote by hand; its number."""
    told = words(await world.ask(who, "quotes add", quote=text, by=by, manager=who is ALICE))
    return told.partition("#")[2].split()[0]


async def suggest(world: World, text: str = SAID) -> str:
    """The same where managers look first."""
    await world.ask(ALICE, "settings set", name="suggestions", value="yes", manager=True)
    return await add(world, text=text)


async def test_a_suggestion_is_told_to_whoever_made_it_and_to_managers_alone(world: World) -> None:
    """Others have no such quote; that it waits stands in the list of one's own, and on the page of managers."""
    number = await suggest(world)

    assert f"#{number} waits for a manager" in refused(await world.ask(BOB, "quote", search=number))
    assert "/quotes review deals it" in refused(await world.ask(ALICE, "quote", search=number, manager=True))
    assert f"There is no quote #{number}" in refused(await world.ask(CARL, "quote", search=number))
    assert f"You suggested #{number}, which waits for a manager" in words(
        await world.ask(BOB, "quotes list", added="me")
    )
    assert number not in words(await world.ask(CARL, "quotes list", added="me"))
    page = await world.ask(ALICE, "quoth home", manager=True)
    assert isinstance(page, Home)
    assert "1 quote: /quotes review" in words(page)
    assert "/quotes review" not in words(await world.ask(BOB, "quoth home"))


async def test_a_suggestion_is_taken_back_by_whoever_made_it(world: World) -> None:
    """However late; nobody else can, and it is dealt to no manager."""
    number = await suggest(world)
    await world.at(3600)

    assert f"There is no quote #{number}" in refused(await world.ask(CARL, "quotes delete", number=number))
    assert "taken out again" in words(await world.ask(BOB, "quotes delete", number=number))
    assert "was taken out" in refused(await world.ask(BOB, "quote", search=number))
    assert SAID not in words(await world.ask(ALICE, "quotes review", manager=True))
    assert "Suggested by members" not in words(await world.ask(ALICE, "quoth home", manager=True))


async def test_who_said_it_takes_it_out(world: World) -> None:
    """Once it is known who they are; they change nothing, and a manager sees who it was."""
    number = await add(world)
    told = refused(await world.ask(CARL, "quotes delete", number=number))
    assert "whoever said it may take it out: /privacy link says who you are" in told
    await world.ask(CARL, "privacy link", speaker="Carl")
    refused(await world.ask(CARL, "quotes edit", number=number))

    assert "is taken out" in words(await world.ask(CARL, "quotes delete", number=number))
    assert "was taken out" in refused(await world.ask(ALICE, "quote", search=number, manager=True))
    assert "Carl took it out" in words(await world.ask(ALICE, "quotes history", number=number, manager=True))
    other = await add(world, text="Tea is a plan with milk.", by="Ida")
    assert "may take it out" in refused(await world.ask(CARL, "quotes delete", number=other))


async def exported(world: World, who: User) -> str:
    """What the file of their own says."""
    reply = await world.ask(who, "quotes export")
    assert isinstance(reply, File), words(reply)
    return reply.data.decode()


async def test_a_member_exports_what_they_added_and_what_they_said(world: World) -> None:
    """And nothing of others."""
    assert "nothing here is known to be yours" in refused(await world.ask(BOB, "quotes export"))
    await add(world)
    await add(world, who=ALICE, text="Tea is a plan with milk.", by="Ida")

    assert SAID in await exported(world, BOB)
    assert "milk" not in await exported(world, BOB)
    refused(await world.ask(CARL, "quotes export"))
    await world.ask(CARL, "privacy link", speaker="Carl")
    assert SAID in await exported(world, CARL)
    assert "milk" not in await exported(world, CARL)


async def test_who_is_never_quoted_is_not_by_their_name_either(world: World) -> None:
    """Though nobody called so spoke here before; whoever is called otherwise is, and it ends with the way back."""
    told = words(await world.ask(CARL, "privacy optout", switch="on"))
    assert "nothing is kept under your name here, Carl" in told
    for name in ("Carl", "carl", "@Carl"):
        assert "is not quoted here" in refused(await world.ask(BOB, "quotes add", quote=SAID, by=name))
    assert isinstance(await world.ask(BOB, "quotes add", quote=SAID, by="Carla"), QuoteCard)

    await world.ask(CARL, "privacy optout", switch="off")
    assert isinstance(await world.ask(BOB, "quotes add", quote="Lunch is at noon.", by="Carl"), QuoteCard)


async def test_what_is_known_to_be_somebodys_vanishes_whoever_is_named(world: World) -> None:
    """Their own quotes, though no speaker is linked to them any more; and none is added that is known to be theirs."""
    number = await add(world, who=CARL, by="me")
    assert "Carl: member" in words(await world.ask(ALICE, "privacy link", manager=True))
    await world.ask(ALICE, "privacy unlink", speaker="Carl", manager=True)
    await world.ask(ALICE, "quotes speaker", speaker="Carl", name="Karl", manager=True)
    assert SAID in words(await world.ask(BOB, "quote", search=number))
    await world.ask(CARL, "privacy optout", switch="on")

    assert "is not quoted here" in refused(await world.ask(BOB, "quote", search=number))
    assert SAID not in words(await world.ask(BOB, "whosaid", words=SAID))
    assert SAID not in words(await world.ask(BOB, "quotes list", speaker="Karl"))
    told = refused(await world.ask(CARL, "quotes add", quote="Tea is a plan with milk.", by="me"))
    assert "Carl is not quoted here" in told
    await world.ask(CARL, "privacy optout", switch="off")
    assert SAID in words(await world.ask(BOB, "quote", search=number))


async def test_a_name_that_another_may_have_stays_theirs(world: World) -> None:
    """Who speaks here under it already is asked about, not silenced; nor is somebody else's name taken."""
    number = await add(world)
    told = words(await world.ask(CARL, "privacy optout", switch="on"))
    assert "Still quoted here: Carl (1 quote). Is that you? /privacy link speaker=Carl" in told
    assert SAID in words(await world.ask(BOB, "quote", search=number))
    await world.ask(CARL, "privacy link", speaker="Carl")
    assert "is not quoted here" in refused(await world.ask(BOB, "quote", search=number))
    twin = User(id="u-other", name="Carl")
    told = words(await world.ask(twin, "privacy optout", switch="on"))
    assert "under your name" not in told
    links = await world.ask(ALICE, "privacy link", manager=True)
    assert words(links).count("Carl: member") == 1


async def test_another_name_in_the_book_is_undone_but_for_what_was_put_right_since(world: World) -> None:
    """By whoever gave it, for ten minutes; whoever is linked to the new name is told nothing for each quote."""
    first, second = await add(world), await add(world, text="Tea is a plan with milk.")
    renamed = await world.ask(ALICE, "quotes speaker", speaker="carl", name="Karl", manager=True)
    assert "2 quotes of Carl now stand under Karl" in words(renamed)
    assert isinstance(renamed, Notice)
    form = await world.ask(BOB, "quotes edit", number=second)
    assert isinstance(form, Form)
    await world.press(BOB, form.id, quote="Tea is a plan with milk.", by="Ida")

    undo = renamed.buttons[0].id
    assert "Nothing changed" in words(await world.press(BOB, undo, manager=True))
    assert "1 quote stands under the name it had before" in words(await world.press(ALICE, undo, manager=True))
    assert "— Carl" in words(await world.ask(BOB, "quote", search=first))
    assert "— Ida" in words(await world.ask(BOB, "quote", search=second))
    assert "Nothing changed" in words(await world.press(ALICE, undo, manager=True))
    late = await world.ask(ALICE, "quotes speaker", speaker="Carl", name="Karl", manager=True)
    await world.at(601)
    assert isinstance(late, Notice)
    assert "more than ten minutes ago" in refused(await world.press(ALICE, late.buttons[0].id, manager=True))
