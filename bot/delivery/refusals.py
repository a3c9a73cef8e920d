"""Why the bot cannot post in a place."""

from typing_extensions import override

from bot.chat.counts import both
from bot.chat.incoming import Problem
from bot.chat.traits import traits_of
from bot.errors import Refusal


class CannotPost(Refusal):
    """A game would be posted where the bot cannot post. Facts: problem, platform, lacking (rights
    by their names there).
    """

    @override
    def sentence(self) -> str:
        facts = self.facts
        if facts["problem"] is Problem.NOT_HERE:
            how = traits_of(facts.get("platform", "")).invitation
            return (
                f"I am not a member here, so nobody else would see it. Invite me in{how}; until then "
                "/quiz start pace=solo plays with you alone."
            )
        if facts["problem"] is Problem.BETWEEN_PEOPLE:
            return (
                "I am not in this conversation between people, so I cannot post here. Use a channel that I am in, or "
                "write to me directly; /quiz start pace=solo plays with you alone."
            )
        if facts["problem"] is Problem.GONE:
            return "This channel is archived or gone, so nothing can be posted in it. Choose another channel."
        lacking = both(facts["lacking"])
        if not lacking:
            return "I cannot post in this channel. Whoever manages it can allow it; else choose another channel."
        return f"I cannot post here: I lack {lacking}. Whoever manages this channel or the app can allow it."


class CannotThread(Refusal):
    """A game would be played in a thread that the bot cannot open. Facts: lacking (what it would need there)."""

    about = "thread"

    @override
    def sentence(self) -> str:
        return (
            f"I cannot open a thread here: it takes {' and '.join(self.facts['lacking'])}. Whoever manages this "
            "channel can allow it; /quiz start plays in the channel itself."
        )
