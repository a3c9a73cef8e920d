"""What storage promises about packs that are put right, renamed, dropped as files, removed and brought back."""

from collections.abc import Collection
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.daily.rows import DailyRows
from bot.daily.rules.model import SubscriptionState
from bot.games.model import Rules
from bot.games.rows.games import GameRows
from bot.library.model import Audience, Imported, Outcome, PackFile, PackUsage
from bot.library.rows.packs import PackRows
from bot.storage.store import Store
from bot.storage.transaction import Transaction
from content.model import Item, Pack
from tests.builders import ELSEWHERE as SLACK
from tests.builders import NOON, game, pack, subscription
from tests.contract.test_packs import ONE, OTHER, keep, seen_by


async def drop(store: Store, new: Pack, path: str, digest: str = "1", apart: Collection[int] = ()) -> Imported:
    """Import a pack from a file of a drop folder."""
    file = PackFile(path=path, digest=digest)
    return await store.write(
        lambda tx: tx[PackRows].save(new, workspace_id=None, audience=Audience.OFFERED, at=NOON, file=file, apart=apart)
    )


async def remove(store: Store, done: Imported) -> None:
    """Take a pack away."""
    await store.write(lambda tx: tx[PackRows].remove(done.info.id, NOON))


async def numbers(store: Store, done: Imported) -> dict[int, str | None]:
    """The quotes of a pack: numbers and speakers."""
    (stored,) = await store.read(lambda tx: tx[PackRows].load([done.info.id]))
    return {q.number: q.quote.speaker for q in stored.quotes}


async def test_choices_are_applied_to_the_pack_that_is_there(store: Store) -> None:
    """Another name and other speakers, at once: the same pack, ids and numbers kept, and what changed is told."""
    first = await keep(store, pack("talk"))
    before = await store.read(lambda tx: tx[PackRows].revision())
    again = await keep(store, pack("plans", speaker="Ben Osei"), named=True)

    assert (again.outcome, again.info.id, again.info.name) == (Outcome.UPDATED, first.info.id, "plans")
    assert (again.former, again.changes.speakers) == ("talk", (("Ben Osei", 2),))
    assert (again.kept, again.new, again.gone) == (2, 0, 0)
    assert await numbers(store, first) == {1: "Ben Osei", 2: "Ben Osei"}
    assert await store.read(lambda tx: tx[PackRows].revision()) > before
    assert (await keep(store, pack("plans", speaker="Ben Osei"), named=True)).outcome is Outcome.UNCHANGED


async def test_a_name_that_nobody_chose_renames_nothing(store: Store) -> None:
    """A copy of the file, with a speaker map: the pack is put right under the name it has."""
    await keep(store, pack("talk"))
    again = await keep(store, pack("talk-final", speaker="Ben Osei"))

    assert (again.outcome, again.info.name, again.former) == (Outcome.UPDATED, "talk", "")
    assert await seen_by(store, ONE) == ["talk"]


@pytest.mark.parametrize("fact", ["title", "date", "licence", "link"])
async def test_what_is_known_of_the_source_is_put_right(store: Store, fact: str) -> None:
    """Though not a word of it was said otherwise."""
    await keep(store, pack("talk"))
    other = replace(pack("talk"), source=replace(pack("talk").source, **{fact: "mended"}))
    again = await keep(store, other)

    assert (again.outcome, again.changes.facts) == (Outcome.UPDATED, (fact,))
    assert getattr(again.info.source, fact) == "mended"


async def test_another_choice_of_quotes_is_applied(store: Store) -> None:
    """A newer Quoth chooses and shows otherwise what was said the same; scores and written items count."""
    await keep(store, pack("talk"))
    new = pack("talk")
    made = Item(id="i1", kind="hand-written", stimulus="", stem="Who?", key="me", options=("me", "you", "they"))
    fewer = replace(new, quotes=new.quotes[:1])
    scored = replace(new, quotes=tuple(replace(q, score=0.9) for q in new.quotes))
    told = [
        await keep(store, p) for p in (fewer, new, scored, replace(new, items=(made,)), replace(new, items=(made,)))
    ]

    assert [t.outcome for t in told] == [*[Outcome.UPDATED] * 4, Outcome.UNCHANGED]
    assert (told[0].gone, told[1].kept) == (1, 2)


async def test_a_name_that_is_asked_for_and_taken_changes_nothing(store: Store) -> None:
    """Neither pack: whether a new one would have it, or one that is there already."""
    await keep(store, pack("first"))
    await keep(store, pack("second", "Something else was said in this one."))
    before = await store.read(lambda tx: tx[PackRows].revision())
    told = [await keep(store, pack("second"), named=True), await keep(store, pack("first", "New words."), named=True)]

    assert [t.outcome for t in told] == [Outcome.TAKEN, Outcome.TAKEN]
    assert await store.read(lambda tx: tx[PackRows].revision()) == before


async def test_another_pack_of_the_same_name_replaces_nothing(store: Store) -> None:
    """It gets the next name; an edition of either finds its own."""
    first = await keep(store, pack("talk"))
    second = await keep(store, pack("talk", "Something else was said in this one.", "And then it ended early."))
    edited = await keep(store, pack("talk", "Something else was said in this one.", "And then it ended late."))

    assert (second.outcome, second.info.name, second.wanted) == (Outcome.ADDED, "talk-2", "talk")
    assert (edited.outcome, edited.info.id) == (Outcome.UPDATED, second.info.id)
    assert set(await numbers(store, first)) == {1, 2}
    assert await seen_by(store, ONE) == ["talk", "talk-2"]


async def test_each_dropped_file_is_a_pack(store: Store) -> None:
    """However they are called, however like each other; a file finds its pack again, whatever that is called now."""
    first = await drop(store, pack("talk", "This was said.", "So was this."), "/d/talk.csv")
    second = await drop(store, pack("talk", "This was said.", "Not so this."), "/d/talk.txt", apart=[first.info.id])
    renamed = await store.write(
        lambda tx: tx[PackRows].save(
            pack("plans", "This was said.", "So was this."), workspace_id=None, audience=Audience.PUBLIC, at=NOON,
            named=True,
        )
    )  # fmt: skip
    again = await drop(store, pack("talk", "This was said.", "And this."), "/d/talk.csv", "2")

    assert [first.info.name, second.info.name, renamed.info.name] == ["talk", "talk-2", "plans"]
    assert (again.outcome, again.info.id, again.info.name) == (Outcome.UPDATED, first.info.id, "plans")
    assert again.info.audience is Audience.PUBLIC
    files = await store.read(lambda tx: tx[PackRows].files())
    assert [(f.path, f.digest, f.pack_id) for f in files] == [
        ("/d/talk.csv", "2", first.info.id), ("/d/talk.txt", "1", second.info.id),
    ]  # fmt: skip


async def test_a_dropped_file_undoes_nothing(store: Store) -> None:
    """What says the same as a pack that somebody put right, or removed, leaves it as it is and follows it."""
    right = await keep(store, pack("talk", speaker="Ben Osei"), None, Audience.PUBLIC)
    assert (await drop(store, pack("talk"), "/d/talk.txt")).outcome is Outcome.DUPLICATE
    assert await numbers(store, right) == {1: "Ben Osei", 2: "Ben Osei"}
    copy = await drop(store, pack("talk"), "/d/copy.txt", apart=[right.info.id])
    assert (copy.outcome, copy.info.id) == (Outcome.DUPLICATE, right.info.id)

    await remove(store, right)
    assert (await drop(store, pack("talk", "New words."), "/d/talk.txt", "2")).outcome is Outcome.REMOVED
    assert await seen_by(store, ONE) == []


async def test_a_removed_pack_is_gone_for_everybody_and_can_come_back(store: Store) -> None:
    """Its quotes are nowhere, its numbers stay taken and told; undone it is as it was, grants and all."""
    done = await keep(store, pack("talk"))
    await store.write(lambda tx: tx[PackRows].grant(done.info.id, OTHER))
    before = await store.read(lambda tx: tx[PackRows].revision())
    await remove(store, done)

    assert await store.read(lambda tx: tx[PackRows].revision()) > before
    for workspace in (ONE, OTHER):
        assert await seen_by(store, workspace) == []
        (gone,) = await store.read(lambda tx, w=workspace: tx[PackRows].gone(w))  # type: ignore[misc]
        (held,) = await store.read(lambda tx, g=gone: tx[PackRows].load([g.id]))  # type: ignore[misc]
        assert not held.quotes
        assert (held.removed, held.info.name) == ({1, 2}, "talk")
    assert await store.read(lambda tx: tx[PackRows].removed(OTHER)) == ()
    other = await keep(store, pack("talk", "Another talk gets the name and the next number."))
    assert (other.info.name, set(await numbers(store, other))) == ("talk", {3})

    back = await store.write(lambda tx: tx[PackRows].bring_back(done.info.id))
    assert back is not None
    assert back.name == "talk-2"
    assert await seen_by(store, ONE) == ["talk-2", "talk"]
    assert set(await numbers(store, done)) == {1, 2}
    assert await store.write(lambda tx: tx[PackRows].bring_back(done.info.id)) is None


async def test_importing_a_removed_pack_brings_it_back(store: Store) -> None:
    """With the choices that are made now, and its old numbers."""
    done = await keep(store, pack("talk"))
    await remove(store, done)
    again = await keep(store, pack("talk", speaker="Ben Osei"))

    assert (again.outcome, again.info.id, again.info.removed_at) == (Outcome.RETURNED, done.info.id, None)
    assert await numbers(store, done) == {1: "Ben Osei", 2: "Ben Osei"}


async def test_after_a_day_the_words_are_deleted(store: Store) -> None:
    """Not before; then nothing brings them back, and importing them again takes new numbers."""
    done = await keep(store, pack("talk"))
    await drop(store, pack("other", "Another pack was dropped."), "/d/other.txt")
    await remove(store, done)
    assert not await store.read(lambda tx: tx[PackRows].outdated(NOON))
    assert await store.write(lambda tx: tx[PackRows].purge(NOON)) == 0
    after = NOON + timedelta(seconds=1)
    assert await store.read(lambda tx: tx[PackRows].outdated(after))
    assert await store.write(lambda tx: tx[PackRows].purge(after)) == 1
    assert await store.write(lambda tx: tx[PackRows].purge(after)) == 0

    assert await store.read(lambda tx: tx[PackRows].turns(done.info.id, 0, 9)) == ()
    assert await store.read(lambda tx: tx[PackRows].removed(ONE)) == ()
    assert await store.write(lambda tx: tx[PackRows].bring_back(done.info.id)) is None
    (held,) = await store.read(lambda tx: tx[PackRows].load([done.info.id]))
    assert held.removed == {1, 2}
    again = await keep(store, pack("talk"))
    assert (again.outcome, set(await numbers(store, again))) == (Outcome.ADDED, {4, 5})


async def test_daily_posts_and_games_follow_a_new_name(store: Store) -> None:
    """Where the pack is meant; a schedule left of an earlier pack of that name makes room, other places keep theirs."""
    ours, theirs = replace(SLACK, workspace="T1"), replace(SLACK, workspace="T2")
    await keep(store, pack("talk"))

    def begin(tx: Transaction) -> None:
        tx[DailyRows].put(subscription("s1", place=ours, pack="talk"))
        tx[DailyRows].put(subscription("s2", place=ours, pack="plans"))
        tx[DailyRows].put(subscription("s3", place=theirs, pack="talk"))
        tx[GameRows].add(game("g1", place=ours, rules=Rules(pack="talk")))
        tx[GameRows].add(game("g2", place=theirs, rules=Rules(pack="talk")))

    await store.write(begin)
    done = await keep(store, pack("plans"), named=True)
    assert await store.read(lambda tx: tx[PackRows].uses(done.info)) == PackUsage(games=1, daily=1)
    follows, left, elsewhere = [
        await store.read(lambda tx, s=s: tx[DailyRows].get(s))  # type: ignore[misc]
        for s in ("s1", "s2", "s3")
    ]
    assert follows is not None
    assert left is not None
    assert elsewhere is not None
    assert (follows.pack, elsewhere.pack) == ("plans", "talk")
    assert (left.state, left.next) == (SubscriptionState.OFF, None)
    tables = [await store.read(lambda tx, g=g: tx[GameRows].table(g)) for g in ("g1", "g2")]  # type: ignore[misc]
    assert [t and t.game.rules.pack for t in tables] == ["plans", "talk"]
