"""Feeds in words: what is followed, what came of it, and what went wrong."""

from collections.abc import Sequence

from bot.chat.counts import counted
from bot.chat.messages import Listing, Mark, Notice
from bot.chat.option_refusals import short
from bot.chat.typed import given
from bot.errors import Refusal
from bot.feeds.model import Brought, Looked
from bot.library import import_wording as imports
from bot.library.followed import Followed
from bot.library.links import host_of
from content.errors import ContentError, NoTranscript

FOLLOW, UNFOLLOW = "quotes follow", "quotes unfollow"
FEED, LAST, SPEAKER = "feed", "last", "speaker"
# The kind of the post that tells of trouble; so many of the newest episodes come in at once, and no more than that.
TROUBLE, USUAL_LAST, MOST_LAST = "feed", 1, 3
FOLLOW_EXAMPLE = "/quotes follow https://example.org/feed.xml"
_EVERY_HOUR = {True: "It is looked at every hour", False: "Under quoth run it is looked at every hour"}
_VOICE = "/quotes follow with the same address and speaker=NAME takes one voice for it, speaker=- nobody's."


def why(error: Exception) -> str:
    """What is wrong with a feed or a transcript, in a sentence."""
    if isinstance(error, NoTranscript):
        return f"{error.path}: {error.problem}. {_VOICE}"
    return error.sentence() if isinstance(error, Refusal) else str(error) if isinstance(error, ContentError) else ""


def followed(feed: Followed, looked: Looked, *, by_itself: bool) -> Listing:
    """A feed is followed from now on, with what came in at once; `by_itself`: it is looked at where this is read."""
    lines = [*map(_brought, looked.brought), *looked.problems]
    if not lines:
        lines = ["Nothing comes in at once."]
    return Listing(
        title=f"“{feed.title}” is followed from now on",
        lines=tuple(lines),
        closing=f"{_EVERY_HOUR[by_itself]}, and new episodes that have a transcript come in by themselves; "
        f"the newest is preferred in daily posts for a week. /{UNFOLLOW} {given(FEED, feed.title)} ends it.",
    )


def _brought(brought: Brought) -> str:
    done, card = brought.done, brought.card
    if not imports.stored(done):
        return f"“{brought.episode.title}”: {imports.title(done, card)}"
    wait = f" ({card.delicate:,} of them for /quotes review first)" if card.delicate else ""
    return f"“{brought.episode.title}”: {imports.title(done, card)}, {counted(card.quotes, 'quote')}{wait}"


def other_speaker(feed: Followed) -> Notice:
    """Somebody else speaks where nobody is named."""
    return Notice(
        text=f"Where “{feed.title}” names nobody, {feed.speaker if feed.speaker != '-' else 'nobody'} speaks from now "
        f"on. What could not come in so far is tried again. /{FOLLOW} tells how it stands.",
        mark=Mark.RIGHT,
    )


def listing(feeds: Sequence[Followed]) -> Listing | Notice:
    """The feeds that are followed."""
    if not feeds:
        return Notice(
            text="No feed is followed here. Give the address of a podcast's feed whose episodes have transcripts: "
            f"{FOLLOW_EXAMPLE}"
        )
    return Listing(
        title=f"Followed here: {counted(len(feeds), 'podcast')}",
        lines=tuple(_line(number, feed) for number, feed in enumerate(feeds, 1)),
        closing=f"What came in stays when one is followed no more: /{UNFOLLOW} {given(FEED, '1')}",
    )


def _line(number: int, feed: Followed) -> str:
    trouble = f" Last time: {feed.problem}" if feed.problem else ""
    came = counted(feed.brought, "episode")
    return f"{number}. “{feed.title}” at {host_of(feed.link)}: {came} came in, set by {feed.by.name}.{trouble}"


def unfollowed(feed: Followed) -> Notice:
    """A feed is followed no more."""
    return Notice(
        text=f"“{feed.title}” is followed no more; what came in stays. "
        f"/{FOLLOW} {given(FEED, feed.link)} follows it again.",
        mark=Mark.RIGHT,
    )


def failing(feed: Followed) -> Notice:
    """To whoever follows it: it goes wrong."""
    return Notice(
        text=f"The podcast “{short(feed.title)}”, which you follow: {feed.problem} "
        f"I go on trying, ever less often, and say no more of it until it worked. /{FOLLOW} tells how it stands."
    )
