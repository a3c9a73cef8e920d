"""Saved and copied chats: every message begins with a time and a mark of its own around the name.

A layout says how a message begins, and what in a chat is no message. The one that fits most lines reads the file; its
mark makes a name of whatever stands in it. A private message is never read.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from content.errors import Problem
from content.formats import columns, times
from content.formats.account import Account
from content.formats.chat_furniture import OMITTED, OPEN_REACTION, ZOOM
from content.formats.chat_layouts import LAYOUTS, Layout
from content.formats.document import Document
from content.formats.labels import LONGEST_NAME, could_be_name, is_named, too_long
from content.formats.paragraphs import known_speakers
from content.formats.turns import Piece, weave
from content.model import Source, Transcript

NAME = "chat"
_HIDDEN = "\u200e\u200f\u202f\u00a0"
_MARKS = re.compile(f"[{_HIDDEN}]")
_EVERYONE = re.compile(
    r"(?:everyone|all panelists|hosts? and panelists|alle|tous|todos|tutti|所有人|全)(?:\W.*|員)?",
    re.IGNORECASE | re.DOTALL,
)
_PRIVATE = re.compile(
    r"\((?:privately|direct message|private|privat|direktnachricht|en privé|privado)\)[ \t]*$", re.IGNORECASE
)
_EDITED = re.compile(
    r"[ ]?(?:<(?:this message was edited|diese nachricht wurde bearbeitet|ce message a été modifié|"
    r"se editó este mensaje|mensagem editada|questo messaggio è stato modificato|dit bericht is bewerkt)\.?>|"
    r"\((?:edited|bearbeitet|modifié|editado|modificato)\))$",
    re.IGNORECASE,
)
_DID = re.compile(
    r"[ ](?:added|left|joined|created|removed|changed|deleted|was added|were added|turned (?:on|off)|pinned)\b"
)
# A layout's lines stand at least so often, and are at least one in so many of the lines.
_FEWEST, _MOST_LINES = 2, 12
# The line below a name in heads of several lines begins with one of these.
_SECOND_ROW = frozenset("[0123456789—A")


@dataclass(slots=True)
class _Found:
    """The messages of a document in one layout: the heads by their lines, and the lines that are no messages."""

    layout: Layout
    heads: dict[int, re.Match[str]] = field(default_factory=dict)
    asides: set[int] = field(default_factory=set)


def recognises(document: Document) -> bool:
    """Whether enough of its lines begin a message in one of the layouts."""
    return _found(document) is not None and not columns.names_its_columns(document)


def read(document: Document) -> Transcript:
    """The turns of what was said to all; times of a day that is named are no seconds of a recording."""
    found = _found(document)
    assert found is not None
    account, problems = Account(), _Problems()
    turns, told = weave(_pieces(document, found, account, problems))
    if left := problems.private:
        count = f"{left} private messages were" if left > 1 else "1 private message was"
        problems.told.append(Problem(f"{count} left out: what was not said to all is never brought in"))
    return Transcript(
        source=Source(title=document.name), speakers=known_speakers(turns), turns=turns,
        problems=(*problems.told, *told), furniture=account.furniture,
    )  # fmt: skip


@dataclass(slots=True)
class _Problems:
    told: list[Problem] = field(default_factory=list)
    private: int = 0


def _found(document: Document) -> _Found | None:
    if NAME not in document.seen:
        document.seen[NAME] = _best(document)
    found: _Found | None = document.seen[NAME]
    return found


def _best(document: Document) -> _Found | None:
    text = document.text
    if any(mark in text for mark in _HIDDEN):
        text = _MARKS.sub(_space, text)
    lines = [line.strip() for line in text.split("\n")]
    begun = {line[:1] for line in lines}
    layouts = [
        layout for layout in LAYOUTS
        if (not layout.begins or not begun.isdisjoint(layout.begins)) and any(sign in text for sign in layout.needs)
    ]  # fmt: skip
    filled = sum(bool(line) for line in lines)
    best: _Found | None = None
    for layout in layouts:
        found = _looked_for(layout, lines)
        lines_told = len(found.heads) * layout.rows + len(found.asides)
        enough = len(found.heads) >= _FEWEST and lines_told * (2 if layout.lone else _MOST_LINES) >= filled
        if enough and (best is None or len(found.heads) > len(best.heads)):
            best = found
    return best


def _looked_for(layout: Layout, lines: list[str]) -> _Found:
    """The messages of this layout in these lines."""
    found = _Found(layout)
    for number, line in enumerate(lines, 1):
        if not line or (layout.begins and line[0] not in layout.begins):
            continue
        if layout.rows == 1:
            may_begin, head = any(sign in line for sign in layout.needs), line
        else:
            may_begin = number < len(lines) and lines[number][:1] in _SECOND_ROW
            head = "\n".join(lines[number - 1 : number - 1 + layout.rows]).rstrip("\n") if may_begin else ""
        if may_begin and (match := layout.head.fullmatch(head)) is not None:
            found.heads[number] = match
        elif layout.aside is not None and layout.aside.fullmatch(line) is not None:
            found.asides.add(number)
    if layout.rows > 1:
        _keep_names(found)
    return found


def _keep_names(found: _Found) -> None:
    """What stands in a line of its own above a time may be the last line of a message; a name comes again, or looks
    like one."""
    counts = Counter(match["who"] for match in found.heads.values())
    found.heads = {
        number: match
        for number, match in found.heads.items()
        if counts[match["who"]] > 1 or (could_be_name(match["who"]) and is_named(match["who"]))
    }


def _space(match: re.Match[str]) -> str:
    return "" if match[0] in "\u200e\u200f" else " "


@dataclass(slots=True)
class _Message:
    """The message that is being read: who wrote it and when; `rule`: why its lines are no words, "" while they are;
    `timed`: a time stood before the line that comes next."""

    speaker: str | None
    start: float | None = None
    rule: str = ""
    opens: bool = False
    timed: bool = False


def _pieces(document: Document, found: _Found, account: Account, problems: _Problems) -> Iterator[Piece]:
    layout = found.layout
    message: _Message | None = None
    passed = 0
    for number, raw in enumerate(document.lines, 1):
        line = _MARKS.sub(_space, raw).strip()
        if not line or number <= passed:
            continue
        text = line
        if (match := found.heads.get(number)) is not None:
            left = message is not None and message.speaker is None and message.opens
            message = _begun(match, raw, number, layout, problems)
            message.opens = message.opens or left
            passed, text = number + match[0].count("\n"), match.groupdict().get("text") or ""
        elif number in found.asides and not (message is not None and message.rule == "private"):
            account.leave("system" if _joins(line) else layout.aside_rule, number)
            message = _Message(None, opens=True)
            continue
        elif message is None or layout.lone:
            yield Piece(None, line, number, opens=True)
            continue
        elif layout.tail is not None and not message.rule and (kind := layout.tail.fullmatch(text)) is not None:
            message.rule = "reaction" if "Reactions" in kind[0] else "omitted"
        if layout.inside is ZOOM and not message.rule and OPEN_REACTION.fullmatch(text) is not None:
            message.rule = "reaction"
        if rule := message.rule or _inside(layout, text):
            account.leave(rule, number)
            message.timed = rule == "time" and layout.rows > 1
        elif text := _EDITED.sub("", text).strip():
            yield Piece(message.speaker, text, number, message.start, opens=message.opens, breaks=not message.timed)
            message.opens = message.timed = False


def _begun(match: re.Match[str], raw: str, number: int, layout: Layout, problems: _Problems) -> _Message:
    if _is_private(match):
        problems.private += 1
        return _Message(None, rule="private", opens=True)
    if _is_system(layout, match, raw):
        return _Message(None, rule="system", opens=True)
    return _Message(_who(match, number, layout, problems), _start(match, layout))


def _inside(layout: Layout, text: str) -> str | None:
    """The rule by which a line of a message is no words of it."""
    return next((rule for rule, pattern in layout.inside if text and pattern.fullmatch(text)), None)


def _joins(line: str) -> bool:
    return "-!-" in line or "has joined" in line or "has quit" in line or "has left" in line


def _is_private(match: re.Match[str]) -> bool:
    groups = match.groupdict()
    to, who = groups.get("to") or "", groups["who"]
    return bool(_PRIVATE.search(to) or _PRIVATE.search(who) or (to and not _EVERYONE.fullmatch(to.strip())))


def _who(match: re.Match[str], number: int, layout: Layout, problems: _Problems) -> str | None:
    name = " ".join(layout.tidy(match["who"]).split())
    if len(name) <= LONGEST_NAME:
        return name or None
    problems.told.append(Problem(too_long(name), number))
    return None


def _start(match: re.Match[str], layout: Layout) -> float | None:
    """Seconds; None where the day is told or the clock has two halves, for that is no second of a recording."""
    groups = match.groupdict()
    if layout.dated or groups.get("date") or groups.get("half") or not groups["clock"]:
        return None
    return times.seconds(groups["clock"].replace(".", ":"))


def _is_system(layout: Layout, match: re.Match[str], raw: str) -> bool:
    """Whether a chat wrote it by itself: WhatsApp puts a hidden mark before such words."""
    if layout.name != "whatsapp":
        return False
    text = match["text"] or ""
    hidden = re.search(":[ \u00a0\u202f]?\u200e", raw) is not None
    return (hidden and not OMITTED.fullmatch(text)) or _DID.search(match["who"]) is not None
