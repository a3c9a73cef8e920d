"""Why a quote is not added to a workspace's book, not changed or not taken out."""

from typing_extensions import override

from bot.chat.counts import ended
from bot.chat.typed import given
from bot.errors import Refusal
from content.text import excerpt


class NoWords(Refusal):
    """There is nothing in it that somebody said."""

    about = "quote"
    says = 'There are no words in it to keep. Write what was said and who said it: /quotes add "Tea first." by Ada'


class DateUnclear(Refusal):
    """What was given is no day that has been. Facts: value; ahead, for a day that is still to come."""

    about = "date"

    @override
    def sentence(self) -> str:
        value = excerpt(self.facts["value"], 40)
        if self.facts.get("ahead"):
            return f"“{value}” is still to come. Write the day it was said, for example 2026-03-01, or leave it out."
        return f"I cannot read “{value}” as a day. Write it like 2026-03-01, or a year alone, or leave it out."


class LinkUnclear(Refusal):
    """What was given is no address of a page. Facts: value."""

    about = "link"

    @override
    def sentence(self) -> str:
        value = excerpt(self.facts["value"], 40)
        return f"“{value}” is no address of a page. Write one that begins with https://, or leave it out."


class BookRests(Refusal):
    """The book is switched off here, so nobody would find what is added. Facts: name."""

    @override
    def sentence(self) -> str:
        on = f"/quotes enable {given('pack', self.facts['name'])}"
        return f"Your own book rests here, so nobody would find the quote, and nothing was added. {on} switches it on."


class AddedEnough(Refusal):
    """So many quotes are one member's a day. Facts: limit."""

    @override
    def sentence(self) -> str:
        return (
            f"You have added {self.facts['limit']} quotes since yesterday, and more come in tomorrow. A list of quotes "
            "comes in at once: a manager hands it over with /quotes import."
        )


class NeverQuoted(Refusal):
    """Whoever said it asked not to be quoted, or to be forgotten. Facts: name."""

    about = "by"

    @override
    def sentence(self) -> str:
        name = excerpt(self.facts["name"], 60)
        return f"{name} is not quoted here, so that was not kept. If that is you: /privacy optout off"


class NotYours(Refusal):
    """Somebody else added it, and whoever asks is no manager. Facts: number, name ("" for a transcript's)."""

    @override
    def sentence(self) -> str:
        number, name = self.facts["number"], self.facts["name"]
        if not name:
            return (
                f"#{number} came with a transcript, so managers alone change it; Wrong speaker? under it tells them. "
                "Whoever said it may take it out."
            )
        return (
            f"#{number} was added by {ended(name)} They and the managers can change it, and whoever said it may take "
            "it out: /privacy link says who you are."
        )


class QuoteNotOurs(Refusal):
    """It is in a pack that other workspaces have too. Facts: number, pack."""

    @override
    def sentence(self) -> str:
        number, pack = self.facts["number"], self.facts["pack"]
        rests = f"/quotes disable {given('pack', pack)} lets that pack rest here."
        return f"#{number} is in “{pack}”, which other workspaces have too, so it stays as it is. {rests}"


class TooLateToTakeBack(Refusal):
    """More than ten minutes ago. Facts: number."""

    @override
    def sentence(self) -> str:
        number = self.facts["number"]
        return (
            f"That was more than ten minutes ago, so it stays as it is. A manager sees all that was done to it with "
            f"/quotes history {number}, and can bring it back there."
        )


class ChangedSince(Refusal):
    """Somebody decided the same about it later on. Facts: number, name."""

    @override
    def sentence(self) -> str:
        number, name = self.facts["number"], self.facts["name"] or "a file"
        return f"Nothing was taken back: #{number} was changed again by {ended(name)} /quote {number} shows it."


class IsTheBook(Refusal):
    """The book is no pack that is taken away. Facts: name."""

    about = "pack"

    @override
    def sentence(self) -> str:
        name = self.facts["name"]
        return (
            f"“{name}” is this workspace's own book, so it stays. /quotes disable {given('pack', name)} lets it rest; "
            "/quotes delete takes a quote out of it."
        )


class HoldsBlocked(Refusal):
    """Managers blocked words in it, or who said it: nobody there would see it."""

    says = (
        "The managers here blocked its speaker, or words in it, so nobody would find it, and nothing was changed. "
        "Write it without them; a manager ends that with /quotes unblock."
    )


class OwnMessage(Refusal):
    """The bot wrote it."""

    says = "That message is one of mine. Quote the message in which it was said; Share shows a quote once more."


class OnlyAFile(Refusal):
    """Something is attached, and there are no words."""

    says = "There are no words in that message, only a file. A transcript comes in with /quotes import."


class SeenByYouAlone(Refusal):
    """Nobody else sees the message."""

    says = "Nobody but you sees that message, so it is not for a book that others read. /quotes add takes its words."


class MessageDeleted(Refusal):
    """It was deleted while the form was open. Facts: text, what was filled in."""

    @override
    def sentence(self) -> str:
        text = excerpt(self.facts["text"], 300)
        return (
            f"That message was deleted meanwhile, so nothing was added. You had: “{text}” /quotes add takes it all the "
            "same, if whoever said it agrees."
        )


class SuggestedAlready(Refusal):
    """The same words wait for a manager."""

    says = "The same was suggested already, and waits for a manager. /quotes list shows what is in the book."
