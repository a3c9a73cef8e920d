"""A member's own words: linked, never quoted, forgotten; on both engines, and by every road."""

import json
import random
from dataclasses import replace
from pathlib import Path

import pytest

from bot.chat.incoming import PressId, User
from bot.chat.messages import File, Listing
from bot.games.model import GameState
from bot.games.rows.games import GameRows
from bot.library import withholding
from bot.library.cache import LibraryCache
from bot.library.imports import store
from bot.library.index import QuoteIndex
from bot.library.library import View
from bot.library.model import Imported, Outcome
from bot.library.pack_directions import PackDirections
from bot.library.refusals import NumberRemoved
from bot.library.wording import CONTEXT
from bot.meaning.choice import choose
from bot.privacy.wording import FORGET
from content.model import Pack
from content.packs import read_transcript_text
from tests.builders import ALICE, BOB, HERE
from tests.searched import places
from tests.world import Silent, World, refused, words

ZOE = User(id="u-zoe-71", name="Zoe Thackeray")
WHOSE = HERE.workspace_id
SUBJECTS = (
    "lighthouse",
    "kettle",
    "orchard",
    "ferry",
    "telescope",
    "harbour",
    "violin",
    "glacier",
    "compass",
    "bakery",
)
VERBS = ("repairs", "outlives", "forgives", "teaches", "measures", "borrows", "interrupts", "remembers", "paints")
ENDS = ("every winter", "without asking", "before breakfast", "at the wrong moment", "for the neighbours", "in silence")
OTHERS = ("Ben Osei", "Ines Moreau", "Ravi Anand")


def talk(seed: int, *, label: str = "Zoe Thackeray", turns: int = 24) -> str:
    """A transcript of four people; what each says is said by nobody else."""
    rng, said, told = random.Random(seed), set[str](), []
    voices = (label, *OTHERS)
    for n in range(turns):
        lines: list[str] = []
        while len(lines) < 2:
            one, other = rng.sample(SUBJECTS, 2)
            line = f"A {one} {rng.choice(VERBS)} the oldest {other} {rng.choice(ENDS)}, and nobody ever writes it down."
            if line not in said:
                said.add(line)
                lines.append(line)
        told.append(f"{voices[n % 4]}: {' '.join(lines)}")
    return "\n\n".join(told)


def pack_of(text: str, name: str) -> Pack:
    """The transcript, read."""
    return read_transcript_text(text, name)


async def brought(
    world: World, seed: int, name: str, *, label: str = "Zoe Thackeray", everyone: bool = False
) -> Imported:
    """That talk, kept for the workspace."""
    whose = None if everyone else WHOSE
    return await store(world.services, pack_of(talk(seed, label=label), name), workspace_id=whose)


async def own(world: World) -> dict[int, str]:
    """Zoe's quotes as everybody may see them now: number → text."""
    view = await withholding.shown_to_anybody(world.services, WHOSE)
    found = {}
    for number, _ in view.numbers(view.library.packs.values()):
        quote = view.get(number)
        if quote is not None and quote.quote.speaker and "thackeray" in quote.quote.speaker.casefold():
            found[number] = quote.quote.text
    return found


async def linked(world: World, user: User = ZOE) -> None:
    """Zoe is Zoe Thackeray."""
    assert "from now on" in words(await world.ask(user, "privacy link", speaker="Zoe Thackeray"))


async def test_who_a_speaker_is_says_a_manager_or_who_is_called_so(world: World) -> None:
    """Nobody takes another one's name."""
    await brought(world, 1, "talk")

    assert "Only a manager can say who Zoe Thackeray is" in refused(
        await world.ask(BOB, "privacy link", speaker="zoe thackeray")
    )
    assert "Nobody called “Nora Pell”" in refused(await world.ask(BOB, "privacy link", speaker="Nora Pell"))
    assert "You are Zoe Thackeray from now on in 1 pack" in words(
        await world.ask(ZOE, "privacy link", speaker="zoe thackeray")
    )
    assert "linked to another member" in refused(await world.ask(BOB, "privacy link", speaker="Zoe Thackeray"))
    assert "Ben Osei is the member" in words(
        await world.ask(ALICE, "privacy link", manager=True, speaker="Ben Osei", member="bob")
    )
    assert "Ben Osei: member bob" in words(await world.ask(BOB, "privacy link"))
    assert "Zoe" not in words(await world.ask(BOB, "privacy link"))
    assert "linked to nobody any more" in words(await world.ask(BOB, "privacy unlink", speaker="Ben Osei"))


async def test_who_opts_out_is_on_no_road(world: World) -> None:
    """Look-ups, numbers, context, games, daily posts and later episodes; others are quoted as before."""
    await brought(world, 1, "talk")
    before = await own(world)
    assert len(before) >= 3
    await linked(world)
    assert "brings everything back" in words(await world.ask(ZOE, "privacy optout"))
    assert len(await own(world)) == len(before)

    told = words(await world.ask(ZOE, "privacy optout", switch="on"))

    assert f"{len(before)} quotes of Zoe Thackeray vanished" in told
    await brought(world, 2, "later")
    await brought(world, 1, "talk")
    assert await own(world) == {}
    for number, text in before.items():
        assert "was taken out" in refused(await world.ask(BOB, "quote", search=str(number)))
        assert text[:40] not in words(await world.ask(BOB, "whosaid", words=text))
    seen = [words(await world.ask(BOB, "quote")) for _ in range(60)]
    view = await withholding.shown_to_anybody(world.services, WHOSE)
    numbers = [n for n, _ in view.numbers(view.library.packs.values())]
    seen += [words(await world.press(BOB, str(PressId(CONTEXT, str(n))))) for n in numbers]
    shown = await world.ask(ALICE, "quotes review", manager=True, pack="talk")
    for _ in range(20):
        seen.append(words(shown))
        if isinstance(shown, Listing) and len(shown.buttons) > 1:
            shown = await world.press(ALICE, shown.buttons[4].id, manager=True)
    for mode in ("who-said", "finish-the-quote", "missing-word", "true-or-swapped"):
        await world.ask(ALICE, "quiz start", mode=mode, rounds="3", pack="talk")
        for _ in range(3):
            seen.append(words(await world.ask(ALICE, "quiz skip")))
        table = await world.table()
        rounds = await world.services.store.read(lambda tx, of=table.game.id: tx[GameRows].rounds(of))  # type: ignore[misc]
        seen += [str(r.item) for r in rounds]
        await world.ask(ALICE, "quiz stop")
    assert not [s for s in seen if "thackeray" in s.casefold() or any(text in s for text in before.values())]
    assert any("Osei" in s for s in seen)

    assert "may be quoted here again" in words(await world.ask(ZOE, "privacy optout", switch="off"))
    assert before.items() <= (await own(world)).items()


async def test_who_remembers_a_line_of_theirs_is_not_sure_of_somebody_elses(world: World) -> None:
    """Though nothing else is like it; somebody else's own line is found as ever."""
    text = """Zoe Thackeray: Love does not scale, soup does not scale, and my knees certainly do not.

Ben Osei: That is lovely, and it does not scale.

Ines Moreau: The oldest ferry in the harbour borrows its compass from the bakery every winter."""
    await store(world.services, pack_of(text, "soup"), workspace_id=WHOSE)
    await linked(world)
    typed = "love does not scale soup"
    assert "— Zoe Thackeray" in words(await world.ask(BOB, "whosaid", words=typed))

    await world.ask(ZOE, "privacy optout", switch="on")

    assert "Found" not in words(await world.ask(BOB, "whosaid", words=typed))
    assert "Found" in words(await world.ask(BOB, "whosaid", words="lovely and it does not scale"))


async def test_a_manager_cannot_undo_that_by_another_link(world: World) -> None:
    """Neither by parting it nor by saying that somebody else is that speaker."""
    await brought(world, 1, "talk")
    await linked(world)
    await world.ask(ZOE, "privacy optout", switch="on")

    assert "is not quoted here" in refused(
        await world.ask(ALICE, "privacy unlink", manager=True, speaker="Zoe Thackeray")
    )
    assert "is not quoted here" in refused(
        await world.ask(ALICE, "privacy link", manager=True, speaker="Zoe Thackeray", member="bob")
    )
    assert await own(world) == {}


async def test_a_round_with_their_words_counts_for_nothing(world: World) -> None:
    """It is void and its message goes; the game goes on with something else."""
    ansel = User(id="u-ansel-3", name="Ansel Quill")
    await world.ask(ansel, "privacy link", speaker="Ansel Quill")
    view = await withholding.shown_to_anybody(world.services, WHOSE)
    theirs = {n for n, _ in view.numbers(view.library.packs.values()) if _speaker(view, n) == "Ansel Quill"}
    await world.ask(ALICE, "quiz start", mode="who-said", rounds="10", pack="the-round-table")
    hers = None
    for n in range(1, 11):
        table = await world.table()
        if table.round is not None and table.round.quote_number in theirs:
            hers = table.round
            break
        await world.ask(BOB, "quiz answer", text="A")
        await world.ask(ALICE, "quiz skip")
        await world.at(30 * n)
    assert hers is not None

    await world.ask(ansel, "privacy optout", switch="on")

    after = await world.table()
    rounds = {r.id: r for r in await world.services.store.read(lambda tx: tx[GameRows].rounds(after.game.id))}
    assert rounds[hers.id].void
    assert after.game.state is not GameState.OVER
    assert after.round is not None
    assert after.round.id != hers.id
    assert after.round.quote_number not in theirs
    assert "Quill" not in str(after.round.item)


def _speaker(view: View, number: int) -> str | None:
    quote = view.get(number)
    return None if quote is None else quote.quote.speaker


async def test_another_workspace_sees_a_shared_pack_as_before(world: World) -> None:
    """Who opts out does so where they are; what is the installation's stays with the others."""
    await brought(world, 1, "talk", everyone=True)
    other = await world.services.libraries.library("terminal:other")
    await linked(world)
    await world.ask(ZOE, "privacy optout", switch="on")

    assert await own(world) == {}
    again = await world.services.libraries.library("terminal:other")
    assert again.said_by("Zoe Thackeray") == other.said_by("Zoe Thackeray") > 0
    view = await withholding.shown_to_anybody(world.services, "terminal:other")
    text = next(
        q.quote.text
        for n, _ in view.numbers(view.library.packs.values())
        if (q := view.get(n)) and q.quote.speaker == "Zoe Thackeray"
    )
    found = await world.services.libraries.search(view, text, 3)
    assert view.meant(found.match.key).quote.speaker == "Zoe Thackeray"  # type: ignore[union-attr]
    mine = await withholding.shown_to_anybody(world.services, WHOSE)
    hidden = await world.services.libraries.search(mine, text, 3)
    assert "Thackeray" not in str(hidden)
    match = getattr(hidden, "match", None)
    assert match is None or mine.meant(match.key).quote.text != text  # type: ignore[union-attr]


@pytest.mark.parametrize("seed", [11, 12])
async def test_exported_forgotten_and_imported_again_nothing_of_them_is_anywhere(world: World, seed: int) -> None:
    """The whole database is searched for the id, the name and each of their quotes; the numbers stay taken."""
    texts = [talk(seed), talk(seed + 100)]
    await brought(world, seed, "talk")
    await brought(world, seed + 100, "more")
    await linked(world)
    await _lived(world)
    handed = await world.ask(ZOE, "privacy export")
    assert isinstance(handed, File)
    told = json.loads(handed.data)["kept"]
    said = sorted({row["text"] for row in told["quotes"]} | {part for t in told["turns"] for part in _lines(t["text"])})
    assert len(told["quotes"]) >= 4
    assert await places(world.services.store, *said)

    await world.press(ZOE, str(PressId(FORGET, "me")))
    assert await places(world.services.store, ZOE.id, ZOE.name, *said) == set()

    for name, text in (("talk", texts[0]), ("more", texts[1]), ("under-another-name", texts[0])):
        again = await store(world.services, pack_of(text, name), workspace_id=WHOSE)
        assert again.outcome in (Outcome.UNCHANGED, Outcome.DUPLICATE), again
    await brought(world, seed + 200, "next")
    assert await own(world) == {}
    assert await places(world.services.store, ZOE.id, ZOE.name, *said) == set()
    view = await withholding.shown_to_anybody(world.services, WHOSE)
    with pytest.raises(NumberRemoved):
        view.number(told["quotes"][0]["number"])
    assert "asked to be forgotten" not in words(await world.ask(BOB, "quote"))


async def _lived(world: World) -> None:
    """Rounds of hers are asked and answered, one of her quotes is voted on, put right and shared."""
    number = min(await own(world))
    await world.ask(ALICE, "quiz start", mode="who-said", rounds="4", pack="talk")
    for _ in range(4):
        for user in (ZOE, BOB):
            await world.ask(user, "quiz answer", text="A")
        await world.ask(ALICE, "quiz skip")
    await world.ask(BOB, "quote", search=str(number))
    await world.press(BOB, str(PressId("up", str(number))))
    await world.press(ZOE, str(PressId("up", str(number))))
    await world.press(BOB, str(PressId("share", str(number), 3)))
    await world.ask(ALICE, "quotes review", manager=True, pack="talk")
    for verb in ("words", "worded"):
        await world.press(ALICE, str(PressId(verb, f"{number}:0")), manager=True, text="A put right sentence of hers.")
    await world.ask(ALICE, "daily set", manager=True, time="09:00", timezone="UTC", style="guess", pack="talk")
    for _ in range(3):
        await world.ask(ALICE, "daily now", manager=True)


def _lines(text: str) -> list[str]:
    return [part for part in text.split("\n") if part]


async def test_who_was_forgotten_may_come_back(world: World) -> None:
    """By their own word alone: then imports keep again what they say."""
    await brought(world, 1, "talk")
    await linked(world)
    await world.press(ZOE, str(PressId(FORGET, "me")))
    await world.ask(BOB, "privacy optout", switch="off")
    await brought(world, 1, "talk")
    assert await own(world) == {}

    await world.ask(ZOE, "privacy optout", switch="off")
    # An import is another one by its time.
    await world.at(60)
    await brought(world, 1, "talk")

    assert len(await own(world)) >= 3


async def test_nothing_of_them_is_in_the_files_of_the_index(world: World, tmp_path: Path) -> None:
    """Neither in the words nor in the meanings: both are made anew of what is left, and hold no sentence."""
    folder = tmp_path / "derived"
    libraries = LibraryCache(
        world.services.store, QuoteIndex(folder / "index"), PackDirections(choose("").embedder, folder / "meanings")
    )
    on_disk = World(replace(world.services, libraries=libraries), Silent())
    await brought(on_disk, 1, "talk")
    await linked(on_disk)
    theirs = await own(on_disk)
    text = next(iter(theirs.values()))
    assert words(await on_disk.ask(BOB, "whosaid", words=text)).count("Zoe Thackeray")

    await on_disk.press(ZOE, str(PressId(FORGET, "me")))

    assert "Thackeray" not in words(await on_disk.ask(BOB, "whosaid", words=text))
    await libraries.forget()
    await libraries.close()
    held = [path.read_bytes().lower() for path in folder.rglob("*") if path.is_file()]
    wanted = [ZOE.id, "thackeray", *theirs.values()]
    assert held
    assert not [word for word in wanted for data in held if word.lower().encode() in data]
