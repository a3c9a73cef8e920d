"""Why what is at a link does not come in."""

from collections.abc import Callable, Mapping
from typing import Any

from typing_extensions import override

from bot.chat.option_refusals import short
from bot.chat.typed import given
from bot.errors import Refusal

_HAND_OVER = "Download it and hand over your copy."
_SENTENCES: Mapping[str, Callable[[str, Mapping[str, Any]], str]] = {
    "address": lambda host, facts: (
        f"“{short(facts['link'])}” is no link I can open. Give a whole one, such as “https://example.org/talk.vtt”."
    ),
    "secret": lambda host, facts: (
        f"The link to {host} has a name and a password in it, which I do not send. Give one that opens without them."
    ),
    "barred": lambda host, facts: (
        f"{host} lies in the network I run in myself, and there I open nothing. Give a link that everybody can open, "
        "or hand the file over."
    ),
    "away": lambda host, facts: f"{host} could not be reached just now. Check the link, or try it again in a minute.",
    "cut": lambda host, facts: f"What {host} sent broke off before its end. Try it again in a minute.",
    "slow": lambda host, facts: (
        f"{host} did not send all of it within {facts['seconds']} seconds. Try it again later. {_HAND_OVER}"
    ),
    "large": lambda host, facts: (
        f"What {host} sends is larger than {facts['limit']} MB, so I stopped. Give a link to something smaller."
    ),
    "round": lambda host, facts: (
        f"{host} leads on and on to other addresses. Give the link at which it ends up in a browser."
    ),
    "open": lambda host, facts: (
        f"{host} leads from a protected line (https) to an open one (http), where I do not follow. {_HAND_OVER}"
    ),
    "gone": lambda host, facts: f"{host} says that there is nothing at that link. Check it.",
    "closed": lambda host, facts: (
        f"{host} lets nobody in there who has not signed in. Give a link that everybody can open, or hand the file "
        "over."
    ),
    "busy": lambda host, facts: f"{host} asks for patience (HTTP {facts['status']}). Try it again later.",
    "status": lambda host, facts: f"{host} answered with HTTP {facts['status']} instead. Check the link.",
    "kind": lambda host, facts: (
        f"What is at that link of {host} is {facts['kind']}, not text. Give the link of the transcript itself."
    ),
    "off": lambda host, facts: f"No links are opened here. {_HAND_OVER}",
}
# What may be otherwise a little later.
PASSING = frozenset({"away", "cut", "slow", "busy"})


class CannotFetch(Refusal):
    """What is at a link could not be had: `why` is a word of the table, `host` whose it is.

    Facts beside: link (address), seconds (slow), limit (large, in MB), status (busy, status), kind; for busy perhaps
    wait, the seconds that were asked for.
    """

    about = "link"

    @property
    def why(self) -> str:
        """The reason, as a word of the table."""
        return str(self.facts["why"])

    @override
    def sentence(self) -> str:
        return _SENTENCES[self.why](short(str(self.facts.get("host", ""))), self.facts)


class IsFeed(Refusal):
    """A podcast's feed was handed over instead of a transcript; `link` is where it lies, "" where that is not known."""

    about = "link"

    @override
    def sentence(self) -> str:
        link = self.facts["link"] or "https://example.org/feed.xml"
        return f"This is a podcast's feed, no transcript. /quotes follow {given('feed', link)} brings its episodes in."


REASONS = tuple(_SENTENCES)
