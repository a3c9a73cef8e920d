"""Why something cannot be done in a game; its rules and use cases raise them."""

from typing_extensions import override

from bot.chat import titles
from bot.chat.counts import both, counted, either, ended
from bot.chat.option_refusals import short
from bot.chat.traits import traits_of
from bot.chat.typed import given
from bot.errors import Refusal


def was(answer: str) -> str:
    """What the answer was, to whom it comes too late."""
    return ended(f"the answer was {short(answer)}")


class NoGame(Refusal):
    """No game runs in this place. Facts: over, where one was played and has ended; answer, which its last round had a
    moment ago; below, where one is played in a thread of this channel: the platform.
    """

    @override
    def sentence(self) -> str:
        if below := self.facts.get("below"):
            menu = traits_of(below).menu_of_threads
            way = f"Its menu is there: {menu} in the menu of any message of it." if menu else "Write that there."
            return f"The game here is played in a thread of this channel. {way}"
        if answer := self.facts.get("answer"):
            return f"The last round is closed; {was(answer)} The game is over: /quiz start begins another."
        return (
            "No game is running here any more: it is over. /quiz start begins another."
            if self.facts.get("over")
            else "No game is running here. /quiz start begins one."
        )


class GameRuns(Refusal):
    """One game a place."""

    says = "A game is running here already. /quiz join takes part, /quiz stop ends it."


class NotTheHost(Refusal):
    """Only the host or a manager may do that. Facts: host."""

    @override
    def sentence(self) -> str:
        facts = self.facts
        host = f" ({facts['host']})" if facts["host"] else ""
        return f"Only the one who started this game{host} or a manager may do that."


class RoundIsClosed(Refusal):
    """Too late for that round. Facts: alone, where whoever plays goes on by themselves; answer, what it was told to be
    a moment ago.
    """

    @override
    def sentence(self) -> str:
        if self.facts.get("alone"):
            return "That round is over. Press Next for the following one."
        if answer := self.facts.get("answer"):
            return f"That round is closed; {was(answer)} The next one takes answers."
        return "That round is closed. The next one takes answers."


class RoundNotOpen(Refusal):
    """The round is announced but not open yet."""

    says = "The round opens in a moment. Press again when it stands."


class AlreadyAnswered(Refusal):
    """The first answer counts. Facts: answer; changes, where another one may take its place."""

    @override
    def sentence(self) -> str:
        return f"Your answer stands: {ended(short(self.facts['answer']))} " + (
            "Another one would take its place." if self.facts.get("changes") else "The first one counts."
        )


class AlreadyJoined(Refusal):
    """That player is in the game. Facts: lobby; open, where a round takes answers."""

    @override
    def sentence(self) -> str:
        if self.facts.get("lobby"):
            return "You are in already. The game begins soon."
        return "You are in already: " + (
            "a round is open, answer it." if self.facts.get("open") else "answer when the next round opens."
        )


class LobbyOpen(Refusal):
    """The game has not begun: players are gathering."""

    says = "The game has not begun. /quiz join takes part, /quiz begin starts it."


class GamePaused(Refusal):
    """Time stands still."""

    says = "The game is paused. Its host lets it go on by /quiz resume."


class NoClock(Refusal):
    """A game that is played alone has no clock to stop."""

    says = "Your game has no clock: it waits for you anyway. /quiz stop ends it."


class NotPaused(Refusal):
    """There is nothing to resume."""

    says = "The game is not paused. /quiz pause lets the clock stand."


class NotPlaying(Refusal):
    """Only those who play have a vote."""

    says = "Only those who play have a vote. Answer the round or /quiz join, then skip."


class AlreadyVoted(Refusal):
    """One vote a player and round. Facts: missing (votes)."""

    @override
    def sentence(self) -> str:
        votes = counted(self.facts["missing"], "more vote")
        return f"Your vote is in; {votes} would skip the round."


class NotAnAnswer(Refusal):
    """Nothing in it can be read. Facts: value; letter, where it is one of those by which others are chosen; removed,
    the letter of what a hint took away; shrug, where it says that somebody does not know.
    """

    @override
    def sentence(self) -> str:
        if removed := self.facts.get("removed"):
            return f"The hint told you that it is not {removed}. Choose another one; your try is not used up."
        if self.facts.get("shrug"):
            return f"“{short(self.facts['value'])}” is no answer, so nothing was noted. You can still answer."
        if self.facts.get("letter"):
            return (
                f"This round has no letters to choose from: it wants a word or a name, and “{self.facts['value']}” is "
                "a letter. Type what is missing; your try is not used up."
            )
        return "I can read no answer in that. Write it in words or figures; your try is not used up."


class NotANumber(Refusal):
    """A number is asked for. Facts: value, why (none, several, vague, negative, endless)."""

    @override
    def sentence(self) -> str:
        facts = self.facts
        said = f"“{short(facts['value'])}”"
        what = {
            "several": f"{said} holds more than one number. Take a single one, such as 250.",
            "vague": f"{said} may be any of many numbers. Take a single one, such as 250.",
            "negative": f"{said} is below zero, and nothing here is. Guess again, such as 250.",
            "endless": f"{said} is more than anybody could count. Guess again, such as 250.",
        }
        none = f"There is no number in {said}. Write one in digits or words, such as 250 or two hundred and fifty."
        return what.get(facts["why"], none)


class HintWouldTell(Refusal):
    """Of two answers one is right: whoever is told which one is not knows all.

    Facts: written, by the players; opinion, where nothing is right.
    """

    @override
    def sentence(self) -> str:
        facts = self.facts
        if facts.get("opinion"):
            return "There is nothing to know here, so there is no hint. Say what you think."
        if facts.get("written"):
            return "There is no hint for what players write themselves. Trust nobody, and choose."
        return "With two answers every hint is the answer. Take the one you believe; half are right."


class WritingIsOver(Refusal):
    """Endings are written no more: players choose among them."""

    says = "The writing is over. Choose one of the endings that are shown now."


class EndingTaken(Refusal):
    """It is near to another's, to the true one or to the line itself: which of them is not told."""

    says = "That ending is too near to the line itself or to one that is in. Write another one; it is still time."


class EndingSaysNothing(Refusal):
    """There are no words in it. Facts: letter, where it is one of those by which endings are chosen later."""

    @override
    def sentence(self) -> str:
        if self.facts.get("letter"):
            return "First everybody writes an ending; the letters come after that. Write yours in a few words."
        return "There are no words in that ending. Write what could follow, in a few words."


class EndingTooLong(Refusal):
    """An ending is too long. Facts: limit (characters)."""

    @override
    def sentence(self) -> str:
        limit = self.facts["limit"]
        return f"That ending is longer than {limit} characters. Shorten it: the true ones have nine words at most."


class EndingHasLink(Refusal):
    """It holds an address or a mention."""

    says = "An ending holds words only, no address and no mention. Write another one."


class EndingsFull(Refusal):
    """As many endings are in as can be chosen from. Facts: most."""

    @override
    def sentence(self) -> str:
        return f"{self.facts['most']} endings are in, and more cannot be chosen from. Choose among them in a moment."


class OwnEnding(Refusal):
    """Nobody is fooled by their own ending."""

    says = "That ending is your own. Choose another one."


class ChooseFirst(Refusal):
    """Who plays sees which endings are made up only once they have chosen: the one that is missing is the true one.
    Facts: seen, where they were shown them and answer no more."""

    @override
    def sentence(self) -> str:
        if self.facts.get("seen"):
            return "You were shown which endings are made up: this round is for the others."
        return "Choose an ending yourself first: which ones are made up is shown to you after that."


class EndingGone(Refusal):
    """The host took that ending away."""

    says = "The host took that ending away. Choose another one."


class TooFewPlayers(Refusal):
    """What was chosen is played by several. Facts: mode, least, joined; direct, where nobody else can join."""

    @override
    def sentence(self) -> str:
        facts = self.facts
        what, least = both(titles.kinds(facts["mode"])), facts["least"]
        if facts.get("direct"):
            alone = f"{what} takes {least} players, and here you are alone."
            return f"{alone} Start it in a channel; /quiz start plays others."
        if not facts["joined"]:
            return "Nobody is in yet, so nothing can begin. /quiz join takes part."
        joined = counted(facts["joined"], "player is", "players are")
        return f"{what} takes {least} players, and {joined} in. /quiz join lets more in."


class TeamUnknown(Refusal):
    """No team of that name can be chosen. Facts: team, known (empty when this game has no teams to choose)."""

    about = "team"

    @override
    def sentence(self) -> str:
        facts = self.facts
        if not facts["known"]:
            return "This game has no teams to choose. /quiz join alone takes part."
        return f"There is no team “{short(facts['team'])}”. Choose {either(facts['known'])}: /quiz join red"


class TeamsAreFixed(Refusal):
    """Nobody changes sides once the game runs."""

    says = "Teams are fixed once the game runs. Answer all the same: your own points count."


class OneSide(Refusal):
    """A team game takes two sides with somebody in each. Facts: named, whether sides are chosen."""

    @override
    def sentence(self) -> str:
        return (
            "A team game takes two sides, and so far there is one. The others come in by "
            + ("/quiz join team=blue" if self.facts.get("named") else "/quiz join")
            + "; without teams: /quiz stop and /quiz start."
        )


class NoRoundYet(Refusal):
    """No round was closed yet, so there is nothing to put right."""

    says = "No round is over yet, so there is nothing to put right. It works after a reveal."


class AlreadyVoid(Refusal):
    """That round was undone before. Facts: over, where no other follows."""

    @override
    def sentence(self) -> str:
        return "The last round is undone, so nothing in it can be put right." + (
            "" if self.facts.get("over") else " The next one counts."
        )


class NothingToOverrule(Refusal):
    """That player has no refused answer in the last round.

    Facts: name ("" for somebody who does not play), refused (names of those who have one), known (False where nobody
    of that name plays).
    """

    about = "player"

    @override
    def sentence(self) -> str:
        facts = self.facts
        if not facts["refused"]:
            return "No answer of the last round was refused, so there is nothing to over-rule."
        if facts["name"] and not facts.get("known", True):
            return ended(
                f"Nobody called {short(facts['name'])} plays in this game. Refused were: {', '.join(facts['refused'])}"
            )
        who = f"{short(facts['name'])} has" if facts["name"] else "They have"
        return ended(f"{who} no refused answer in the last round. Refused were: {', '.join(facts['refused'])}")


class NotAmongAnswers(Refusal):
    """What was given is none of a round's answers. Facts: value, letters."""

    @override
    def sentence(self) -> str:
        facts = self.facts
        return f"“{short(facts['value'])}” is not among the answers. Choose {either(facts['letters'])}."


class NothingMissed(Refusal):
    """Nothing of what somebody got wrong can be asked again. Facts: gone (how many were wrong), kinds, pack."""

    about = "mode"

    @override
    def sentence(self) -> str:
        facts = self.facts
        of = f" of {both(titles.kinds(','.join(facts['kinds'])))}" if facts["kinds"] else ""
        of += f" from “{facts['pack']}”" if facts["pack"] else ""
        way = "/quiz start pace=solo asks something new."
        if facts["gone"]:
            return f"What you got wrong{of} cannot be asked any more: its words were changed or taken away since. {way}"
        return f"There is nothing{of} that you got wrong and not right since. {way}"


class MissedIsPrivate(Refusal):
    """What somebody got wrong is asked of them alone. Facts: mode."""

    about = "pace"

    @override
    def sentence(self) -> str:
        return (
            "What you got wrong is asked of you alone, whenever you like. "
            f"Write: /quiz start {given('mode', self.facts['mode'])} pace=solo"
        )
