"""Why what somebody sent is not read, in a sentence."""

from datetime import timedelta
from math import ceil

from bot.chat.counting import counted
from bot.chat.typed import given
from content.errors import ContentError, NoTranscript

# Forms take no more text than this everywhere, and cut what is pasted without a word.
TEXT_LIMIT = 3000
PERHAPS_CUT = (
    f"The text has {TEXT_LIMIT:,} characters, as many as a form takes: if yours goes on, its end is missing. A file "
    "brings it whole."
)


def cannot_read(error: ContentError, *, full: bool = False, typed: str = "", form: bool = False) -> str:
    """Why a file was refused, with the way on in a chat; `full` where a pasted text may have been cut, `typed` the path
    where one was typed, `form` where it came by one.
    """
    why = str(error)
    if isinstance(error, NoTranscript):
        again = "/quotes import" + (f" {given('file', typed)}" if typed else "")
        how = f"{again} speaker=NAME for one voice, or {again} speaker=- for nobody's words."
        if form:
            how = "fill in “Who speaks”, a name for one voice or - for nobody's words."
        why = f"{error.path}: {error.problem}. Write paragraphs as “Name: text”; or bring it in with who speaks: {how}"
    return f"{why} {PERHAPS_CUT}" if full else why


def used_up(what: str, limit: int, wait: timedelta) -> str:
    """Too much was brought in for now."""
    minutes = max(1, ceil(wait.total_seconds() / 60))
    soon = counted(ceil(minutes / 60), "hour") if minutes > 90 else counted(minutes, "minute")
    if what == "imports":
        many = counted(limit, "transcript")
        return f"One person may bring in {many} an hour, and you have. The next one can come in {soon}."
    whose = "One person" if what == "mine" else "A workspace"
    return f"{whose} may bring in {limit} MB a day, and this would be more. Try it again in {soon}."


def readers_busy(mine: int) -> str:
    """The line is too long."""
    if mine:
        return "Transcripts of yours wait to be read already. Send this one when one of them is done."
    return "Many transcripts wait to be read just now. Send this one again in a few minutes."


def doubts_used_up(limit: int, wait: timedelta) -> str:
    """Too many doubts about speakers for now."""
    minutes = counted(max(1, ceil(wait.total_seconds() / 60)), "minute")
    return f"Those were {limit} in an hour, as many as I pass on. Try it again in {minutes}."
