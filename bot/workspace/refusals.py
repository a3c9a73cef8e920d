"""Why somebody may not do that, or whom they named cannot."""

from math import ceil

from typing_extensions import override

from bot.chat.counts import counted, either
from bot.chat.identity import Who
from bot.chat.option_refusals import short
from bot.chat.principals import STARTING
from bot.errors import Refusal


class NotAManager(Refusal):
    """Only a manager may do that here. Facts: command; word, the restriction that makes it so, "" where none does;
    again, where a game was to come again and again.
    """

    @override
    def sentence(self) -> str:
        facts = self.facts
        said = f"/{facts['command']} is for managers here."
        if facts.get("again"):
            said = "A game that comes again is for managers here, like daily posts. Without the days it is played once."
        return f"{said} One of them can do it for you" + (
            f", or open it to all: /settings set restricted -{facts['word']}" if facts["word"] else "."
        )


class Nobody(Refusal):
    """Somebody was named who is not there, or everybody at once. Facts: option, name."""

    @override
    def sentence(self) -> str:
        return (
            f"“{short(self.facts['name'])}” is nobody I can find here. Mention people or groups, with commas between; "
            "everybody at once cannot manage."
        )


class NotToRestrict(Refusal):
    """A command was named that starts nothing. Facts: option, name."""

    @override
    def sentence(self) -> str:
        return (
            f"I cannot leave “{short(self.facts['name'])}” to managers. Choose what starts something: "
            f"{either(list(STARTING))}. For example: /settings set restricted quiz"
        )


class NotKnown(Refusal):
    """Only some may do that, and the platform does not say who asks. Facts: platform, who (Who.LATE or HIDDEN)."""

    @override
    def sentence(self) -> str:
        facts = self.facts
        platform = facts["platform"].capitalize()
        if facts["who"] is Who.LATE:
            return (
                f"{platform} did not say in time who you are, so I cannot tell whether you may do that. Try it again "
                "in a moment."
            )
        return (
            f"{platform} does not tell me who you are, so I cannot tell whether you may do that: the app lacks a "
            "right, which whoever runs Quoth can give it."
        )


class DoubtedBefore(Refusal):
    """That person doubted that quote's speaker before. Facts: number."""

    @override
    def sentence(self) -> str:
        return f"You said so of #{self.facts['number']} already, and a manager is told once. Others may say so too."


class DoubtsUsedUp(Refusal):
    """No more doubts of one person are passed on for now. Facts: limit (an hour), wait (how long)."""

    @override
    def sentence(self) -> str:
        minutes = counted(max(1, ceil(self.facts["wait"].total_seconds() / 60)), "minute")
        return f"Those were {self.facts['limit']} in an hour, as many as I pass on. Try it again in {minutes}."


class NobodyToTell(Refusal):
    """No manager is known whom the bot could write to. Facts: number."""

    @override
    def sentence(self) -> str:
        return (
            "I know no manager here whom I could write to, so nobody was told. Tell whoever manages this place about "
            f"#{self.facts['number']}."
        )
