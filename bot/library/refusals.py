"""Why a quote is not shown, or nothing is done with a pack."""

from collections.abc import Sequence

from typing_extensions import override

from bot.chat.choices import LEAST_LETTERS
from bot.chat.commands import nearest
from bot.chat.counts import both, either, ended
from bot.chat.option_refusals import short
from bot.chat.refusals import NoItems
from bot.chat.typed import given
from bot.errors import Refusal

# How alike a name and a pack's are to be taken for a slip of it.
SLIP_OF_A_NAME = 0.7


class NothingToShow(Refusal):
    """No quote fits, or none is left."""

    says = "There is no quote to show right now. /quotes import brings a transcript in."


class NoQuoteOf(Refusal):
    """A speaker has no quote of their own. Facts: name, like (shorter names that have one)."""

    @override
    def sentence(self) -> str:
        facts = self.facts
        said = f"{facts['name']} speaks here, but has no quote."
        if facts["like"]:
            return f"{said} {either(facts['like'])} may be the same person: /quote {given('search', facts['like'][0])}"
        return f"{said} /whosaid finds what was said by its words, whoever said it."


class NumberUnknown(Refusal):
    """No quote ever had that number, as far as this workspace may know. Facts: number."""

    @override
    def sentence(self) -> str:
        return f"There is no quote #{self.facts['number']}. /quote alone shows one that exists."


class NumberRemoved(Refusal):
    """That quote was removed, or whoever said it is not quoted there; the number stays taken. Facts: number."""

    @override
    def sentence(self) -> str:
        return (
            f"#{self.facts['number']} was taken out or is not quoted here any more; no other quote gets its number. "
            "/quote shows another."
        )


class BlockedHere(Refusal):
    """The managers of the workspace blocked its speaker or words in it. Facts: number."""

    @override
    def sentence(self) -> str:
        return (
            f"#{self.facts['number']} is not shown here: the managers blocked its speaker, or words in it. "
            "/quote shows another."
        )


class NotBlocked(Refusal):
    """Nothing of that name is blocked. Facts: what."""

    about = "what"

    @override
    def sentence(self) -> str:
        what = short(self.facts["what"])
        return f"“{what}” is not blocked here. /quotes block lists what is."


class BlocksFull(Refusal):
    """A workspace has as many blocks as it may. Facts: limit."""

    @override
    def sentence(self) -> str:
        return f"{self.facts['limit']} blocks are as many as there can be. Take one away: /quotes block lists them."


class BeingAsked(Refusal):
    """An item about that quote is open where whoever asks takes part."""

    says = "That quote is being asked right now. It comes back with the reveal."


class AskedElsewhere(Refusal):
    """What somebody is asked alone is what others are asked now; their reveal comes first."""

    says = (
        "The same quote is being asked in a channel right now. Answer when its reveal is out, or go on with /quiz skip."
    )


class NoSuchPack(Refusal):
    """No pack is called so. Facts: name, known (names that exist), others (that rest); command, of which it may have
    been another option; formats, of which it may have been one.
    """

    about = "pack"

    @override
    def sentence(self) -> str:
        facts = self.facts
        none = f"There is no pack “{short(facts['name'])}” here"
        if facts.get("command"):
            # It may have been meant as something else.
            none += f", and nothing else that /{facts['command']} takes is called so"
        if facts.get("formats"):
            none += f", and no such format: these are {both(facts['formats'])}"
        if like := _like(str(facts["name"]), [*facts["known"], *facts.get("others", ())]):
            return f"{none}. Did you mean {like}? /quotes packs shows what there is."
        if not facts["known"]:
            return f"There is no pack “{short(facts['name'])}” to choose here. /quotes packs shows what there is."
        if len(facts["known"]) == 1:
            return f"{none}. There is only {facts['known'][0]}."
        known = facts["known"][:8]
        more = len(facts["known"]) - len(known)
        rest = f" and {more:,} more; /quotes packs shows them all" if more else ""
        there = ", ".join(known) if rest else both(known)
        return f"{none}. There are {there}{rest}."


class NothingToLookUp(Refusal):
    """A message has no words."""

    says = "There are no words in that message to look up. /whosaid finds what you remember."


class SaysItself(Refusal):
    """The bot wrote it: looking its words up would tell no more than it does, and never what it asks."""

    says = (
        "That message is one of mine: who said it stands in it, unless it is being asked. /whosaid finds other words."
    )


class EverythingAsked(NoItems):
    """What could be asked is open elsewhere."""

    about = ""

    @override
    def sentence(self) -> str:
        return (
            "Everything there is to ask is being asked elsewhere right now. Try again after the reveal, or name a pack."
        )


class AlreadyShared(Refusal):
    """Somebody shared that already: once is what everybody else wants to read."""

    says = "You have shared that already: everybody here can read it."


class NothingToReview(Refusal):
    """No pack here is whoever asks' to decide about."""

    says = (
        "No pack here is yours to review: those for all workspaces are reviewed by whoever runs Quoth (quoth review). "
        "/quotes import brings in one of yours."
    )


class PackGone(Refusal):
    """A button of the desk is about a pack that was removed."""

    says = "The pack that this was about was removed. /quotes packs shows what there is."


class NothingToUndo(Refusal):
    """Whoever asks has decided nothing that could be taken back."""

    says = "There is nothing of yours to take back here. /quotes review deals the next quote."


class NameTaken(Refusal):
    """The name that was asked for is another pack's. Facts: name."""

    about = "name"

    @override
    def sentence(self) -> str:
        name = self.facts["name"]
        return (
            f"“{name}” is the name of another pack, so nothing was changed. Choose another name; /quotes packs shows "
            "those there are."
        )


class NotOursToRemove(Refusal):
    """A pack that came for other workspaces too. Facts: name."""

    about = "pack"

    @override
    def sentence(self) -> str:
        name = self.facts["name"]
        rests = f"/quotes disable {given('pack', name)} lets it rest here."
        return f"“{name}” is there for other workspaces too, so it stays. {rests}"


class TooLateToUndo(Refusal):
    """What was removed is gone for good, or back already."""

    says = "That pack is here already, or gone for good. Importing its file again brings it in."


class NotOursToChange(Refusal):
    """A pack that came for other workspaces too. Facts: name."""

    about = "pack"

    @override
    def sentence(self) -> str:
        name = self.facts["name"]
        return (
            f"“{name}” came from elsewhere and is not yours to change. "
            f"/quotes export quoth {given('pack', name)} hands you a copy that is."
        )


class CannotMerge(Refusal):
    """Two packs do not become one. Facts: name, into, why ("same", "questions", "book", "others", …)."""

    about = "pack"

    @override
    def sentence(self) -> str:
        one, into = self.facts["name"], self.facts["into"]
        match self.facts["why"]:
            case "same":
                return f"“{one}” is one pack already. Name two: /quotes packs shows what there is."
            case "questions":
                return "The questions that people here wrote stay in a pack of their own. /quiz list shows them."
            case "book":
                return "What people add stays in a book of its own, and nothing is put into it. /quotes list shows it."
            case "others":
                return (
                    f"“{one}” or “{into}” is there for other workspaces too, so both stay. /quotes packs shows others."
                )
            case "licence":
                return f"“{one}” and “{into}” are under different licences, and a pack has one. They stay two."
            case "language":
                return f"“{one}” and “{into}” are in different languages, and a pack has one. They stay two."
            case _:
                shown = given("pack", one)
                return (
                    f"A game or a daily post here takes its quotes from “{one}”. End that first, by /quiz stop or by "
                    f"/daily off {shown}"
                )


class CannotPart(Refusal):
    """A merge that can not be undone any more, or was."""

    says = (
        "These packs cannot be parted any more: ten minutes are over, something was changed since, or it was done. "
        "/quotes packs shows what there is."
    )


class NoSuchVoice(Refusal):
    """Nobody is called so in a pack of the workspace. Facts: name, known (names), like (those that begin so), called
    (who it was said to be).
    """

    about = "speaker"

    @override
    def sentence(self) -> str:
        name, known = short(self.facts["name"]), self.facts["known"]
        if not known:
            return f"“{name}” speaks in no pack of yours. /quotes packs shows what there is."
        begun = list(self.facts.get("like", ()))
        if len(begun) > 1:
            return f"“{name}” alone is nobody's whole name here. Did you mean {either(begun[:3])}?"
        like = begun[0] if begun else nearest(self.facts["name"], known, SLIP_OF_A_NAME)
        if like:
            more = f" {given('name', self.facts['called'])}" if self.facts.get("called") else ""
            way = (
                f"Write: /quotes speaker {given('speaker', like)}{more}"
                if more
                else "/quotes packs shows what there is."
            )
            return f"“{name}” speaks in no pack of yours. Did you mean {like}? {way}"
        return ended(f"“{name}” speaks in no pack of yours. Among those who do are {both(known[:8])}")


class AlreadyOne(Refusal):
    """They are one already. Facts: name."""

    about = "name"

    @override
    def sentence(self) -> str:
        return f"{self.facts['name']} is called so already, so nothing was changed. /quotes packs shows what there is."


class NothingOfYours(Refusal):
    """Somebody who is no manager exports, and nothing is known to be theirs."""

    says = (
        "Managers may export whole packs, others what is known to be theirs, and nothing here is known to be yours. "
        "A manager can export it for you; yours is what you add by /quotes add or /quiz add, and what is linked to you "
        "as its speaker: /privacy link."
    )


class WholePacksForManagers(Refusal):
    """Quoth's own format holds everything of a pack."""

    about = "format"
    says = "Quoth's own format holds whole packs, and those are for managers. Yours comes as /quotes export csv"


class WhichPack(Refusal):
    """Quoth's own format holds one pack. Facts: known (names)."""

    about = "pack"

    @override
    def sentence(self) -> str:
        known = self.facts["known"]
        if not known:
            return "There is no pack here to export. /quotes import brings one in."
        return f"Quoth's own format holds one pack. Name it: /quotes export format=quoth {given('pack', known[0])}"


class ExportBeingAsked(Refusal):
    """A whole pack would tell what is being asked. Facts: name."""

    about = "pack"

    @override
    def sentence(self) -> str:
        return f"Something of “{self.facts['name']}” is being asked right now. Export the whole after the reveal."


class NothingToExport(Refusal):
    """What would be exported does not go into that format. Facts: format; mine, where it is only what is theirs; other,
    a format that holds something else.
    """

    about = "format"

    @override
    def sentence(self) -> str:
        of = "yours" if self.facts["mine"] else "there"
        return f"Nothing {of} goes into that format. Try another: /quotes export {self.facts['other']}"


class ExportTooLarge(Refusal):
    """A file would not go through a chat. Facts: size, limit (bytes), known (names of the packs in it)."""

    about = "pack"

    @override
    def sentence(self) -> str:
        facts = self.facts
        size, limit = (f"{n / 1_000_000:.0f} MB" for n in (facts["size"], facts["limit"]))
        said = f"That file would have {size}, and {limit} go through a chat."
        if len(facts["known"]) > 1:
            return f"{said} Take one pack at a time: /quotes export {given('pack', facts['known'][0])}"
        return f"{said} Whoever runs Quoth can write it as a file."


def _like(name: str, known: Sequence[str]) -> str:
    """The pack that may be meant: the only one that begins so, or one that is nearly called so."""
    begin = [k for k in known if len(name) >= LEAST_LETTERS and k.startswith(name.casefold())]
    return begin[0] if len(begin) == 1 else nearest(name.casefold(), known, SLIP_OF_A_NAME)
