"""Why what is at a link does not come in."""

from typing_extensions import override

from bot.chat.option_refusals import short
from bot.chat.typed import given
from bot.errors import Refusal

_HAND_OVER = "Download it and hand over your copy."
_SENTENCES = {
    "address": ("“{link}” is no link I can open. Give a whole one, such as “https://example.org/talk.vtt”."),
    "secret": (
        "The link to {host} has a name and a password in it, which I do not send. Give one that opens without them."
    ),
    "barred": (
        "{host} lies in the network I run in myself, and there I open nothing. Give a link that everybody can open, "
        "or hand the file over."
    ),
    "away": "{host} could not be reached just now. Check the link, or try it again in a minute.",
    "cut": "What {host} sent broke off before its end. Try it again in a minute.",
    "slow": ("{host} did not send all of it within {seconds} seconds. Try it again later. " + _HAND_OVER),
    "large": ("What {host} sends is larger than {limit} MB, so I stopped. Give a link to something smaller."),
    "round": ("{host} leads on and on to other addresses. Give the link at which it ends up in a browser."),
    "open": ("{host} leads from a protected line (https) to an open one (http), where I do not follow. " + _HAND_OVER),
    "gone": "{host} says that there is nothing at that link. Check it.",
    "closed": (
        "{host} lets nobody in there who has not signed in. Give a link that everybody can open, or hand the file over."
    ),
    "busy": "{host} asks for patience (HTTP {status}). Try it again later.",
    "status": "{host} answered with HTTP {status} instead. Check the link.",
    "kind": ("What is at that link of {host} is {kind}, not text. Give the link of the transcript itself."),
    "off": "No links are opened here. " + _HAND_OVER,
}
# Of a feed nobody can hand a copy over.
_OF_FEEDS = {
    "address": "“{link}” is no link I can open. Give the whole address of a feed, such as “https://example.org/feed.xml”.",
    "barred": (
        "{host} lies in the network I run in myself, and there I open nothing. Give the address of a feed that "
        "everybody can open."
    ),
    "slow": "{host} did not send all of it within {seconds} seconds. Try it again later.",
    "large": "What {host} sends is larger than {limit} MB, so I stopped. Give the address of a smaller feed.",
    "open": (
        "{host} leads from a protected line (https) to an open one (http), where I do not follow. Give the address at "
        "which the feed ends up in a browser."
    ),
    "closed": (
        "{host} lets nobody in there who has not signed in. Give the address of a feed that everybody can open."
    ),
    "kind": "What is at that link of {host} is {kind}, not text. Give the address of the podcast's feed itself.",
    "off": "No links are opened here, so no feed can be followed. /quotes import takes the files of its transcripts.",
}
# What may be otherwise a little later.
PASSING = frozenset({"away", "cut", "slow", "busy"})


class CannotFetch(Refusal):
    """What is at a link could not be had: `why` is a word of the table, `host` whose it is.

    Facts beside: link (address), seconds (slow), limit (large, in MB), status (busy, status), kind; for busy perhaps
    wait, the seconds that were asked for; feed (whether it is a podcast's).
    """

    about = "link"

    @property
    def why(self) -> str:
        """The reason, as a word of the table."""
        return str(self.facts["why"])

    @override
    def sentence(self) -> str:
        named = {name: short(str(self.facts.get(name, ""))) for name in ("host", "link")}
        told = {**_SENTENCES, **_OF_FEEDS} if self.facts.get("feed") else _SENTENCES
        return told[self.why].format_map({**self.facts, **named})

    def of_feed(self) -> "CannotFetch":
        """The same of a podcast's feed."""
        return CannotFetch(**{**self.facts, "feed": True})


class IsFeed(Refusal):
    """A podcast's feed was handed over instead of a transcript; `link` is where it lies, "" where that is not known."""

    about = "link"

    @override
    def sentence(self) -> str:
        link = self.facts["link"] or "https://example.org/feed.xml"
        return f"This is a podcast's feed, no transcript. /quotes follow {given('feed', link)} brings its episodes in."


REASONS = tuple(_SENTENCES)
