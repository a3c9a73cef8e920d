"""What storage promises about packs that are put in order: what names them follows, and imports keep it."""

from dataclasses import replace

from bot.daily.rows import DailyRows
from bot.daily.rules.model import Style
from bot.games.model import GameState, Rules
from bot.games.presets import Preset
from bot.games.rows.games import GameRows
from bot.games.rows.presets import PresetRows
from bot.library.model import Audience, Outcome
from bot.library.rows.packs import PackRows
from bot.library.rows.voices import VoiceRows
from bot.storage.store import Store
from bot.storage.transaction import Transaction
from content.model import Pack, Speaker
from tests.builders import ELSEWHERE, NOON, game, later, pack, subscription

OWNER = ELSEWHERE.workspace_id


async def keep(store: Store, made: Pack, seconds: float = 0) -> int:
    """Import it; its id."""
    done = await store.write(
        lambda tx: tx[PackRows].save(made, workspace_id=OWNER, audience=Audience.WORKSPACE, at=later(seconds))
    )
    return done.info.id


async def test_what_names_a_pack_follows_its_new_name(store: Store) -> None:
    """Under its numbers, also by an import of its file; a name that is taken is nobody else's."""
    one = await keep(store, pack("talk"))
    await keep(store, pack("other", "Somebody else said that."))
    await store.write(lambda tx: tx[DailyRows].put(subscription(place=ELSEWHERE, due=later(60))))
    named = replace(subscription("s2", place=ELSEWHERE, due=later(60)), pack="talk")
    await store.write(lambda tx: tx[DailyRows].put(named))
    (held, _) = await store.read(lambda tx: tx[PackRows].owned(OWNER))
    assert await store.write(lambda tx: tx[PackRows].rename(held, "other", "Other")) is None
    now = await store.write(lambda tx: tx[PackRows].rename(held, "plans", "Plans"))
    assert now is not None

    assert (now.id, now.name, now.source.title) == (one, "plans", "Plans")
    again = await store.write(
        lambda tx: tx[PackRows].save(pack("talk"), workspace_id=OWNER, audience=Audience.WORKSPACE, at=later(9))
    )
    assert (again.info.id, again.info.name) == (one, "plans")
    assert again.outcome in (Outcome.DUPLICATE, Outcome.UNCHANGED, Outcome.UPDATED)
    found = await store.read(lambda tx: tx[DailyRows].at(ELSEWHERE))
    assert sorted(s.pack for s in found) == ["", "plans"]


async def test_what_is_to_be_played_follows_a_new_name_too(store: Store) -> None:
    """A game at a time by its rules, a kept mix, and a game that is over, which can be played once more; none
    elsewhere, nor what names another pack.
    """
    await keep(store, pack("talk"))
    (held,) = await store.read(lambda tx: tx[PackRows].owned(OWNER))
    named, other = Rules(pack="talk"), Rules(pack="other")
    weekly = replace(subscription("s1", place=ELSEWHERE, due=later(60), style=Style.GAME), pack="talk", game=named)
    over = replace(game("g1", place=ELSEWHERE), rules=named, state=GameState.OVER)
    mixes = [("mine", "talk", OWNER), ("another", "other", OWNER), ("theirs", "talk", "slack:T9")]

    def set_up(tx: Transaction) -> None:
        tx[DailyRows].put(weekly)
        tx[DailyRows].put(replace(weekly, id="s2", style=Style.ONCE, pack="other", game=other))
        tx[GameRows].add(over)
        for name, about, whose in mixes:
            tx[PresetRows].put(
                whose, Preset(id=name, name=name, options={"pack": about, "rounds": "3"}, user_id="U1", at=NOON)
            )

    await store.write(set_up)
    assert await store.write(lambda tx: tx[PackRows].rename(held, "plans", "Plans"))

    found = await store.read(lambda tx: tx[DailyRows].at(ELSEWHERE))
    assert {(s.pack, s.game and s.game.pack) for s in found} == {("plans", "plans"), ("other", "other")}
    table = await store.read(lambda tx: tx[GameRows].newest(ELSEWHERE))
    assert table is not None
    assert table.game.rules.pack == "plans"
    kept = await store.read(lambda tx: (*tx[PresetRows].all(OWNER), *tx[PresetRows].all("slack:T9")))
    assert {(p.name, p.options["pack"]) for p in kept} == {("mine", "plans"), ("another", "other"), ("theirs", "talk")}
    uses = await store.read(lambda tx: tx[PackRows].uses(replace(held, name="plans")))
    assert (uses.games, uses.daily) == (0, 1)


async def test_somebody_called_otherwise_stays_so_and_can_be_undone(store: Store) -> None:
    """A name that nobody had yet becomes a voice, and goes again with the undo; an import in between keeps it."""
    first = await keep(store, pack("talk", speaker="SPEAKER_00"))
    joined = await store.write(lambda tx: tx[VoiceRows].join(first, "SPEAKER_00", "Ada Novak", "U1", NOON))
    longer = pack("talk", "One more.", *(t.text for t in pack().turns), speaker="SPEAKER_00")
    await keep(store, longer, 5)
    (loaded,) = await store.read(lambda tx: tx[PackRows].load((first,)))

    assert {q.quote.speaker for q in loaded.quotes} == {"Ada Novak"}
    assert loaded.speakers == (Speaker(name="Ada Novak", aliases=("Ada", "SPEAKER_00")),)
    parted = await store.write(lambda tx: tx[VoiceRows].part(joined.id, [first], later(9)))
    assert parted is not None
    (loaded,) = await store.read(lambda tx: tx[PackRows].load((first,)))
    assert {q.quote.speaker for q in loaded.quotes} == {"SPEAKER_00"}
    assert loaded.speakers == (Speaker(name="SPEAKER_00", aliases=("Ada",)),)
