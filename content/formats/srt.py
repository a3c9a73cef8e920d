"""SubRip (SRT) and what is like it: numbered cues, "Name:" before the words or only where the speaker changes, or
nobody named; times as SubViewer, Premiere and Whisper's own output write them."""

import re

from content.formats import captions, cues
from content.formats.account import Account
from content.formats.cue_names import plain_voices
from content.formats.document import Document
from content.model import Transcript
from content.text import plain_entities

NAME = "srt"
_TIMING = re.compile(r"^[ \t]*(?:[0-9]{1,4}:)?[0-9]{1,2}:[0-9]{1,2}[.,][0-9]{1,6}[ \t]*--+>", re.MULTILINE)
_TAG = re.compile(r"</?(?:i|b|u|s|font)(?:[ \t][^<>\n]{0,200})?>|\{\\[^{}\n]{1,60}\}", re.IGNORECASE)
# Where no cue was found within so many characters, it is something else that mentions times.
_NEAR = 2_000


def recognises(document: Document) -> bool:
    """Whether it begins with a time and an arrow, below a number or not."""
    return _TIMING.search(document.text, 0, _NEAR) is not None or cues.are_in(document.text, _NEAR)


def read(document: Document) -> Transcript:
    """The turns of the cues."""
    account = Account()
    found, problems = cues.captions(document.lines, account)
    if cues.overlaps(found):
        found = cues.without_rolling(found, account)
    marked = "<u>" in document.text
    cues.plain_lines(found, _plain)
    found = cues.without_repeats(found, account, marked=marked)
    return captions.transcript(document, found, plain_voices, problems, account)


def _plain(line: str) -> str:
    return " ".join(plain_entities(_TAG.sub("", line)).split())
