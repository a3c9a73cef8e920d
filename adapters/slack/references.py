"""A message of a channel as people read it: names for the ids of people, user groups and channels in it."""

import asyncio
import re
from collections.abc import Awaitable, Callable
from dataclasses import replace

from adapters.slack.directory import SlackDirectory
from adapters.slack.people import People
from adapters.slack.text import named
from bot.chat.incoming import ChatMessage, Place

# Of so many people, groups and channels that a message mentions the names are asked for.
MOST_NAMED = 8
# Those without a name beside them.
_BARE = re.compile(r"<(@|#|!subteam\^)([A-Z0-9]+)\|?>")


class References:
    """Asks for the names that a message does not tell."""

    def __init__(self, people: People, directory: SlackDirectory) -> None:
        self._people, self._directory = people, directory

    async def named(self, about: ChatMessage, place: Place) -> ChatMessage:
        """The message with the names of its author and of whatever it mentions."""
        found = list(dict.fromkeys(_BARE.findall(about.text)))[:MOST_NAMED]
        ask: dict[str, Callable[[str], Awaitable[str]]] = {
            "@": self._person, "#": self._directory.channel, "!subteam^": lambda id_: self._group(place, id_),
        }  # fmt: skip
        author, *told = await asyncio.gather(self._person(about.author.id), *(ask[sign](id_) for sign, id_ in found))
        names = dict(zip(found, told, strict=True))
        text = _BARE.sub(lambda m: f"<{m[1]}{m[2]}|{names.get((m[1], m[2]), '')}>", about.text)
        return replace(about, text=named(text), author=replace(about.author, name=about.author.name or author))

    async def _person(self, user_id: str) -> str:
        """Their name; "" where Slack does not say it."""
        person = await self._people.person(user_id, "", "") if user_id else None
        return person.name if person is not None and person.name != user_id else ""

    async def _group(self, place: Place, group_id: str) -> str:
        found = await self._directory.find(place, f"<!subteam^{group_id}>")
        return "" if found is None else found.name
