"""Why a feed is not followed."""

from typing_extensions import override

from bot.chat.counts import counted
from bot.chat.option_refusals import short
from bot.chat.typed import given
from bot.errors import Refusal


class NoAddress(Refusal):
    """What was given as a feed is no address. Facts: name, what was given."""

    about = "feed"

    @override
    def sentence(self) -> str:
        return (
            f"“{short(self.facts['name'])}” is no address of a feed. Give all of it, with https:// before it: "
            "/quotes follow https://example.org/feed.xml"
        )


class FollowedAlready(Refusal):
    """The feed `title` is followed here."""

    about = "feed"

    @override
    def sentence(self) -> str:
        return f"“{short(self.facts['title'])}” is followed here already. /quotes follow lists what is."


class NoTranscripts(Refusal):
    """None of the `episodes` episodes of the feed `title` has a transcript."""

    about = "feed"

    @override
    def sentence(self) -> str:
        many = counted(self.facts["episodes"], "episode")
        return (
            f"“{short(self.facts['title'])}” is a podcast with {many}, but its feed names no transcript of any, so "
            "nothing could come in. /quotes import brings in transcripts that you have."
        )


class FeedsFull(Refusal):
    """A workspace follows `limit` feeds, and no more."""

    about = "feed"

    @override
    def sentence(self) -> str:
        many = counted(self.facts["limit"], "podcast")
        return f"{many} are followed here, and no more can be. /quotes unfollow ends one."


class NoSuchFeed(Refusal):
    """No feed that is followed is called `name`; `known` are those that are."""

    about = "feed"

    @override
    def sentence(self) -> str:
        known = self.facts["known"]
        if not known:
            return "No feed is followed here. /quotes follow takes the address of one."
        titles = ", ".join(f"“{short(title)}”" for title in known[:5])
        return (
            f"No feed called “{short(self.facts['name'])}” is followed here. There is {titles}: "
            f"write for example /quotes unfollow {given('feed', '1')}."
        )
