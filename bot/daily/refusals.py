"""Why nothing is posted daily, or not like that."""

from typing_extensions import override

from bot.chat import titles
from bot.chat.counting import both, either, ended
from bot.chat.typed import given
from bot.errors import Refusal


class ZoneMissing(Refusal):
    """No time zone was named and none is known of that person."""

    about = "timezone"
    says = "Whose clock? Name the time zone, for example: /daily set 09:00 timezone=Europe/Berlin"


class NothingDaily(Refusal):
    """Nothing is posted daily in this place, or nothing like that. Facts: on (whether anything else is)."""

    @override
    def sentence(self) -> str:
        facts = self.facts
        if not facts["on"]:
            return "Nothing is posted here daily. For example: /daily set 09:00 timezone=Europe/Berlin"
        return ended(f"Nothing like that is posted here. There is {titles.daily_posts(facts['on'])}")


class WhichDaily(Refusal):
    """Several subscriptions could be meant. Facts: known ((pack, style) each), command, number if one was given."""

    @override
    def sentence(self) -> str:
        facts = self.facts
        pack, style = facts["known"][-1]
        named = given("style", style) + (f" {given('pack', pack)}" if pack else "")
        said = facts.get("command", "daily skip") + (f" {facts['number']}" if "number" in facts else "")
        here = titles.daily_posts(facts["known"])
        return f"Several are posted here: {here}. Say which one, for example: /{said} {named}"


class OptionOfAnother(Refusal):
    """An option that another style of daily post has. Facts: option, value, style, styles (that have it), time."""

    @override
    def sentence(self) -> str:
        facts = self.facts
        what, styles = titles.capital(titles.option(facts["option"])), facts["styles"]
        named = f"style={styles[0]} {given(facts['option'], facts['value'])}"
        return (
            f"{what} is for {either([f'a {s}' for s in styles])}, and this is a {facts['style']}. Write: "
            f"/daily set {facts['time']} {named}"
        )


class TooManyDaily(Refusal):
    """A place has as many subscriptions as it may. Facts: limit."""

    @override
    def sentence(self) -> str:
        return f"{self.facts['limit']} are posted here daily, and that is the most. /daily off makes room."


class OnlySamples(Refusal):
    """Only sample packs are here, and they are not posted unless named. Facts: packs."""

    @override
    def sentence(self) -> str:
        facts = self.facts
        return (
            f"There are only sample packs here ({both(facts['packs'])}), and I do not post those unasked. Import a "
            f"transcript, or name one: /daily set {facts['time']} {given('pack', facts['packs'][0])}"
        )


class OfAnotherPack(Refusal):
    """A quote of another pack than what is posted is drawn from. Facts: number, pack, known."""

    @override
    def sentence(self) -> str:
        return (
            f"#{self.facts['number']} is of {self.facts['pack']}, and what is posted here is drawn from "
            f"{self.facts['known']}. Choose a quote of that."
        )


class DailyIsOver(Refusal):
    """A guess or quiz was resolved already."""

    says = "That one is over; the answer stands in the channel. The next takes answers."
