"""What storage promises about decisions: quotes follow them at once and through imports, and leases double nothing."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.chat.refusals import PressIsStale
from bot.library.model import Audience, DecidedBy, Imported, NumberedQuote, Outcome
from bot.library.rows.decisions import DecisionRows
from bot.library.rows.doubts import DoubtRows
from bot.library.rows.leases import LeaseRows
from bot.library.rows.packs import PackRows
from bot.storage.store import Store
from content.decisions import Deciding, Ruling
from content.model import EditedQuote, Pack, Turn
from content.passages import Passage
from tests.builders import NOON, item, later, pack

MAYA, BEN = DecidedBy("U1", "Maya"), DecidedBy("U2", "Ben")
PLAN, TEA = "Nobody reads the plan.", "Tea first, decisions later."
TALK = pack("talk", PLAN, TEA)
OWNER = "slack:T1"


async def bring(store: Store, made: Pack, seconds: float = 0) -> Imported:
    """Import it for the workspace."""
    return await store.write(
        lambda tx: tx[PackRows].save(made, workspace_id=OWNER, audience=Audience.WORKSPACE, at=later(seconds))
    )


async def held(store: Store, pack_id: int) -> list[NumberedQuote]:
    """The quotes as the library gets them."""
    return list((await store.read(lambda tx: tx[PackRows].load((pack_id,))))[0].quotes)


async def decide(store: Store, number: int, what: Deciding, text: str = "", by: DecidedBy = MAYA, s: float = 1) -> None:
    """One decision."""
    await store.write(lambda tx: tx[DecisionRows].decide(number, what, text, by, later(s)))


async def test_a_dropped_quote_is_gone_until_that_is_undone(store: Store) -> None:
    """Under its old number; whoever holds the pack sees that it changed, and items about it are not asked."""
    asked = replace(item("tea"), quote_id=TALK.quotes[1].id)
    done = await bring(store, replace(TALK, items=(asked,)))
    revision = await store.read(lambda tx: tx[PackRows].revision())
    before = await held(store, done.info.id)
    await decide(store, before[1].number, Deciding.DROP)

    assert await held(store, done.info.id) == before[:1]
    (loaded,) = await store.read(lambda tx: tx[PackRows].load((done.info.id,)))
    assert loaded.removed == {before[1].number}
    assert loaded.items == ()
    assert loaded.info != done.info
    assert await store.read(lambda tx: tx[PackRows].revision()) > revision
    assert await store.read(lambda tx: tx[DecisionRows].looked_at({done.info.id})) == {before[1].number}
    assert await store.write(lambda tx: tx[DecisionRows].undo("U1", {done.info.id}, later(9))) is Deciding.DROP
    assert await held(store, done.info.id) == before
    assert await store.write(lambda tx: tx[DecisionRows].undo("U1", {done.info.id}, later(9))) is None


async def test_words_and_speaker_are_put_right_under_the_same_number(store: Store) -> None:
    """The original stays; the new voice is a speaker of the pack; undone in the order in which it was done."""
    done = await bring(store, TALK)
    (plan, tea) = await held(store, done.info.id)
    await decide(store, plan.number, Deciding.WORDS, "Nobody read the plan.")
    await decide(store, plan.number, Deciding.SPEAKER, "Ben Osei", s=2)
    (now, same) = await held(store, done.info.id)

    assert (now.number, now.quote.id, now.quote.original) == (plan.number, plan.quote.id, PLAN)
    assert (now.quote.text, now.quote.speaker, now.quote.edited) == ("Nobody read the plan.", "Ben Osei", True)
    assert same == tea
    (loaded,) = await store.read(lambda tx: tx[PackRows].load((done.info.id,)))
    assert [s.name for s in loaded.speakers] == ["Ada Novak", "Ben Osei"]
    undone = [await store.write(lambda tx: tx[DecisionRows].undo("U1", {done.info.id}, later(9))) for _ in "12"]
    assert undone == [Deciding.SPEAKER, Deciding.WORDS]
    assert await held(store, done.info.id) == [plan, tea]
    (loaded,) = await store.read(lambda tx: tx[PackRows].load((done.info.id,)))
    assert [s.name for s in loaded.speakers] == ["Ada Novak"]


async def test_decisions_survive_importing_again(store: Store) -> None:
    """The same file changes nothing; a new edition follows them; what left the talk comes back as it was decided."""
    done = await bring(store, TALK)
    (plan, tea) = await held(store, done.info.id)
    await decide(store, plan.number, Deciding.WORDS, "Nobody read the plan.")
    await decide(store, plan.number, Deciding.KEEP)
    await decide(store, tea.number, Deciding.DROP)
    decided = await held(store, done.info.id)
    again = await bring(store, TALK, 60)

    assert (again.outcome, again.info.id) == (Outcome.UNCHANGED, done.info.id)
    assert await held(store, done.info.id) == decided
    longer = pack("talk", "Somebody burned it.", PLAN, TEA)
    told = await bring(store, longer, 70)
    assert (told.outcome, told.kept, told.new, told.gone) == (Outcome.UPDATED, 2, 1, 0)
    assert [(q.number, q.quote.text, q.quote.review) for q in await held(store, done.info.id)] == [
        (plan.number, "Nobody read the plan.", "keep"), (tea.number + 1, "Somebody burned it.", ""),
    ]  # fmt: skip
    assert (await bring(store, pack("talk", PLAN), 80)).gone == 1
    await bring(store, TALK, 90)
    assert [q.number for q in await held(store, done.info.id)] == [plan.number]


async def test_a_file_and_the_desk_are_the_same_rows_and_the_later_wins(store: Store) -> None:
    """What a file says counts from when it said so first; what it says no more is over."""
    (about, other) = (q.id for q in TALK.quotes)
    pinned = replace(TALK, edits=(EditedQuote(about, "pin"), EditedQuote("gone", "drop", "What was left out.")))
    done = await bring(store, pinned)
    (plan, _) = await held(store, done.info.id)
    assert plan.quote.review == "pin"
    await decide(store, plan.number, Deciding.DROP)
    assert (await bring(store, pinned, 60)).outcome is Outcome.UNCHANGED

    assert [q.quote.id for q in await held(store, done.info.id)] == [other]
    reworded = replace(pinned, edits=(EditedQuote(about, "keep"), EditedQuote(other, "words", "Tea later.")))
    await bring(store, reworded, 70)
    assert [(q.quote.review, q.quote.text) for q in await held(store, done.info.id)] == [
        ("keep", PLAN), ("", "Tea later."),
    ]  # fmt: skip
    assert await store.write(lambda tx: tx[DecisionRows].undo("", {done.info.id}, later(80))) is None
    await bring(store, TALK, 90)
    assert [q.quote.id for q in await held(store, done.info.id)] == [other]


async def test_what_holds_is_told_with_what_was_said(store: Store) -> None:
    """Also of what a file left out before it was a quote."""
    left_out = EditedQuote("gone", "drop", "What was left out.")
    done = await bring(store, replace(TALK, edits=(left_out,)))
    (plan, tea) = await held(store, done.info.id)
    await decide(store, plan.number, Deciding.WORDS, "Nobody read it.")
    await decide(store, tea.number, Deciding.DROP, by=BEN, s=2)
    rulings = await store.read(lambda tx: tx[DecisionRows].rulings(done.info.id))

    assert {r.original: r.ruling for r in rulings} == {
        "What was left out.": Ruling(fate=Deciding.DROP),
        PLAN: Ruling(words="Nobody read it."),
        TEA: Ruling(fate=Deciding.DROP),
    }
    assert await store.read(lambda tx: tx[DecisionRows].fate(tea.number)) == (Deciding.DROP, BEN)
    assert await store.read(lambda tx: tx[DecisionRows].fate(plan.number)) is None
    assert await store.read(lambda tx: tx[DecisionRows].last("U1", {done.info.id})) == (plan.number, later(1))


async def test_a_doubt_waits_until_something_is_decided_after_it(store: Store) -> None:
    """A file's row answers nobody; an undone decision no more."""
    done = await bring(store, replace(TALK, edits=(EditedQuote(TALK.quotes[0].id, "keep"),)), 5)
    (plan, tea) = await held(store, done.info.id)
    await decide(store, tea.number, Deciding.KEEP)
    for who, about in (("U3", plan), ("U4", plan), ("U3", tea)):
        await store.write(
            lambda tx, who=who, about=about: tx[DoubtRows].add(OWNER, about.number, who, f"N{who}", later(2))  # type: ignore[misc]
        )

    assert await store.read(lambda tx: tx[DecisionRows].doubted(OWNER)) == {plan.number: "NU3, NU4", tea.number: "NU3"}
    await decide(store, plan.number, Deciding.SPEAKER, "Ben Osei", s=3)
    assert await store.read(lambda tx: tx[DecisionRows].doubted(OWNER)) == {tea.number: "NU3"}
    await store.write(lambda tx: tx[DecisionRows].undo("U1", {done.info.id}, later(4)))
    assert set(await store.read(lambda tx: tx[DecisionRows].doubted(OWNER))) == {plan.number, tea.number}
    assert await store.read(lambda tx: tx[DecisionRows].doubted("slack:T2")) == {}


async def test_a_purged_pack_leaves_no_word_of_what_was_decided(store: Store) -> None:
    """Words that were put right are words too."""
    done = await bring(store, TALK)
    (plan, _) = await held(store, done.info.id)
    await decide(store, plan.number, Deciding.WORDS, "Nobody read the plan.")
    await store.write(lambda tx: tx[PackRows].remove(done.info.id, later(2)))
    await store.write(lambda tx: tx[PackRows].purge(later(3)))

    assert await store.read(lambda tx: tx[DecisionRows].rulings(done.info.id)) == []


async def test_who_decides_about_which_packs(store: Store) -> None:
    """Managers about their own; about those for all as long as there is no other workspace."""
    mine = await bring(store, TALK)
    for_all = await store.write(
        lambda tx: tx[PackRows].save(pack("for-all", "All."), workspace_id=None, audience=Audience.PUBLIC, at=NOON)
    )
    both = {mine.info.id, for_all.info.id}

    assert await store.read(lambda tx: tx[PackRows].reviewed_by(OWNER)) == both
    await store.write(lambda tx: tx[PackRows].meet("discord:9", later(1)))
    assert await store.read(lambda tx: tx[PackRows].reviewed_by(OWNER)) == {mine.info.id}
    assert await store.read(lambda tx: tx[PackRows].reviewed_by("discord:9")) == set()


async def test_a_lease_is_one_persons_and_ends(store: Store) -> None:
    """They hold one quote; what they skipped is nobody else's business."""
    minute = timedelta(minutes=1)
    await store.write(lambda tx: tx[LeaseRows].take(1, "U1", NOON + minute, NOON))
    assert await store.read(lambda tx: tx[LeaseRows].others("U2", NOON)) == {1}
    assert await store.read(lambda tx: tx[LeaseRows].others("U1", NOON)) == frozenset()
    assert await store.read(lambda tx: tx[LeaseRows].looks_at("U1", {1, 2}, NOON)) == 1
    assert await store.read(lambda tx: tx[LeaseRows].others("U2", NOON + minute)) == frozenset()
    await store.write(lambda tx: tx[LeaseRows].take(2, "U1", NOON + minute, NOON))
    assert await store.read(lambda tx: tx[LeaseRows].others("U2", NOON)) == {2}
    await store.write(lambda tx: tx[LeaseRows].skip(2, "U1", NOON + minute))
    assert await store.read(lambda tx: tx[LeaseRows].others("U2", NOON)) == frozenset()
    assert await store.read(lambda tx: tx[LeaseRows].skipped("U1", NOON)) == {2: NOON + minute}


SPOKEN = replace(
    TALK, turns=(Turn(speaker="Ada Novak", text=f"{PLAN} Ducks hold meetings. So it is."), *TALK.turns[1:])
)


async def passage(store: Store, made: Pack, text: str = "Ducks hold meetings.") -> tuple[int, Passage]:
    """A passage of a talk that is brought in, and the pack's id."""
    info = (await bring(store, made)).info
    (loaded,) = await store.read(lambda tx: tx[PackRows].load((info.id,)))
    return info.id, next(passage for passage in loaded.passages if passage.text == text)


async def pinned(store: Store, made: Pack, text: str = "Ducks hold meetings.") -> tuple[int, int]:
    """A passage of a talk is made a quote: the pack's id and the quote's number."""
    pack_id, said = await passage(store, made, text)
    return pack_id, await store.write(lambda tx: tx[DecisionRows].pin(pack_id, said, MAYA, later(1)))


async def test_a_passage_that_is_made_a_quote_stays_one_through_imports(store: Store) -> None:
    """Under its number, as long as it is said there and stands in no other quote; the talk has it once."""
    pack_id, number = await pinned(store, SPOKEN)
    (kept,) = [q for q in await held(store, pack_id) if q.number == number]
    assert (kept.quote.text, kept.quote.review, kept.quote.turn) == ("Ducks hold meetings.", "pin", 0)
    (loaded,) = await store.read(lambda tx: tx[PackRows].load((pack_id,)))
    assert [passage.text for passage in loaded.passages] == ["So it is."]
    assert await store.read(lambda tx: tx[DecisionRows].looked_at({pack_id})) == {number}

    assert (await bring(store, SPOKEN, 5)).outcome is Outcome.UNCHANGED
    longer = replace(SPOKEN, turns=(*SPOKEN.turns, Turn(speaker="Ben Osei", text="Amen.")), fingerprint="longer")
    done = await bring(store, longer, 6)
    assert (done.outcome, done.gone) == (Outcome.UPDATED, 0)
    assert kept in await held(store, pack_id)

    without = replace(SPOKEN, turns=TALK.turns, fingerprint="without")
    assert (await bring(store, without, 7)).gone == 1
    assert number not in [q.number for q in await held(store, pack_id)]
    await bring(store, SPOKEN, 8)
    assert number not in [q.number for q in await held(store, pack_id)]


async def test_what_was_made_of_a_passage_is_undone_and_dropped_for_good(store: Store) -> None:
    """Undone it is a passage again, dropped it is neither, whatever comes in again; each can be taken back."""
    pack_id, number = await pinned(store, SPOKEN)
    assert await store.write(lambda tx: tx[DecisionRows].undo("U1", {pack_id}, later(2))) is Deciding.PIN
    again = replace(SPOKEN, fingerprint="again", source=replace(SPOKEN.source, date="2024"))
    await bring(store, again, 3)
    (loaded,) = await store.read(lambda tx: tx[PackRows].load((pack_id,)))
    assert "Ducks hold meetings." in [passage.text for passage in loaded.passages]
    assert number not in [q.number for q in loaded.quotes]

    assert (await pinned(store, again))[1] == number
    await decide(store, number, Deciding.DROP, s=4)
    await bring(store, SPOKEN, 5)
    (loaded,) = await store.read(lambda tx: tx[PackRows].load((pack_id,)))
    assert [passage.text for passage in loaded.passages] == ["So it is."]
    assert number not in [q.number for q in loaded.quotes]
    assert await store.write(lambda tx: tx[DecisionRows].undo("U1", {pack_id}, later(6))) is Deciding.DROP
    assert number in [q.number for q in await held(store, pack_id)]


TWICE = replace(TALK, turns=(*TALK.turns, Turn(speaker="Ben Osei", text=f"Well said. {PLAN}")), fingerprint="twice")


async def test_the_words_of_a_quote_that_are_said_again_are_a_quote_of_their_own(store: Store) -> None:
    """The one that was there stays as it was, through an undo and through imports."""
    before = await held(store, (await bring(store, TALK)).info.id)
    pack_id, number = await pinned(store, TWICE, PLAN)
    now = {q.number: q for q in await held(store, pack_id)}

    assert number not in {q.number for q in before}
    assert (now[number].quote.turn, now[number].quote.speaker) == (2, "Ben Osei")
    assert [now[q.number] for q in before] == before
    again = replace(TWICE, fingerprint="again", source=replace(TWICE.source, date="2024"))
    assert (await bring(store, again, 5)).gone == 0
    assert {q.number: q for q in await held(store, pack_id)} == now
    assert await store.write(lambda tx: tx[DecisionRows].undo("U1", {pack_id}, later(6))) is Deciding.PIN
    assert await held(store, pack_id) == before


async def test_no_quote_is_taken_over_by_a_passage(store: Store) -> None:
    """Whatever id it comes with: neither one that an import made, nor one that was made of another place."""
    pack_id, said = await passage(store, SPOKEN)
    before = await held(store, pack_id)
    with pytest.raises(PressIsStale):
        await store.write(
            lambda tx: tx[DecisionRows].pin(pack_id, replace(said, id=before[0].quote.id, turn=0), MAYA, later(1))
        )
    assert await held(store, pack_id) == before

    await store.write(lambda tx: tx[DecisionRows].pin(pack_id, said, MAYA, later(2)))
    after = await held(store, pack_id)
    with pytest.raises(PressIsStale):
        await store.write(lambda tx: tx[DecisionRows].pin(pack_id, replace(said, turn=1), MAYA, later(3)))
    assert await held(store, pack_id) == after


async def test_a_passage_that_two_make_a_quote_at_once_is_decided_about_once(store: Store) -> None:
    """Both are told its number, and one undo takes it back."""
    pack_id, said = await passage(store, SPOKEN)
    before = await held(store, pack_id)
    numbers = await asyncio.gather(
        *(store.write(lambda tx: tx[DecisionRows].pin(pack_id, said, MAYA, later(1))) for _ in "1234")
    )

    assert len(set(numbers)) == 1
    assert await store.write(lambda tx: tx[DecisionRows].undo("U1", {pack_id}, later(2))) is Deciding.PIN
    assert await held(store, pack_id) == before
    assert await store.write(lambda tx: tx[DecisionRows].undo("U1", {pack_id}, later(3))) is None


async def test_what_is_undone_by_its_number_is_nothing_else(store: Store) -> None:
    """What was decided since about another quote stays."""
    pack_id, number = await pinned(store, SPOKEN)
    other = next(q.number for q in await held(store, pack_id) if q.number != number)
    await decide(store, other, Deciding.KEEP, s=2)
    now = await held(store, pack_id)

    assert await store.write(lambda tx: tx[DecisionRows].undo("U1", {pack_id}, later(3), number)) is None
    assert await held(store, pack_id) == now
    assert await store.write(lambda tx: tx[DecisionRows].undo("U1", {pack_id}, later(4), other)) is Deciding.KEEP
    assert await store.write(lambda tx: tx[DecisionRows].undo("U1", {pack_id}, later(5), number)) is Deciding.PIN
