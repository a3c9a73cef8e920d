"""Small values for tests, with everything that does not matter filled in."""

from datetime import UTC, datetime, timedelta

from bot.core.game import Game, GameState, Player, Round, RoundState, Rules
from bot.messages import Place, User
from content.ids import fingerprint, quote_id
from content.model import Item, Pack, Quote, Source, Speaker, Turn

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
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
