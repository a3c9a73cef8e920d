"""A pack in Quoth's own format, imported into an empty workspace, is the original to the last field."""

from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.chat.forms import Form
from bot.chat.incoming import Place, PressId, Upload
from bot.chat.messages import File
from bot.library import withholding
from bot.library.book_model import NewQuote
from bot.library.model import Audience, DecidedBy, PackInfo, StoredPack
from bot.library.rows.book import BookRows
from bot.library.rows.decisions import DecisionRows
from bot.library.rows.packs import PackRows
from bot.library.rows.voices import VoiceRows
from bot.library.rows.votes import VoteRows
from bot.library.wording import CONTEXT
from bot.storage.store import Store
from bot.storage.transaction import Transaction
from content import own_format
from content.decisions import Deciding
from content.errors import UnreadableFile
from content.model import Pack, Turn
from content.packs import read_bytes_as_pack, read_file, read_transcript_text
from content.shipped import shipped_packs
from content.text import clean
from tests.builders import ALICE, BOB, NOON, later
from tests.contract.test_own_words import OTHERS, talk
from tests.world import World, words

FIXTURES = Path(__file__).parents[1] / "unit" / "content" / "fixtures"
HERE, EMPTY = "slack:T1", "slack:T2"
MAYA = DecidedBy("U1", "Maya")


async def keep(store: Store, pack: Pack, workspace_id: str) -> int:
    """Import a pack; its id."""
    done = await store.write(
        lambda tx: tx[PackRows].save(pack, workspace_id=workspace_id, audience=Audience.WORKSPACE, at=NOON)
    )
    return done.info.id


async def loaded(store: Store, pack_id: int) -> tuple[StoredPack, tuple[Turn, ...]]:
    """What the library has of it."""
    (pack,) = await store.read(lambda tx: tx[PackRows].load((pack_id,)))
    return pack, await store.read(lambda tx: tx[PackRows].turns(pack_id, 0, 10**6))


async def exported(store: Store, pack_id: int) -> bytes:
    """The file."""
    return own_format.written(await store.read(lambda tx: tx[PackRows].whole(pack_id))).encode()


def fields(pack: StoredPack, turns: tuple[Turn, ...]) -> dict[str, object]:
    """All that must be the same: whose it is, since when, and numbers are the workspace's."""
    return {
        "name": pack.info.name, "source": pack.info.source, "language": pack.info.language, "speakers": pack.speakers,
        "quotes": [q.quote for q in pack.quotes], "items": pack.items, "dropped": pack.dropped, "turns": turns,
        "passages": list(pack.passages),
    }  # fmt: skip


async def decide(store: Store, number: int, what: Deciding, text: str = "", seconds: float = 1) -> None:
    """One decision of Maya's."""
    await store.write(lambda tx: tx[DecisionRows].decide(number, what, text, MAYA, later(seconds)))


@pytest.mark.parametrize(
    "name", ["lighthouse.md", "library-move.vtt", "firebot.csv", "baeckerei.md", "a sample", "a quiz"]
)
async def test_an_export_imported_elsewhere_is_the_original(name: str, store: Store) -> None:
    """With everything that was decided, dropped, put right, made by hand and joined; votes stay behind."""
    if name == "a sample":
        pack = replace(next(s for s in shipped_packs() if s.name == "interview-in-brief").pack(), sample=False)
    elif name == "a quiz":
        pack = read_bytes_as_pack(b"Who {=Ada ~Ben ~Cy}\n\nWhat {=tea =chai #### Hot}\n", "q.txt", name="quiz")
    else:
        pack = read_file(FIXTURES / name)
    first = await keep(store, pack, HERE)
    before, _ = await loaded(store, first)
    if len(before.quotes) > 5:
        numbers = [q.number for q in before.quotes]
        await decide(store, numbers[0], Deciding.KEEP)
        await decide(store, numbers[1], Deciding.DROP)
        await decide(store, numbers[2], Deciding.WORDS, "Put right, whatever it said.", 2)
        await decide(store, numbers[2], Deciding.WORDS, "Put right once more.", 3)
        await decide(store, numbers[3], Deciding.SPEAKER, "Somebody Else", 4)
        await store.write(lambda tx: tx[VoteRows].cast(HERE, numbers[4], "U1", 1, NOON))
        said = next((p for p in before.passages if len(p.text) > 20), None)
        if said is not None:
            await store.write(lambda tx: tx[DecisionRows].pin(first, said, MAYA, later(5)))
        names = await store.read(lambda tx: tx[VoiceRows].names(first))
        if len(names) > 2:
            await store.write(lambda tx: tx[VoiceRows].join(first, names[1], names[0], "U1", later(6)))
    original = fields(*await loaded(store, first))
    data = await exported(store, first)
    read = read_bytes_as_pack(data, "whatever.json")
    again = await keep(store, read, EMPTY)

    assert fields(*await loaded(store, again)) == original
    assert await exported(store, again) == data
    assert await store.read(lambda tx: tx[VoteRows].tallies(EMPTY)) == {}


async def test_an_export_brings_back_what_it_says_in_the_same_place_too(store: Store) -> None:
    """As a backup of one pack: what was decided since gives way, the numbers stay."""
    first = await keep(store, read_file(FIXTURES / "lighthouse.md"), HERE)
    (one, two, *_), data = (await loaded(store, first))[0].quotes, await exported(store, first)
    original = fields(*await loaded(store, first))
    await decide(store, one.number, Deciding.WORDS, "Something else.")
    await decide(store, one.number, Deciding.WORDS, one.quote.text, 2)
    back = await store.write(
        lambda tx: tx[PackRows].save(
            read_bytes_as_pack(data, "talk.json"),
            workspace_id=HERE,
            audience=Audience.WORKSPACE,
            at=NOON + timedelta(hours=1),
        )
    )
    now, turns = await loaded(store, first)

    assert back.info.id == first
    assert fields(now, turns) == original
    assert [q.number for q in now.quotes][:2] == [one.number, two.number]


LAMPS = "Whoever counts the lamps goes home last."
SEEDS = (7, 8, 9)
SEVERAL = (Deciding.KEEP, Deciding.DROP, Deciding.WORDS, Deciding.WORDS, Deciding.SPEAKER)
WRITTEN = (
    "Nobody reads 👩‍👧 the plan.",
    "“=1+1”, she said; и дождь идёт.",
    "田中さんはお茶を飲む。",
    "Tea\nfirst, {b}, <i>.",
)


@pytest.mark.parametrize("seed", SEEDS)
async def test_whatever_was_done_to_it_comes_back(store: Store, seed: int) -> None:
    """A talk and a book, made and changed by chance."""
    assert await differing(store, seed) == []


async def differing(store: Store, seed: int) -> list[str]:
    """What is another one once a talk and a book of that seed were exported and imported into an empty workspace."""
    chance, found = Random(seed), list[str]()
    told = talk(seed, turns=chance.randrange(4, 24))
    book = await store.write(lambda tx: tx[BookRows].begin(f"{HERE}-{seed}", "book", "Our book", NOON))
    for _ in range(chance.randrange(1, 9)):
        day, link = chance.choice(("", "2026-03-01")), chance.choice(("", "https://example.org/1"))
        text, by = f"{chance.random()} {chance.choice(WRITTEN)}", chance.choice((None, *OTHERS))
        new = NewQuote(text=text, speaker=by, date=day, link=link)
        await store.write(partial(_added, book=book, new=new))
    for pack_id in (await keep(store, read_transcript_text(told, f"talk-{seed}"), f"{HERE}-{seed}"), book.id):
        await meddle(store, pack_id, chance)
        original, data = standing(*await loaded(store, pack_id)), await exported(store, pack_id)
        again = await keep(store, read_bytes_as_pack(data, "whatever.json"), f"{EMPTY}-{seed}")
        now = standing(*await loaded(store, again), book=pack_id == book.id)
        found += [f"{original['name']}: {name}" for name in original if now[name] != original[name]]
        found += [] if await exported(store, again) == data else [f"{original['name']}: exported once more"]
    return found


async def test_a_book_comes_in_elsewhere(world: World) -> None:
    """By the chat: as its quotes stand, without what was taken out, and with nothing beside them but themselves."""
    for text in ("The buld is green and nobody knows why.", "Forget the merger called Marmalade, please.", LAMPS):
        await world.ask(ALICE, "quotes add", quote=text, by="Ida Roth", date="2026-03-01")
    numbers = await world.services.store.read(lambda tx: sorted(tx[BookRows].added_to(range(1, 99))))
    await world.ask(ALICE, "quotes delete", number=str(numbers[1]), manager=True)
    form = await world.ask(ALICE, "quotes edit", number=str(numbers[0]), manager=True)
    assert isinstance(form, Form)
    filled = {f.name: f.value for f in form.fields}
    await world.press(ALICE, form.id, manager=True, **{**filled, "quote": "The build is green."})  # type: ignore[arg-type]
    file = await world.ask(ALICE, "quotes export", format="quoth", pack="book", manager=True)
    assert isinstance(file, File)
    there = Place(platform="terminal", workspace="far-away", channel="general")
    asked = replace(
        world.request(BOB, "quotes import", place=there, manager=True),
        uploads={"file": Upload(name=file.name, size=len(file.data), data=file.data)},
    )
    shown = await world.engine.handle(asked)
    told = words(await world.brought(BOB, shown, place=there))

    assert "Imported “book”" in told, told
    view = await withholding.shown_to_anybody(world.services, there.workspace_id)
    quote, other = view.listed(p for p in view.library.packs.values() if p.info.name == "book")
    assert (quote.quote.text, quote.quote.speaker) == ("The build is green.", "Ida Roth")
    assert (quote.quote.date, quote.quote.edited) == ("2026-03-01", False)
    context = words(await world.press(BOB, str(PressId(CONTEXT, str(quote.number))), place=there))
    assert "The build is green." in context
    assert "buld" not in context
    assert LAMPS not in context
    assert "Context" not in str(await world.ask(BOB, "quote", search=str(other.number), place=there))
    assert b"Marmalade" not in file.data


async def test_a_book_brought_back_doubles_nothing(world: World) -> None:
    """What stands in it is known by its words and speaker, what was taken out of it stays away; the rest can come."""
    for text in ("Tea first.", "Nobody reads the manual.", LAMPS):
        await world.ask(ALICE, "quotes add", quote=text, by="Ida Roth")
    file = await world.ask(ALICE, "quotes export", format="quoth", pack="book", manager=True)
    assert isinstance(file, File)
    brought = {"file": Upload(name=file.name, size=len(file.data), data=file.data)}
    again = replace(world.request(ALICE, "quotes import", manager=True), uploads=brought)

    same = words(await world.engine.handle(again))
    assert same.startswith("Nothing changed: 3 quotes are in “book” already\n"), same
    numbers = await world.services.store.read(lambda tx: sorted(tx[BookRows].added_to(range(1, 99))))
    await world.ask(ALICE, "quotes delete", number=str(numbers[1]), manager=True)
    out = words(await world.engine.handle(replace(again, key="again")))
    assert out.startswith("Nothing changed: 2 quotes are in “book” already and 1 quote was taken out of “book”\n"), out

    rows = (
        b"quote,speaker\r\nTea first.,Ida Roth\r\nNobody reads the manual.,Tom Okafor\r\n"
        b"Light the lamps before noon.,Ida Roth\r\n"
    )
    more = {"file": Upload(name="book.csv", size=len(rows), data=rows)}
    shown = await world.engine.handle(replace(again, key="more", uploads=more))
    assert "1 quote is in “book” already; “book-2” holds only the rest" in words(shown), words(shown)
    assert "stay away" not in words(shown)
    await world.brought(ALICE, shown)
    view = await withholding.shown_to_anybody(world.services, again.place.workspace_id)
    beside = view.listed(p for p in view.library.packs.values() if p.info.name == "book-2")
    assert [(q.quote.text, q.quote.speaker) for q in beside] == [
        ("Nobody reads the manual.", "Tom Okafor"), ("Light the lamps before noon.", "Ida Roth"),
    ]  # fmt: skip
    once_more = words(await world.engine.handle(replace(again, key="once more", uploads=more)))
    assert once_more.startswith("Nothing changed: 1 quote is in “book” already, and the rest is in “book-2”\n")


def standing(pack: StoredPack, turns: tuple[Turn, ...], *, book: bool = False) -> dict[str, object]:
    """The fields; what a book comes back as has its quotes for turns, in which they stand as they were said."""
    told = fields(pack, turns)
    if not (book or pack.info.book):
        return told
    quotes = [replace(q.quote, turn=0, original="") for q in pack.quotes]
    return {**told, "quotes": quotes, "turns": [t.speaker for t in turns] if book else [q.speaker for q in quotes]}


def _added(tx: Transaction, book: PackInfo, new: NewQuote) -> int:
    return tx[BookRows].add(book, new, MAYA, NOON)


async def meddle(store: Store, pack_id: int, chance: Random) -> None:
    """Decisions of every kind by chance, some of them undone; a passage that is pinned, two voices that are one."""
    for n in range(chance.randrange(16)):
        pack, _ = await loaded(store, pack_id)
        what, at = chance.choice(("undo", "pin", "join", *SEVERAL)), later(n + 1)
        names = await store.read(lambda tx: tx[VoiceRows].names(pack_id))
        if what == "undo":
            await store.write(lambda tx, at=at: tx[DecisionRows].undo(MAYA.user_id, {pack_id}, at))  # type: ignore[misc]
        elif what == "pin" and len(pack.passages):
            said = chance.choice(list(pack.passages))
            await store.write(lambda tx, said=said, at=at: tx[DecisionRows].pin(pack_id, said, MAYA, at))  # type: ignore[misc]
        elif what == "join" and len(names) > 2:
            two = chance.sample(names, 2)
            await store.write(lambda tx, two=two, at=at: tx[VoiceRows].join(pack_id, *two, "U1", at))  # type: ignore[misc]
        elif what in SEVERAL and pack.quotes:
            quote, about = chance.choice(pack.quotes), ""
            if what in (Deciding.WORDS, Deciding.SPEAKER):
                about = chance.choice(OTHERS if what is Deciding.SPEAKER else WRITTEN)
            await decide(store, quote.number, Deciding(what), about, n + 1)


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Cf", "Mn"]), min_size=1, max_size=60)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=60)
@given(texts=st.lists(TEXTS, min_size=1, max_size=6), start=st.none() | st.floats(0, 1e6), score=st.floats(0, 1))
def test_whatever_is_said_comes_back(texts: list[str], start: float | None, score: float) -> None:
    """Signs of JSON, other scripts, numbers to the last digit."""
    talk = read_file(FIXTURES / "lighthouse.md")
    cleaned = [clean(text) for text in texts]
    quotes = tuple(
        replace(talk.quotes[n], text=text, original=text, speaker=text, start=start, score=score, weights=(), review="")
        for n, text in enumerate(cleaned) if text
    )  # fmt: skip
    pack = replace(
        talk, quotes=quotes, turns=tuple(replace(t, cues=()) for t in talk.turns), problems=(), left=(), furniture=(),
        headings=(), format=own_format.NAME, fingerprint="",
    )  # fmt: skip

    assert replace(own_format.read(own_format.written(pack), "talk.json"), fingerprint="") == pack


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("\"quoth\": 1", "\"quoth\": 7"), "the version 7 is told"),
        (('"speakers": [', '"speakers": [7, '), "number 1 of the speakers cannot be read"),
        (('"turn": ', '"turn": 9999'), "of the quotes cannot be read"),
        (('"score": 0', '"score": 7'), "of the quotes cannot be read"),
        (('"score": 0', '"score": NaN, "x": 0'), "of the quotes cannot be read"),
        (('"text": "', '"text": ["'), "a broken place"),
        (('"dropped": []', '"dropped": [3]'), "what was left out"),
        (('"source": {', '"source": 3, "y": {'), "number 1 of the source"),
    ],
)  # fmt: skip
def test_a_broken_one_is_one_sentence(change: tuple[str, str], said: str) -> None:
    """What is wrong, in which file, and what to do; nothing comes in."""
    text = own_format.written(read_file(FIXTURES / "lighthouse.md")).replace(*change, 1)

    with pytest.raises(UnreadableFile, match=r"talk\.json") as refused:
        read_bytes_as_pack(text.encode(), "talk.json")
    assert said in str(refused.value)
    assert str(refused.value).endswith("Export it once more.")
