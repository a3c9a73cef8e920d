"""Why a pack that is known in a workspace, or a quote of it, is not there now."""

from typing_extensions import override

from bot.chat.option_refusals import short
from bot.chat.typed import given
from bot.library.refusals import NoSuchPack, NumberUnknown


class NumberRests(NumberUnknown):
    """That quote is in a pack that is not in use there. Facts: number, pack."""

    @override
    def sentence(self) -> str:
        number, pack = self.facts["number"], self.facts["pack"]
        return f"#{number} is in “{pack}”, which rests here. /quotes enable {given('pack', pack)} brings it back."


class SuggestionWaits(NumberUnknown):
    """Somebody suggested that quote, and no manager kept it yet. Facts: number, manager (for one of those)."""

    @override
    def sentence(self) -> str:
        number = self.facts["number"]
        if self.facts["manager"]:
            return f"#{number} is a suggestion and waits for a manager. /quotes review deals it."
        return (
            f"#{number} waits for a manager, and is nowhere else before one keeps it. /quotes delete {number} takes it "
            "back."
        )


class PackIsAway(NoSuchPack):
    """A pack that is known there and not in use. Facts: name, removed (it was taken away, and can be brought back)."""

    @override
    def sentence(self) -> str:
        name = self.facts["name"]
        why = "was removed" if self.facts["removed"] else "rests here"
        return f"“{short(name)}” {why}. /quotes enable {given('pack', name)} brings it back."
