"""A pack in Quoth's own format, imported into an empty workspace, is the original to the last field."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.library.model import Audience, DecidedBy, StoredPack
from bot.library.rows.decisions import DecisionRows
from bot.library.rows.packs import PackRows
from bot.library.rows.voices import VoiceRows
from bot.library.rows.votes import VoteRows
from bot.storage.store import Store
from content import own_format
from content.decisions import Deciding
from content.errors import UnreadableFile
from content.model import Pack, Turn
from content.packs import read_bytes_as_pack, read_file
from content.shipped import shipped_packs
from content.text import clean
from tests.builders import NOON, later

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
