"""Why nothing is posted daily, or not like that."""

from typing_extensions import override

from bot.chat import titles
from bot.chat.counts import both, either, ended
from bot.chat.refusals import SAY_ZONE
from bot.chat.typed import given
from bot.daily.names import EVERYTHING, named
from bot.errors import Refusal
from content.items import KINDS

# So many commands are told one by one.
_FEW = 3


class ZoneMissing(Refusal):
    """No time zone was named and none is known of that person. Facts: say (how it is written, with {})."""

    about = "timezone"

    @override
    def sentence(self) -> str:
        say = str(self.facts.get("say", SAY_ZONE)).format("Europe/Berlin")
        return f"Whose clock? Name the time zone, for example: {say}"


class NothingDaily(Refusal):
    """Nothing is posted daily in this place, or nothing like that. Facts: on (whether anything else is), was (what
    to type to have posted again what was switched off and is meant), command.
    """

    @override
    def sentence(self) -> str:
        facts = self.facts
        was = facts.get("was", ())
        off = (
            "That is switched off already" if facts.get("command") == "daily off" else "What was posted is switched off"
        )
        if len(was) == 1:
            return f"{off}. {was[0]} brings it back."
        if was:
            return f"{off}. /daily show lists what brings each of them back."
        if not facts["on"]:
            return "Nothing is posted here daily. For example: /daily set 09:00 timezone=Europe/Berlin"
        return ended(f"Nothing like that is posted here. There is {titles.daily_posts(facts['on'])}")


class WhichDaily(Refusal):
    """Several subscriptions could be meant. Facts: known ((pack, style) each), command, number if one was given."""

    @override
    def sentence(self) -> str:
        facts = self.facts
        known, command = list(facts["known"]), facts.get("command", "daily skip")
        said = f"/{command}" + (f" {facts['number']}" if "number" in facts else "")
        commands = [f"{said} {named(pack, style, known)}" for pack, style in known]
        styles = {style for _, style in known}
        if command == "daily off" and len(styles) == 1:
            commands.append(f"{said} {given('style', min(styles))} {given('pack', EVERYTHING[0])}")
        which = either(commands) if len(commands) <= _FEW else f"for example {commands[0]}"
        return f"Several are posted here: {titles.daily_posts(known)}. Say which one: {which}"


class OptionOfAnother(Refusal):
    """An option that another style of daily post has. Facts: option, value, style, styles (that have it), time."""

    @override
    def sentence(self) -> str:
        facts = self.facts
        what, styles = titles.capital(titles.option(facts["option"])), facts["styles"]
        theirs, this = either([f"a {titles.daily_post(style)}" for style in styles]), titles.daily_post(facts["style"])
        named = f"style={styles[0]} {given(facts['option'], facts['value'])}"
        return f"{what} is for {theirs}, and this is a {this}. Write: /daily set {facts['time']} {named}"


class TooManyDaily(Refusal):
    """A place has as many subscriptions as it may. Facts: limit."""

    @override
    def sentence(self) -> str:
        return f"{self.facts['limit']} are posted here daily, and that is the most. /daily off makes room."


class OnlySamples(Refusal):
    """Only sample packs are here, and they are not posted unless named. Facts: packs, time."""

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
    """A guess or quiz takes no answers any more. Facts: withdrawn, where it was taken back before its answer."""

    @override
    def sentence(self) -> str:
        if self.facts.get("withdrawn"):
            return "That question was taken back, so no answer follows and it counts for nobody."
        return "That one is over; the answer stands in the channel. The next takes answers."


class TimeMissing(Refusal):
    """Days or a zone were named for a game, and no time. Facts: option, value."""

    about = "at"

    @override
    def sentence(self) -> str:
        option, value = self.facts["option"], self.facts["value"]
        what = titles.capital(titles.option(option))
        verb = "are" if option == "days" else "is"
        return (
            f"{what} {verb} for a game that begins at a set time. Write the time with it, for example: "
            f"/quiz start at=16:00 {given(option, value)}"
        )


class NotByTheClock(Refusal):
    """What a game at a set time cannot have. Facts: option, time."""

    @override
    def sentence(self) -> str:
        option, time = self.facts["option"], self.facts["time"]
        why = {
            "begin": f"A game that is set for {time} begins then, not now. Leave one of the two out",
            "thread": "A game at a set time is played in the channel itself, not in a thread that opens for it",
            "mode": "What you got wrong you are asked alone, at any time: /quiz start mode=missed. Leave it out",
            "pace": "A game that you play alone has no time: it waits for you. Leave the pace out",
        }[option]
        return f"{why}: /quiz start at={time}"


class NotInAQuiz(Refusal):
    """A quiz has a board and is answered by buttons: an opinion is neither right nor wrong, a number is typed.

    Facts: time, mode.
    """

    about = "mode"

    @override
    def sentence(self) -> str:
        mode = self.facts["mode"]
        why = (
            "Opinions have no right answer, so they are no questions of a quiz"
            if KINDS[mode].poll
            else "A quiz is answered by buttons, and a number is typed"
        )
        return f"{why}. One a day works: /daily set {self.facts['time']} style=guess mode={mode}"
