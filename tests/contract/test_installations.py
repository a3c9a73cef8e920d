"""Workspaces that were added by a page: their tokens sealed, kept, renewed by one process, gone with them."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from bot.app.administration import remove_workspace
from bot.app.rows.admin import AdminRows
from bot.delivery.clock import VirtualClock
from bot.errors import ConfigError
from bot.installations.keys import Keys, new_key
from bot.installations.model import Installed, Tokens
from bot.installations.refusals import KeyMissing, SealBroken
from bot.installations.register import MOST_STATES, STATE_SECONDS, Register
from bot.installations.rotation import rotate, sealed_by, unreadable
from bot.installations.rows import InstallationRows, InstallStateRows
from bot.library.rows.packs import PackRows
from bot.privacy.rows.departures import DepartureRows
from bot.privacy.rows.privacy import PrivacyRows
from bot.storage.store import Store
from bot.storage.tables.installations import installation
from bot.storage.transaction import Transaction

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
FIRST, SECOND, OTHER = new_key(), new_key(), new_key()


async def leave(here: Register, workspace_id: str) -> None:
    """The bot is removed there."""
    await here.store.write(lambda tx: tx[DepartureRows].leave(workspace_id, here.clock.now()))


HOUR = timedelta(hours=1)


def acme(team: str = "T1", **facts: object) -> Installed:
    """What Slack told of a workspace."""
    told = {"name": f"Acme {team}", "bot_user": "UQ", "bot_id": "BQ", "scopes": "chat:write,commands"} | facts
    return Installed(workspace_id=f"slack:{team}", team=team, **told)  # type: ignore[arg-type]


def tokens(word: str = "one", *, ends: datetime | None = None) -> Tokens:
    """Tokens to be told apart."""
    return Tokens(bot=f"xoxb-{word}", refresh=f"xoxe-{word}" if ends else "", expires_at=ends)


def register(store: Store, *keys: str) -> Register:
    """A register on it, at noon."""
    return Register(store, Keys(keys or (FIRST,)), VirtualClock(NOON))


async def test_what_is_kept_can_be_read_with_the_key_alone(store: Store) -> None:
    """No token stands in the database, in no column; the key opens all of it."""
    here = register(store)
    given = tokens(ends=NOON + HOUR)
    assert await here.install(acme(), given, "UADA")
    kept = await here.find("slack:T1")
    assert kept is not None
    rows = await store.read(lambda tx: [str(row) for row in tx._connection.execute(select(installation))])

    assert here.keys.open(kept) == given
    assert (kept.about, kept.installed_by, kept.installed_at, kept.granted) == (acme(), "UADA", NOON, 1)
    assert "xox" not in "".join(rows)
    assert "xox" not in repr((kept, given, here.keys))


async def test_added_twice_it_is_there_once_with_its_newest_tokens(store: Store) -> None:
    """Who added it first stays; what holds older tokens can tell that they are old."""
    here = register(store)
    assert await here.install(acme(), tokens("one"), "UADA")
    assert not await here.install(acme(name="Acme Ltd"), tokens("two"), "UBEN")
    kept = await here.find("slack:T1")
    assert kept is not None

    assert (here.keys.open(kept).bot, kept.granted, kept.installed_by) == ("xoxb-two", 2, "UADA")
    assert kept.about.name == "Acme Ltd"
    assert len(await here.all()) == 1


async def test_added_by_two_at_once_it_is_there_once(store: Store) -> None:
    """One of them is the first."""
    here = register(store)
    told = await asyncio.gather(*(here.install(acme(), tokens(str(n)), f"U{n}") for n in range(4)))

    assert sorted(told) == [False, False, False, True]
    assert len(await here.all()) == 1


async def test_who_leaves_has_no_tokens_and_comes_back_as_new(store: Store) -> None:
    """Once told it is known; the other workspace keeps its own."""
    here = register(store)
    for team in ("T1", "T2"):
        await here.install(acme(team), tokens(team), "UADA")
    for _ in range(2):
        await leave(here, "slack:T1")
    await leave(here, "slack:T9")
    gone, other = await here.find("slack:T1"), await here.find("slack:T2")
    assert gone is not None
    assert other is not None
    assert (gone.is_there, gone.sealed, gone.left_at) == (False, "", NOON)
    assert here.keys.open(other).bot == "xoxb-T2"

    assert await here.install(acme(), tokens("anew"), "UBEN")
    back = await here.find("slack:T1")
    assert back is not None
    assert (back.is_there, back.installed_by, here.keys.open(back).bot) == (True, "UBEN", "xoxb-anew")
    assert back.granted > gone.granted


async def test_a_key_that_is_missing_loses_nothing(store: Store) -> None:
    """One sentence that names the workspace; with the key there again all is as it was."""
    await register(store, FIRST).install(acme(), tokens(), "UADA")
    kept = await register(store).find("slack:T1")
    assert kept is not None
    with pytest.raises(KeyMissing, match=r"Acme T1.*QUOTH_SECRET_KEYS"):
        Keys([OTHER]).open(kept)
    with pytest.raises(KeyMissing):
        await rotate(store, Keys([OTHER]))
    assert [type(e) for e in unreadable([kept], Keys([OTHER]))] == [KeyMissing]

    assert Keys([OTHER, FIRST]).open(kept) == tokens()
    assert unreadable([kept], Keys([OTHER, FIRST])) == []


async def test_keys_are_changed_by_sealing_anew(store: Store) -> None:
    """Then the first one opens all; where one is missing, none is changed."""
    await register(store, FIRST).install(acme("T1"), tokens("one"), "UADA")
    await register(store, SECOND, FIRST).install(acme("T2"), tokens("two"), "UADA")
    both = Keys([SECOND, FIRST])
    with pytest.raises(KeyMissing):
        await rotate(store, Keys([OTHER, SECOND]))
    assert await sealed_by(store) == dict.fromkeys(both.marks, 1)

    assert await rotate(store, both) == 1
    assert await rotate(store, both) == 0
    assert await sealed_by(store) == {both.marks[0]: 2}
    opened = [Keys([SECOND]).open(kept).bot for kept in await register(store).all()]
    assert opened == ["xoxb-one", "xoxb-two"]


async def test_tokens_that_are_new_meanwhile_are_not_sealed_over(store: Store) -> None:
    """Keys are changed beside the bot that runs."""
    here = register(store)
    await here.install(acme(), tokens("old"), "UADA")
    old = await here.find("slack:T1")
    assert old is not None
    await here.install(acme(), tokens("new"), "UADA")
    seal = Keys([SECOND]).seal("slack:T1", tokens("old"))
    assert not await store.write(lambda tx: tx[InstallationRows].seal_anew(old, seal))
    kept = await here.find("slack:T1")
    assert kept is not None
    assert here.keys.open(kept).bot == "xoxb-new"


async def test_one_workspace_s_tokens_are_no_other_s(store: Store) -> None:
    """Sealed tokens that are moved to another row, or changed, open nothing."""
    here = register(store)
    for team in ("T1", "T2"):
        await here.install(acme(team), tokens(team), "UADA")

    def swap(tx: Transaction) -> None:
        mine = installation.c.workspace_id == "slack:T1"
        theirs = select(installation.c.sealed).where(installation.c.workspace_id == "slack:T2").scalar_subquery()
        tx._connection.execute(installation.update().where(mine).values(sealed=theirs))

    await store.write(swap)
    kept = await here.find("slack:T1")
    assert kept is not None
    with pytest.raises(SealBroken, match="Acme T1"):
        here.keys.open(kept)


@pytest.mark.parametrize(
    ("keys", "told"),
    [(["short"], "key 1 is none"), ([FIRST, "é" * 44], "key 2 is none"), ([FIRST, FIRST], "key 2 stands there twice")],
)
def test_what_is_no_key_is_told_without_showing_it(keys: list[str], told: str) -> None:
    """By its place."""
    with pytest.raises(ConfigError, match=told) as caught:
        Keys(keys)
    assert not [key for key in keys if key in str(caught.value)]


async def test_one_process_gets_the_next_tokens(store: Store) -> None:
    """The others see it as taken until its lease ends; who was slow does not write over what is newer."""
    here = register(store)
    ends = NOON + HOUR
    await here.install(acme("T1"), tokens("one", ends=ends), "UADA")
    await here.install(acme("T2"), tokens("two"), "UADA")
    await here.install(acme("T3"), tokens("three", ends=NOON + 9 * HOUR), "UADA")
    (due,) = await here.ending(2 * HOUR)
    assert due.about.team == "T1"
    assert [await here.claim(due, lease, 60) for lease in ("a", "b")] == [True, False]
    assert await here.ending(2 * HOUR) == ()

    clock = here.clock
    assert isinstance(clock, VirtualClock)
    clock.move_to(NOON + timedelta(seconds=61))
    assert await here.claim(due, "b", 60)
    assert not await here.renew(due, "a", tokens("stale", ends=ends + 9 * HOUR))
    assert await here.renew(due, "b", tokens("fresh", ends=ends + 9 * HOUR))
    assert not await here.renew(due, "b", tokens("again", ends=ends + 9 * HOUR))
    kept = await here.find("slack:T1")
    assert kept is not None
    assert (here.keys.open(kept).bot, kept.granted) == ("xoxb-fresh", 2)
    assert await here.ending(2 * HOUR) == ()


async def test_what_did_not_work_is_tried_again_later(store: Store) -> None:
    """Not before its time."""
    here = register(store)
    await here.install(acme(), tokens(ends=NOON + HOUR), "UADA")
    (due,) = await here.ending(2 * HOUR)
    await here.claim(due, "a", 60)
    await here.give_back(due, "a", NOON + timedelta(seconds=30))
    assert await here.ending(2 * HOUR) == ()
    clock = here.clock
    assert isinstance(clock, VirtualClock)
    clock.move_to(NOON + timedelta(seconds=31))

    assert len(await here.ending(2 * HOUR)) == 1


async def test_a_state_is_used_once_and_in_its_time(store: Store) -> None:
    """By whoever is first; what never was is nothing."""
    here = register(store)
    state, late = await here.issue_state(), await here.issue_state()
    assert state
    assert late
    assert sorted(await asyncio.gather(here.use_state(state), here.use_state(state))) == [False, True]
    assert not await here.use_state("anything")
    clock = here.clock
    assert isinstance(clock, VirtualClock)
    clock.move_to(NOON + timedelta(seconds=STATE_SECONDS))

    assert not await here.use_state(late)


async def test_so_many_states_and_no_more(store: Store) -> None:
    """Whoever asks for thousands of them fills no disk; those that are over make room."""

    async def ask(n: int, at: datetime) -> bool:
        return await store.write(lambda tx: tx[InstallStateRows].issue(f"s{n}", at, seconds=60, most=3))

    assert [await ask(n, NOON) for n in range(4)] == [True, True, True, False]
    assert await ask(9, NOON + timedelta(seconds=61))
    assert await store.write(lambda tx: tx[InstallStateRows].clear(NOON + timedelta(seconds=125))) == 1
    assert MOST_STATES < 100_000


async def test_what_is_listed_tells_no_token(store: Store) -> None:
    """For whoever runs Quoth."""
    await register(store).install(acme(), tokens(ends=NOON + HOUR), "UADA")
    (told,) = await store.read(lambda tx: tx[AdminRows].installations(50))

    assert (told["workspace"], told["name"], told["by"]) == ("slack:T1", "Acme T1", "UADA")
    assert "xox" not in str(told)
    assert "gAAAA" not in str(told)


async def test_all_of_a_workspace_that_left_goes_its_installation_too(store: Store) -> None:
    """When its time is over."""
    here = register(store)
    for team in ("T1", "T2"):
        await here.install(acme(team), tokens(), "UADA")
    await leave(here, "slack:T1")
    while await store.write(lambda tx: tx[DepartureRows].erase("slack:T1", 500)):
        pass

    assert [kept.about.team for kept in await here.all()] == ["T2"]


async def test_what_is_handed_out_opens_nothing(store: Store) -> None:
    """`/privacy export` tells whoever added the bot that they did, and no sealed token."""
    here = register(store)
    await here.install(acme(), tokens(ends=NOON + HOUR), "UADA")
    told = (await store.read(lambda tx: tx[PrivacyRows].everything("slack:T1", "UADA")))["installation"]

    assert [(row["installed_by"], row["name"]) for row in told] == [("UADA", "Acme T1")]
    assert "gAAAA" not in str(told)
    assert here.keys.marks[0] not in str(told)


async def test_a_workspace_that_left_is_removed_by_hand_with_its_installation(store: Store) -> None:
    """Nothing tells any more that it was there; one in which the bot is keeps its tokens."""
    here = register(store)
    for team in ("T1", "T2"):
        await here.install(acme(team), tokens(), "UADA")
        await store.write(lambda tx, team=team: tx[PackRows].meet(f"slack:{team}", NOON))  # type: ignore[misc]
    await leave(here, "slack:T1")
    for team in ("T1", "T2"):
        await remove_workspace(store, f"slack:{team}", NOON)

    assert [kept.about.team for kept in await here.all()] == ["T2"]


async def test_who_left_meanwhile_is_not_taken_for_there(store: Store) -> None:
    """A process that read the tokens a moment before says so after another one was told of the end."""
    here = register(store)
    for team in ("T1", "T2"):
        await here.install(acme(team), tokens(), "UADA")
        await leave(here, f"slack:{team}")
    await here.install(acme("T2"), tokens("anew"), "UADA")
    for team in ("T1", "T2", "T9"):
        await store.write(lambda tx, team=team: tx[DepartureRows].come_back_if_installed(f"slack:{team}"))  # type: ignore[misc]

    assert await store.read(lambda tx: tx[DepartureRows].over(NOON + HOUR)) == ["slack:T1"]
