"""A podcast whose episodes come out one by one, and somebody who hears what is told of it."""

from datetime import timedelta

from bot.chat.incoming import MessageRef, Place
from bot.chat.messages import Reply
from bot.feeds.episodes import look_at_due
from tests.builders import ALICE, HERE, NOON
from tests.feeds import feed, item
from tests.platform.web import Web
from tests.world import Silent, World, words

HOUR = 3600


LINES = (
    "Nobody reads the plan until the day it catches fire in the {word} kitchen.",
    "We wrote the {word} plan down once, and the kettle was the only one who followed it.",
    "Every {word} meeting that could have been a letter was a letter once, before somebody answered it.",
    "I keep the {word} minutes in a drawer so that nobody ever has to read them twice.",
)


def transcript(word: str, *, names: bool = True) -> bytes:
    """An episode of two voices, as WebVTT."""
    cues = []
    for number, line in enumerate(LINES * 2):
        name = ("Ada Novak", "Ben Osei")[number % 2]
        said = line.format(word=f"{word} {'first' if number < 4 else 'second'}")
        voice = f"<v {name}>{said}</v>" if names else said
        cues.append(f"00:0{number}:00.000 --> 00:0{number}:50.000\n{voice}\n")
    return ("WEBVTT\n\n" + "\n".join(cues)).encode()


class Ears(Silent):
    """Hears what is sent to whom."""

    def __init__(self) -> None:
        self.told: list[tuple[str, str]] = []

    async def post(self, place: Place, reply: Reply, nonce: str) -> MessageRef:
        """Heard."""
        self.told.append((place.user_id, words(reply)))
        return await super().post(place, reply, nonce)


class Show:
    """A podcast on the web, whose episodes come out one by one, a day apart, the first at noon."""

    def __init__(self, web: Web) -> None:
        self.web, self.items = web, list[str]()
        self.link = web.at("/feed.xml")

    def publish(self, word: str, data: bytes | None = None, *, text: bool = True) -> None:
        """One more episode, with its transcript unless not."""
        address = self.web.put(f"/{word}.vtt", transcript(word) if data is None else data, "text/vtt")
        at = NOON + timedelta(days=len(self.items))
        told = [(address, "text/vtt")] if text else []
        self.items.insert(0, item(f"About the {word}", *told, guid=word, date=f"{at:%a, %d %b %Y %H:%M:%S} GMT"))
        self.put()

    def add_transcript(self, word: str) -> None:
        """An episode that had none gets it."""
        where = next(i for i, each in enumerate(self.items) if f">{word}<" in each)
        told = f'<podcast:transcript url="/{word}.vtt" type="text/vtt"/></item>'
        self.items[where] = self.items[where].replace("</item>", told)
        self.put()

    def put(self) -> None:
        """What lies there now, with a tag of its own."""
        data = feed(self.items)
        self.web.put("/feed.xml", data, "application/rss+xml", ETag=f'"{hash(data)}"')

    @property
    def looks(self) -> int:
        """How often the feed was asked for."""
        return sum(request.path == "/feed.xml" for request in self.web.asked)


async def say(world: World, command: str, **options: str) -> Reply:
    """By Alice, who manages."""
    return await world.ask(ALICE, command, manager=True, **options)  # type: ignore[arg-type]


async def packs(world: World) -> list[str]:
    """What is used here, samples left out, the oldest first."""
    library = await world.services.libraries.library(HERE.workspace_id)
    return [p.info.name for p in sorted(library.packs.values(), key=lambda p: p.info.id) if not p.info.sample]


async def hours(world: World, count: float) -> None:
    """So many hours after noon the feeds that are due are looked at, and what is to be sent goes out."""
    await world.at(count * HOUR)
    await look_at_due(world.services)
    await world.outbox.flush()
