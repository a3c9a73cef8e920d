"""Why somebody has to wait."""

from typing_extensions import override

from bot.chat.counts import counted
from bot.errors import Refusal


class TooOften(Refusal):
    """Too many public answers lately. Facts: most (in ten seconds), channel (it was the channel), seconds (to wait)."""

    @override
    def sentence(self) -> str:
        facts = self.facts
        when = counted(facts["seconds"], "second")
        had = f"this channel had {facts['most']} answers"
        if not facts["channel"]:
            had = f"everybody here got {facts['most']} answers of yours"
        return f"Give it a moment: {had} in ten seconds. Ask again in {when}."


class TooMuchAtOnce(Refusal):
    """So much of the same person is still being worked on."""

    says = "Give it a moment: what you asked for before is still being worked on."
