"""Transcripts handed over in a chat: as a file, as pasted text; whose they are, and why they are refused."""

import re
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.chat.forms import Form
from bot.chat.incoming import Press, PressId, Request, Upload
from bot.chat.messages import Listing, Notice, Reply
from bot.library.bringing_wording import BRING, BROUGHT, LIMIT
from bot.library.bringing_wording import form as bring_form
from bot.library.proposals import Proposals
from tests.builders import ALICE, BOB, HERE, quotes_of
from tests.searched import places
from tests.world import World, opened, refused, words

FIXTURES = Path(__file__).parents[1] / "unit" / "content" / "fixtures"
ELSEWHERE = replace(HERE, workspace="elsewhere")
PLAN = """Tom Ashby: I like my coffee the way I like my deploys, cold and slightly regretted.
Ben Osei: A heron waits longer than any committee, and it catches more fish in the end.
Tom Ashby: Courage is a rollout on Friday at five with the phone left in the drawer.
Ben Osei: The kettle is the only colleague who tells everybody when it has had enough.
"""
PROSE = b"Nobody said a word about the broken lamp until the morning came."


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    """The samples, and nobody playing."""
    async with opened(tmp_path) as made:
        yield made


def fixture(name: str) -> Upload:
    """A file as somebody hands it over."""
    data = (FIXTURES / name).read_bytes()
    return Upload(name=name, size=len(data), data=data)


async def bring(world: World, upload: Upload | None, *, manager: bool = True, key: str = "b1", **options: str) -> Reply:
    """/quotes import with a file, and the word that it may come in."""
    return await world.brought(ALICE, await propose(world, upload, manager=manager, key=key, **options))


async def reported(world: World, upload: Upload, *, manager: bool = True, key: str = "b1", **options: str) -> str:
    """All that is read while a file is brought in."""
    shown = await propose(world, upload, manager=manager, key=key, **options)
    return f"{words(shown)}\n{words(await world.brought(ALICE, shown))}"


async def propose(
    world: World, upload: Upload | None, *, manager: bool = True, key: str = "b1", **options: str
) -> Reply:
    """/quotes import with a file."""
    return await world.engine.handle(
        Request(
            key=key, place=HERE, user=ALICE, at=world.services.clock.now(), command="quotes import", options=options,
            uploads={"file": upload} if upload else {}, manager=manager,
        )
    )  # fmt: skip


async def put(
    world: World, *, manager: bool = True, uploads: dict[str, Upload] | None = None, key: str = "f1", **fields: str
) -> Reply:
    """The form, filled in, and the word that it may come in."""
    return await world.brought(ALICE, await fill(world, manager=manager, uploads=uploads, key=key, **fields))


async def fill(
    world: World, *, manager: bool = True, uploads: dict[str, Upload] | None = None, key: str = "f1", **fields: str
) -> Reply:
    """The form, filled in."""
    return await world.engine.press(
        Press(
            key=key, place=HERE, user=ALICE, at=world.services.clock.now(), id=str(PressId(BROUGHT, "new")),
            fields=fields, uploads=uploads or {}, manager=manager,
        )
    )  # fmt: skip


async def packs(world: World, workspace_id: str) -> list[str]:
    """What a workspace uses, samples left out."""
    library = await world.services.libraries.library(workspace_id)
    return [p.info.name for p in library.packs.values() if not p.info.sample]


async def test_a_file_ends_in_a_report_card(world: World) -> None:
    """Grade, counts, what looks wrong and how it is mended here, the next command; for this workspace only."""
    shown = await propose(world, fixture("library-move.vtt"), name="The move")
    told = await world.brought(ALICE, shown)

    assert isinstance(told, Listing)
    assert told.title == "Imported “the-move”: something to quote, 30 questions"
    assert 'To mend it: /quotes import name="The move" speakers="Bea Ortiz (Guest)=Bea Ortiz"' in words(shown)
    assert "To mend it" not in words(told)
    assert told.closing == "Next: /quiz start pack=the-move"
    assert await packs(world, HERE.workspace_id) == ["the-move"]
    assert await packs(world, ELSEWHERE.workspace_id) == []


async def test_nothing_is_kept_before_somebody_says_so(world: World) -> None:
    """The whole database is searched; who brought it says it, once, and for an hour; others cannot, nor managers."""
    shown = await propose(world, fixture("library-move.vtt"), name="The move")
    assert isinstance(shown, Listing)
    assert shown.title == "“the-move” can come in: something to quote, 30 questions"
    assert shown.closing == "Nothing of it is kept yet; it waits for an hour."
    assert 'To mend it: /quotes import name="The move" speakers="Bea Ortiz (Guest)=Bea Ortiz"' in words(shown)
    assert await places(world.services.store, "the-move", "Bea Ortiz", "Tomas Lindqvist") == set()
    take, leave = (button.id for button in shown.buttons)
    for button in (take, leave):
        assert "waits no longer" in refused(await world.press(BOB, button, manager=True))
        assert "for managers" in refused(await world.press(ALICE, button))

    assert "Imported “the-move”" in words(await world.press(ALICE, take, manager=True))
    assert await packs(world, HERE.workspace_id) == ["the-move"]
    for button in (take, leave):
        assert "waits no longer" in refused(await world.press(ALICE, button, manager=True))


async def test_what_is_left_out_is_gone(world: World) -> None:
    """By its button, by whoever wants to be forgotten, and once the pack is of another name meanwhile."""
    shown = await propose(world, fixture("library-move.vtt"))
    left = await world.press(ALICE, shown.buttons[1].id, manager=True)  # type: ignore[union-attr]
    assert "nothing of it was kept" in words(left)
    shown = await propose(world, fixture("library-move.vtt"), key="b2")
    world.services.drop_typed(HERE.workspace_id, ALICE.id)
    assert "waits no longer" in refused(await world.press(ALICE, shown.buttons[0].id, manager=True))  # type: ignore[union-attr]
    assert await packs(world, HERE.workspace_id) == []


async def test_a_new_edition_says_what_it_would_change(world: World) -> None:
    """Numbers that stay, what is new and what goes, before it goes."""
    await bring(world, Upload(name="plan.txt", size=len(PLAN), data=PLAN.encode()))
    more = "\n".join(PLAN.splitlines()[1:]) + "\nTom Ashby: A map is a promise that somebody else has to walk.\n"
    shown = await propose(world, Upload(name="plan.txt", size=len(more), data=more.encode()), key="b2")
    assert "A new edition of “plan”" in words(shown)
    assert "3 quotes keep their numbers, 1 new, 1 gone" in words(shown)
    library = await world.services.libraries.library(HERE.workspace_id)
    assert any("deploys" in q.quote.text for q in quotes_of(library, "plan"))


async def test_the_good_half_of_a_table_comes_in_once_somebody_says_so(world: World) -> None:
    """How many rows cannot be read is one sentence; what has too many cells is given to nobody."""
    rows = [f"Nobody reads plan {n} before it is on fire.,Ada Novak\nHe said, well, no,Ben\n" for n in range(9)]
    table = ("quote,speaker\n" + "".join(rows)).encode()
    upload = Upload(name="list.csv", size=len(table), data=table)
    shown = words(await propose(world, upload))

    assert "9 of 18 entries cannot be read: only the others come in" in shown
    assert "more cells than the table has names, so it was passed over (lines 3, 5, 7, 9, 11 and 4 more)" in shown
    assert await packs(world, HERE.workspace_id) == []
    assert "Imported “list”" in words(await bring(world, upload, key="b2"))


async def test_the_report_says_what_waits_for_a_manager(world: World) -> None:
    """And counts no round with it; what was kept waits no more, nor does it when the same comes in again."""
    said = "Tom Ashby: My salary is a number that I tell everybody, because secrets are heavier than money.\n"
    upload = Upload(name="plan.txt", size=0, data=(said + PLAN).encode())
    told = await reported(world, replace(upload, size=len(upload.data)))
    library = await world.services.libraries.library(HERE.workspace_id)
    (secret,) = [q for q in quotes_of(library, "plan") if "salary" in q.quote.text]

    assert "1 quote speaks of pay, health, layoffs or customers, or strongly, and no game asks" in told
    assert "/quotes review pack=plan deals them" in told
    await world.press(ALICE, str(PressId("keep", f"{secret.number}:0")), manager=True)
    again = Upload(
        name="plan.txt", size=0, data=(said + PLAN + "Ben Osei: One more thing nobody asked for.\n").encode()
    )
    assert "speaks of" not in await reported(world, replace(again, size=len(again.data)), key="b2")


async def test_the_report_counts_what_stands(world: World) -> None:
    """Not what somebody said who is never quoted here, however often the file comes in."""
    upload = Upload(name="plan.txt", size=len(PLAN), data=PLAN.encode())
    assert "by 2 voices" in await reported(world, upload)
    await world.ask(ALICE, "privacy link", manager=True, speaker="Ben Osei")
    await world.ask(ALICE, "privacy optout", manager=True, switch="on")
    library = await world.services.libraries.library(HERE.workspace_id)
    left = len(quotes_of(library, "plan"))
    await world.ask(ALICE, "quotes remove", manager=True, pack="plan")
    told = await reported(world, upload, key="b2")

    assert f"{left} quotes from" in told
    assert "by 1 voice" in told
    assert "more in it stay away: dropped here, or of people who are not quoted" in told
    assert "Who said it" not in told
    assert f"with the same {left} quotes" in words(await bring(world, upload, key="b3"))


async def test_a_speaker_map_mends_labels(world: World) -> None:
    """Given with the command."""
    await bring(world, fixture("library-move.vtt"), speakers="Bea Ortiz (Guest)=Bea Ortiz, Priya Raman=Priya")
    library = await world.services.libraries.library(HERE.workspace_id)

    assert [s.name for s in library.pack("library-move").speakers] == ["Priya", "Tomas Lindqvist", "Bea Ortiz"]
    assert "I cannot take “Bea” as what labels mean" in refused(
        await bring(world, fixture("otter.txt"), key="b2", speakers="Bea")
    )


async def test_a_pack_that_came_in_wrong_is_put_right(world: World) -> None:
    """By the command and by the form: names, numbers kept, and what changed is told; the place keeps one pack."""
    await bring(world, fixture("library-move.vtt"))
    library = await world.services.libraries.library(HERE.workspace_id)
    before = [q.number for q in quotes_of(library, "library-move")]
    told = await reported(world, fixture("library-move.vtt"), key="b2", speakers="Priya Raman=Priya", name="Moving")

    assert "Updated “moving” (it was “library-move”)" in told
    assert re.search(r"\d+ quotes? now belongs? to Priya\n", told)
    assert await packs(world, HERE.workspace_id) == ["moving"]
    again = await fill(world, uploads={"file": fixture("library-move.vtt")}, speakers="Priya Raman=Ada Novak")
    assert "to Ada Novak" in words(again)
    await world.brought(ALICE, again)
    library = await world.services.libraries.library(HERE.workspace_id)
    assert [q.number for q in quotes_of(library, "moving")] == before
    same = words(await bring(world, fixture("library-move.vtt"), key="b3", speakers="Priya Raman=Ada Novak"))
    assert same.startswith("Nothing changed: this content is already imported as “moving”\n/quotes import")
    assert 'name="library-move" would rename it' in same


async def test_every_paste_is_a_pack_of_its_own(world: World) -> None:
    """Though nobody named either; a name that is taken is refused."""
    for number, text in enumerate(("otter.txt", "lighthouse.md")):
        pasted = (FIXTURES / text).read_text(encoding="utf-8")
        told = await fill(world, key=f"p{number}", text=pasted)
        await world.brought(ALICE, told)
    assert "“pasted” is another pack, with nothing in common, so this one is “pasted-2”" in words(told)
    assert await packs(world, HERE.workspace_id) == ["pasted", "pasted-2"]
    taken = refused(await bring(world, fixture("library-move.vtt"), name="pasted"))
    assert "“pasted” is the name of another pack, so nothing was changed" in taken
    assert "/quotes packs shows" in taken


async def test_what_gives_no_quote_is_refused_and_the_samples_stay(world: World) -> None:
    """With the reason."""
    short = Upload(name="short.txt", size=20, data=b"Ada: Yes.\nBen: No.\n")
    told = refused(await bring(world, short))

    assert told.startswith("short.txt: no quote comes of it, for it holds only short remarks (2).")
    assert "sample" in words(await world.ask(ALICE, "quote"))


async def test_the_same_delivery_counts_once(world: World) -> None:
    """A platform may repeat itself."""
    first = await bring(world, fixture("otter.txt"))
    assert isinstance(first, Listing)
    assert "already" in refused(await bring(world, fixture("lighthouse.md")))

    assert await packs(world, HERE.workspace_id) == ["otter"]


async def test_without_a_file_the_way_is_shown(world: World) -> None:
    """A button opens the form."""
    told = await bring(world, None)
    assert isinstance(told, Notice)
    form = await world.engine.press(
        Press(key="p", place=HERE, user=ALICE, at=world.services.clock.now(), id=told.buttons[0].id, manager=True)
    )

    assert isinstance(form, Form)
    assert [f.name for f in form.fields] == ["file", "text", "name", "speaker", "speakers"]


async def test_the_form_takes_a_file_or_pasted_text(world: World) -> None:
    """Neither is refused; the name is free."""
    pasted = (FIXTURES / "otter.txt").read_text(encoding="utf-8")
    assert isinstance(await put(world, text=pasted, name="Garden"), Listing)
    assert await packs(world, HERE.workspace_id) == ["garden"]

    assert "neither a file nor a text" in refused(await put(world, text="  "))


LINE = "Ada Novak: Nobody reads the plan until the day it catches fire.\n"
FULL = [(3000, True), (2999, False), (200, False)]


@pytest.mark.parametrize(("length", "doubt"), FULL)
async def test_pasted_text_as_long_as_a_form_takes_may_be_cut(world: World, length: int, doubt: bool) -> None:
    """The form says so before, the report afterwards; and so does the reason why it cannot be read."""
    text = (LINE * 60)[:length]
    told = words(await fill(world, text=text))
    form = bring_form()
    field = next(f for f in form.fields if f.name == "text")

    assert ("3,000" in told) == ("its end is missing" in told) == doubt
    assert ("3,000" in field.label, field.limit) == (True, 3000)


async def test_what_is_cut_and_cannot_be_read_says_both(world: World) -> None:
    """JSON without its end is no JSON. Platforms count in halves of a wide character, and so is it counted here."""
    told = refused(await put(world, text='{"segments": [{"speaker": "Ada Novak", "text": ' + "\N{FIRE}" * 1480))

    assert "its end is missing" in told


async def test_only_managers_bring(world: World) -> None:
    """By command, by button, and by a form that was open already."""
    assert "for managers" in refused(await bring(world, fixture("otter.txt"), manager=False))
    assert "for managers" in refused(await put(world, manager=False, text="Ada: x"))
    opened_by = Press(key="p", place=HERE, user=ALICE, at=world.services.clock.now(), id=str(PressId(BRING, "new")))
    assert "for managers" in refused(await world.engine.press(opened_by))


@pytest.mark.parametrize(
    ("upload", "sentence"),
    [
        (Upload(name="talk.txt", size=LIMIT + 1, data=b""), "larger than 20 MB"),
        (Upload(name="night.txt", size=len(PROSE), data=PROSE), "night.txt: no line names a speaker in a way I know"),
        (Upload(name="talk.pdf", size=9, data=b"%PDF-1.7 "), "it is a PDF"),
        (Upload(name="empty.txt", size=0, data=b""), "it is empty"),
    ],
)
async def test_what_cannot_be_read_is_refused(world: World, upload: Upload, sentence: str) -> None:
    """In one sentence with the way on in a chat; nothing is stored."""
    told = refused(await bring(world, upload))

    assert sentence in told
    assert "--" not in told
    assert await packs(world, HERE.workspace_id) == []
    if upload.name == "night.txt":
        assert isinstance(await bring(world, upload, key="b3", speaker="Ada Novak"), Listing)


async def test_what_gave_way_to_others_says_so(world: World) -> None:
    """Nothing of it was kept, and the next one that is brought has room again; leaving it is no mistake."""
    world.services = world.engine.services = replace(world.services, proposals=Proposals(room=1))
    first, second = [await propose(world, fixture(name), key=name) for name in ("lighthouse.md", "library-move.vtt")]
    assert isinstance(first, Listing)
    assert isinstance(second, Listing)
    bring_in, leave = (button.id for button in first.buttons)

    assert "there was no room for it" in refused(await world.press(ALICE, bring_in, manager=True))
    assert "nothing of it was kept" in words(await world.press(ALICE, leave, manager=True))
    assert await packs(world, HERE.workspace_id) == []
    assert "Imported" in words(await world.press(ALICE, second.buttons[0].id, manager=True))


async def test_no_file_is_asked_for_with_a_command_where_none_can_come(tmp_path: Path) -> None:
    """On Discord a command takes one; on Slack it is the form's, or the menu's of the message that has it."""
    async with opened(tmp_path) as world:
        told = {
            place.platform: words(await world.ask(ALICE, "quotes import", place=place, manager=True))
            for place in (replace(HERE, platform="discord"), replace(HERE, platform="slack"))
        }
    assert "add it as the option file" in told["discord"]
    assert "option file" not in told["slack"]
    assert "press the button to hand one over" in told["slack"]
