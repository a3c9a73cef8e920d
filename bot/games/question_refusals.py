"""Why a question that somebody wrote is not taken, changed or shown."""

from typing_extensions import override

from bot.chat.counts import counted
from bot.errors import Refusal


class CannotBeAsked(Refusal):
    """Nobody could play it as it is. Facts: why, option (which field it is about)."""

    @override
    def sentence(self) -> str:
        return f"That question cannot be asked: {self.facts['why']}. Change that and send it again."


class AskedAlready(Refusal):
    """The same question is there. Facts: number, waiting (for a manager)."""

    about = "question"

    @override
    def sentence(self) -> str:
        number = self.facts["number"]
        if self.facts["waiting"]:
            return f"That question was suggested already and waits for a manager: it is number {number}."
        return f"That question is there already: it is number {number}. Look at it by /quiz edit {number}"


class NoSuchQuestion(Refusal):
    """No question has that number here. Facts: number; gone, where it was deleted."""

    about = "number"

    @override
    def sentence(self) -> str:
        number = self.facts["number"]
        if self.facts.get("gone"):
            return f"Question {number} was deleted, and its number stays empty. /quiz list shows the others."
        return f"There is no question {number} here. /quiz list shows those there are."


class NotBeforeOthers(Refusal):
    """Questions of one's own stay in the workspace, and another company reads along here."""

    says = (
        "Another company reads along in this channel, or may, and questions of your own stay among you. Look at them "
        "in another channel."
    )


class NotYourQuestion(Refusal):
    """Only managers, or whoever suggested it as long as it waits, may see or change it. Facts: number, 0 for all."""

    about = "number"

    @override
    def sentence(self) -> str:
        number = self.facts["number"]
        return (
            f"Question {number} is for managers to see and change."
            if number
            else "Suggestions are for managers to see."
        ) + " A bad question that was asked is told by /quiz report"


class QuestionBeingAsked(Refusal):
    """It is open where whoever asks takes part, or may come in a game that they play. Facts: number, coming."""

    about = "number"

    @override
    def sentence(self) -> str:
        if self.facts.get("coming"):
            return (
                f"Question {self.facts['number']} may come in the game that you play. It can be changed after the game."
            )
        return f"Question {self.facts['number']} is being asked right now. It can be changed after the reveal."


class SuggestionsUsedUp(Refusal):
    """Somebody suggested as many questions as they may in a day. Facts: limit."""

    @override
    def sentence(self) -> str:
        many = counted(self.facts["limit"], "question")
        return f"One person may suggest {many} a day, and you have. Come back tomorrow, or ask a manager to add it."


class QuestionsFull(Refusal):
    """A workspace keeps as many questions as it may. Facts: limit."""

    @override
    def sentence(self) -> str:
        return f"{self.facts['limit']:,} questions are kept here, which is as many as go in. /quiz delete makes room."


class TooLateToRestore(Refusal):
    """A deletion that can not be undone any more, or was."""

    says = "That question is back already, or it is too late to bring it back. /quiz add takes it anew."


class SettledAlready(Refusal):
    """A suggestion about which somebody decided first. Facts: number, by."""

    @override
    def sentence(self) -> str:
        return f"{self.facts['by']} has decided about question {self.facts['number']} already. /quiz list shows it."
