"""Why a mix is not kept, played, changed or taken away."""

from typing_extensions import override

from bot.chat.counts import both
from bot.chat.option_refusals import short
from bot.chat.typed import given
from bot.errors import Refusal

_KNOWN = 8


class PresetNameBad(Refusal):
    """That is no name for a mix. Facts: name."""

    about = "name"

    @override
    def sentence(self) -> str:
        return (
            "A mix is called by words or figures, without signs such as @, # or /. For example: "
            "/quiz preset save friday closest rounds=5"
        )


class NoSuchPreset(Refusal):
    """No mix of that name is kept. Facts: name, known (names), nearest (one of them or ""), verb."""

    about = "name"

    @override
    def sentence(self) -> str:
        facts = self.facts
        none = f"No mix called “{short(facts['name'])}” is kept here."
        if facts["nearest"]:
            return f"{none} Did you mean this one? /quiz preset {facts['verb']} {given('name', facts['nearest'])}"
        if not facts["known"]:
            return f"{none} None is so far. This keeps one: /quiz preset save friday closest rounds=5"
        shown = list(facts["known"])[:_KNOWN]
        more = "" if len(facts["known"]) == len(shown) else " /quiz preset list shows all."
        return f"{none} Kept are: {both([f'“{short(name)}”' for name in shown])}.{more}"


class PresetsFull(Refusal):
    """A workspace keeps no more mixes. Facts: most."""

    @override
    def sentence(self) -> str:
        return (
            f"{self.facts['most']} mixes are kept here, which is all there is room for. /quiz preset list shows them; "
            "/quiz preset delete makes room."
        )


class PresetOfAnother(Refusal):
    """Who kept a mix, or a manager, may change it. Facts: name."""

    about = "name"

    @override
    def sentence(self) -> str:
        return (
            f"“{short(self.facts['name'])}” was kept by somebody else: they or a manager may change it or take it "
            "away. Keep yours under another name."
        )
