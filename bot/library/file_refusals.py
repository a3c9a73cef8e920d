"""Why what somebody hands over does not come in."""

from math import ceil

from typing_extensions import override

from bot.chat.counts import counted
from bot.chat.option_refusals import short
from bot.chat.typed import given
from bot.errors import Refusal
from content.errors import NoTranscript

# Forms take no more text than this everywhere, and cut what is pasted without a word.
TEXT_LIMIT = 3000
PERHAPS_CUT = (
    f"The text has {TEXT_LIMIT:,} characters, as many as a form takes: if yours goes on, its end is missing. A file "
    "brings it whole."
)
_NO_FILE = {
    "": "There is no file “{}” here.",
    "folder": "“{}” is a folder, not a file.",
    "barred": "“{}” cannot be read by you.",
}


class NoFile(Refusal):
    """Nothing was handed over: neither a file nor a text."""

    about = "file"
    says = "There is neither a file nor a text in it. Add one of them; the rest may stay empty."


class WaitsNoLonger(Refusal):
    """What was read and waited for a word is not known here any more."""

    says = (
        "That transcript waits no longer: it was brought in or left out, an hour is over, or I was started anew. Hand "
        "it over once more."
    )


class GaveWay(Refusal):
    """What was read and waited for a word had to make room for what was brought in later."""

    says = (
        "That transcript waits no longer: so much was brought in after it that there was no room for it. Nothing of it "
        "was kept; hand it over once more."
    )


class NothingAttached(Refusal):
    """No file is attached to the message that somebody pointed at."""

    says = "No file is attached to that message. /quotes import takes a file, a link, or its text by a button."


class ImportsUsedUp(Refusal):
    """More may not be brought in for now. Facts: what ("imports", "mine", "workspace"), limit, wait (how long)."""

    about = "file"

    @override
    def sentence(self) -> str:
        limit, minutes = self.facts["limit"], max(1, ceil(self.facts["wait"].total_seconds() / 60))
        soon = counted(ceil(minutes / 60), "hour") if minutes > 90 else counted(minutes, "minute")
        if self.facts["what"] == "imports":
            many = counted(limit, "transcript")
            return f"One person may bring in {many} an hour, and you have. The next one can come in {soon}."
        whose = "One person" if self.facts["what"] == "mine" else "A workspace"
        return f"{whose} may bring in {limit} MB a day, and this would be more. Try it again in {soon}."


class ReadersBusy(Refusal):
    """Too many documents wait to be read. Facts: mine (how many of them are the user's own)."""

    about = "file"

    @override
    def sentence(self) -> str:
        if self.facts["mine"]:
            return "Transcripts of yours wait to be read already. Send this one when one of them is done."
        return "Many transcripts wait to be read just now. Send this one again in a few minutes."


class FileTooLarge(Refusal):
    """The file `name` is over `limit` MB."""

    about = "file"

    @override
    def sentence(self) -> str:
        return f"“{short(self.facts['name'])}” is larger than {self.facts['limit']} MB. Split it into episodes."


class CannotRead(Refusal):
    """A file was handed over that cannot be used: `error` is the content's.

    Facts: full (a pasted text may have been cut), typed (the path where one was typed), link (where one was given),
    form (whether it came by one).
    """

    @override
    def sentence(self) -> str:
        error, typed, link = self.facts["error"], self.facts.get("typed", ""), self.facts.get("link", "")
        why = str(error)
        if isinstance(error, NoTranscript):
            again = " ".join(["/quotes import", *(given(*o) for o in (("file", typed), ("link", link)) if o[1])])
            how = f"{again} speaker=NAME for one voice, or {again} speaker=- for nobody's words."
            if self.facts.get("form"):
                how = "fill in “Who speaks”, a name for one voice or - for nobody's words."
            what = f"{error.path}: {error.problem}."
            why = f"{what} Write paragraphs as “Name: text”; or bring it in with who speaks: {how}"
        return f"{why} {PERHAPS_CUT}" if self.facts.get("full") else why


class FileGone(Refusal):
    """The platform has the file `name` no more."""

    about = "file"

    @override
    def sentence(self) -> str:
        return f"“{short(self.facts['name'])}” is not there any more. Upload it once more, or paste its text."


class FileWithheld(Refusal):
    """The platform does not let the bot read the file `name`."""

    about = "file"

    @override
    def sentence(self) -> str:
        return (
            f"I am not allowed to read “{short(self.facts['name'])}”. Hand it over once more, or paste its text; if "
            "that does not help either, whoever runs Quoth can give the app the right to read files."
        )


class FileIsPage(Refusal):
    """Instead of the file `name` a web page came, as it does where somebody has to sign in."""

    about = "file"

    @override
    def sentence(self) -> str:
        return (
            f"Instead of “{short(self.facts['name'])}” a web page came, most likely to sign in: the app may lack the "
            "right to read files, which whoever runs Quoth can give it. Until then paste its text."
        )


class FileCut(Refusal):
    """Of the file `name` only `came` of `size` bytes arrived."""

    about = "file"

    @override
    def sentence(self) -> str:
        facts = self.facts
        came, size = facts["came"], facts["size"]
        arrived = f"{came:,} of {counted(size, 'byte')}" if size else counted(came, "byte")
        return f"Of “{short(facts['name'])}” only {arrived} arrived, so nothing was changed. Hand it over once more."


class FileDelayed(Refusal):
    """The file `name` could not be fetched now."""

    about = "file"

    @override
    def sentence(self) -> str:
        name = short(self.facts["name"])
        return f"“{name}” could not be fetched just now, so nothing was changed. Hand it over again in a minute."


class FileElsewhere(Refusal):
    """The file `name` is only linked on the platform and lies at `host`."""

    about = "file"

    @override
    def sentence(self) -> str:
        name, host = short(self.facts["name"]), short(self.facts["host"])
        return f"“{name}” is only linked here and lies at {host}. Download it and hand over your copy."


class NoSuchFile(Refusal):
    """The path `name` leads to no file: `why` is "folder", "barred" or "" for nothing at all."""

    about = "file"

    @override
    def sentence(self) -> str:
        return f"{_NO_FILE[self.facts['why']].format(short(self.facts['name']))} Type the path of a transcript."


class FileUnlisted(Refusal):
    """The platform tells no address for the file `name`: it is another workspace's."""

    about = "file"

    @override
    def sentence(self) -> str:
        return (
            f"“{short(self.facts['name'])}” belongs to another workspace, which does not let me have it. Download it "
            "and hand over your copy, or paste its text."
        )
