"""Why a speaker is not linked to somebody."""

from typing_extensions import override

from bot.chat.counts import either
from bot.chat.option_refusals import short
from bot.chat.typed import given
from bot.errors import Refusal


class NoSuchSpeaker(Refusal):
    """Nobody of that name speaks in the packs here. Facts: name, like (names that are near)."""

    about = "speaker"

    @override
    def sentence(self) -> str:
        name, like = short(self.facts["name"]), self.facts["like"]
        said = f"Nobody called “{name}” speaks in the packs here."
        if like:
            return f"{said} Do you mean {either(like)}? Write: /privacy link {given('speaker', like[0])}"
        return f"{said} /quotes packs shows the packs; a name is written as the transcript has it."


class NoSuchMember(Refusal):
    """That is nobody here. Facts: name."""

    about = "member"

    @override
    def sentence(self) -> str:
        return f"“{short(self.facts['name'])}” is nobody I can find here. Mention one person of this place."


class ManagersLink(Refusal):
    """Only a manager may say that. Facts: name of the speaker."""

    @override
    def sentence(self) -> str:
        name = self.facts["name"]
        return (
            f"Only a manager can say who {name} is, as that is not the name you have here. Ask one of them for: "
            f"/privacy link {given('speaker', name)} member=@you"
        )


class LinkedAlready(Refusal):
    """Somebody else is that speaker. Facts: name, and for managers member (the id of who is)."""

    @override
    def sentence(self) -> str:
        name, member = self.facts["name"], self.facts.get("member", "")
        if not member:
            return f"{name} is linked to another member. Managers can change that: /privacy unlink"
        return (
            f"{name} is linked to another member so far ({member}), so nothing was changed. If that is wrong, first "
            f"/privacy unlink {given('speaker', name)}, then link anew; both are told."
        )


class LinkHeld(Refusal):
    """Whoever is that speaker is never quoted, which ends with the link. Facts: name."""

    @override
    def sentence(self) -> str:
        return (
            f"{self.facts['name']} is not quoted here, and nobody but they can change who that is. If that is you: "
            "/privacy optout off"
        )


class LinkForgotten(Refusal):
    """That speaker asked to be forgotten. Facts: name."""

    @override
    def sentence(self) -> str:
        name = self.facts["name"]
        return f"{name} is not quoted here, so nobody is linked to that name. If that is you: /privacy optout off"


class NotLinked(Refusal):
    """Nobody is that speaker. Facts: name."""

    about = "speaker"

    @override
    def sentence(self) -> str:
        return f"“{short(self.facts['name'])}” is linked to nobody here. /privacy link lists who is."


class NotYoursToTakeDown(Refusal):
    """Neither a manager, nor whoever is quoted there or caused it."""

    says = (
        "Only whoever is quoted there, whoever started or shared it, and managers take a message down. If the words "
        "are yours, /privacy link says so first."
    )


class NowhereToTakeDown(Refusal):
    """What stands there cannot be taken away."""

    says = "Nothing can be taken away here: what only you see goes by itself, and a terminal keeps what it printed."


class NotMineToTakeDown(Refusal):
    """Somebody else wrote the message."""

    says = "That message is not one of mine, so I cannot take it down. Whoever wrote it can, and who moderates here."


class NotYourWords(Refusal):
    """Somebody else said that. Facts: number."""

    @override
    def sentence(self) -> str:
        return f"#{self.facts['number']} is not yours to take out. Managers drop a quote at /quotes review."


class ManagersDecide(Refusal):
    """Only a manager may have somebody quoted who left."""

    says = (
        "Only a manager can say whether somebody who left is posted and asked about. /privacy link lists them to one."
    )


class ManagersErase(Refusal):
    """Only a manager may delete everything of a place."""

    says = "Only a manager can delete everything of this place. /privacy forget alone deletes what is kept about you."
