"""Small values for tests, with everything that does not matter filled in."""

from datetime import UTC, date, datetime, time, timedelta

from bot.chat.incoming import Place, User
from bot.chat.moments import local_date
from bot.daily.rules.calendar import Schedule, Slot
from bot.daily.rules.model import DAILY, AskedItem, Delivery, Style, Subscription
from bot.games.model import (
    Game,
    GameSnapshot,
    GameState,
    MarkKind,
    Player,
    PlayerView,
    Round,
    RoundState,
    Rules,
    Turnout,
)
from bot.games.rules.answers import is_final
from bot.library.library import Library
from bot.library.model import Audience, NumberedQuote, PackInfo, StoredPack
from content.ids import fingerprint, quote_id
from content.items import Bank, Refused, offers_about
from content.model import Item, Pack, Quote, Source, Speaker, Turn

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
TODAY = NOON.date()
ALICE, BOB = User(id="alice", name="Alice"), User(id="bob", name="Bob")
HERE = Place(platform="terminal", workspace="local", channel="general")
THERE = Place(platform="terminal", workspace="local", channel="random")
ELSEWHERE = Place(platform="slack", workspace="T1", channel="C1")


def later(seconds: float) -> datetime:
    """That many seconds after noon."""
    return NOON + timedelta(seconds=seconds)


def pack(name: str = "talk", *texts: str, speaker: str = "Ada Novak", sample: bool = False) -> Pack:
    """A pack with one quote a text."""
    said = texts or (
        "Nobody reads the plan until it is on fire.",
        "Tea first, decisions later, regrets in the minutes.",
    )
    return Pack(
        name=name,
        source=Source(title=name.title()),
        fingerprint=fingerprint(speaker, *said),
        speakers=(Speaker(name=speaker, aliases=("Ada",)),),
        turns=tuple(Turn(speaker=speaker, text=text) for text in said),
        quotes=tuple(quote(text, turn=i, speaker=speaker) for i, text in enumerate(said)),
        sample=sample,
    )


def stored(pack_id: int, made: Pack, first: int = 1, audience: Audience = Audience.PUBLIC) -> StoredPack:
    """A pack as it would be kept, its quotes numbered from `first`."""
    info = PackInfo(
        id=pack_id, name=made.name, source=made.source, fingerprint=made.fingerprint, workspace_id=None,
        audience=audience, sample=made.sample, imported_at=NOON,
    )  # fmt: skip
    quotes = tuple(NumberedQuote(number=n, pack_id=pack_id, quote=q) for n, q in enumerate(made.quotes, first))
    return StoredPack(info=info, speakers=made.speakers, quotes=quotes, items=made.items)


def quote(text: str, *, turn: int = 0, speaker: str | None = "Ada Novak", verbatim: bool = True) -> Quote:
    """A quote of that text."""
    return Quote(
        id=quote_id(text, 0), turn=turn, speaker=speaker, text=text, original=text, score=0.5, verbatim=verbatim
    )


def item(key: str = "tea", *, options: tuple[str, ...] = ("tea", "jam", "ink"), quote_id: str | None = "q1") -> Item:
    """An item with that key."""
    return Item(
        id=f"item-{key}", kind="missing-word", stimulus="I would rather have _____.", stem="Which word is missing?",
        key=key, options=options, quote_id=quote_id,
    )  # fmt: skip


def game(game_id: str = "g1", *, place: Place = HERE, rules: Rules | None = None) -> Game:
    """A running game of Alice's."""
    return Game(
        id=game_id, place=place, host=ALICE.id, rules=rules or Rules(), state=GameState.RUNNING, started_at=NOON
    )


def subscription(
    subscription_id: str = "s1", *, place: Place = HERE, style: Style = Style.QUOTE, due: datetime | None = None,
    wall: time = time(9), zone: str = "UTC", pack: str = "",
) -> Subscription:  # fmt: skip
    """A daily quote at nine in UTC, due at that moment."""
    return Subscription(
        id=subscription_id, place=place, pack=pack, style=style, schedule=Schedule(time=wall, zone=zone),
        set_by=ALICE.id, set_by_name=ALICE.name, next=None if due is None else Slot(local_date(due, zone), due),
    )  # fmt: skip


def delivery(delivery_id: str = "d1", *, day: date = TODAY, slot: str = DAILY, open_: bool = False) -> Delivery:
    """A delivery of that date, of a quote or open to be guessed."""
    items = (AskedItem(item=item(), number=1),) if open_ else ()
    return Delivery(
        id=delivery_id, subscription_id="s1", day=day, slot=slot, style=Style.GUESS if open_ else Style.QUOTE,
        due_at=NOON, number=None if open_ else 1, items=items, open=open_,
    )  # fmt: skip


def asked(round_id: str = "r1", *, game_id: str = "g1", number: int = 1, about: Item | None = None) -> Round:
    """A pending round."""
    return Round(id=round_id, game_id=game_id, number=number, item=about or item(), quote_number=1, seconds=20)


def opened(round_id: str = "r1", *, game_id: str = "g1", number: int = 1, about: Item | None = None) -> Round:
    """A round that opened at noon for 20 seconds."""
    return Round(
        id=round_id, game_id=game_id, number=number, item=about or item(), quote_number=1, seconds=20,
        state=RoundState.OPEN, opens_at=NOON, closes_at=later(20),
    )  # fmt: skip


def player(user: User = ALICE, *, joined: bool = True, streak: int = 0, points: int = 0) -> Player:
    """A player."""
    return Player(user_id=user.id, name=user.name, joined=joined, streak=streak, points=points)


def seat_at(table: GameSnapshot, user: User) -> PlayerView:
    """One player's part of a table."""
    hinted, looked = (user.id in table.marked(kind) for kind in (MarkKind.HINT, MarkKind.LOOKED))
    return PlayerView(
        game=table.game, round=table.round, player=table.player(user.id), answer=table.answer_of(user.id),
        hinted=hinted, looked=looked,
    )  # fmt: skip


def turnout_of(table: GameSnapshot) -> Turnout:
    """Who of a table is waited for."""
    done = {a.user_id for a in table.answers if is_final(a)}
    joined = {p.user_id for p in table.players if p.joined}
    dozing = joined - done - {p.user_id for p in table.players if p.plays}
    return Turnout(len(joined - dozing), len(joined - dozing - done), len(dozing))


def offered(bank: Bank, kind: str, quote: Quote) -> Item | Refused:
    """What can be asked of that kind about a quote, whatever it is worth; or the rule that refuses it."""
    made = offers_about(bank, kind, quote)
    return made if isinstance(made, Refused) else made[0].item


def refused(made: Item | Refused) -> str:
    """The rule that refused an item."""
    assert isinstance(made, Refused)
    return made.rule


def quotes_of(library: Library, name: str) -> tuple[NumberedQuote, ...]:
    """The quotes of a pack, which only a library itself may see."""
    return library._contents.packs[library.pack(name).info.id].quotes
