"""Lines of a page, of minutes or of a published transcript that nobody said, told by what stands in them."""

import re
from collections.abc import Sequence

from content.formats.labels import Labelled, is_fact, is_minutes

# What other programs write at the end; nobody said it.
FOOTERS = ("transcribed by https://otter.ai", "this editable transcript was computer generated")
_ENDED = re.compile(
    r"(?:meeting|transcription) ended(?: after \S+)?\W*|view recording\b.{0,200}|"
    r"the (?:meeting|sitting|session) (?:rose|was (?:adjourned|suspended|resumed|called to order)) at .{1,60}|"
    r"\W?whereupon, .{1,200} (?:adjourned|recessed|concluded)\b.{0,60}|"
    r"(?:action item|screen sharing): .{0,1000} - watch: \S+",
    re.IGNORECASE,
)
_RECORDED = re.compile(r"\S.{0,80} (?:started|stopped) (?:transcription|recording)\.?")
_LINK = re.compile(r"<?https?://\S+>?")
_MAIL = re.compile(r"\]\(mailto:[^()\s]{1,200}\)")
_TITLE = re.compile(
    r"an? (?:oral history|interview|conversation)(?: \w+){0,3} (?:conducted|recorded|held)\b(?: \w+){0,4} by\b.{0,300}",
    re.IGNORECASE | re.DOTALL,
)
_NOTICE = re.compile(
    r"(?:©|\(c\)[ ]|copyright\b[ \t:©]*(?:\(c\))?[ ]*(?:[0-9]{4}|notice|statement|by\b)).*|.*\ball rights reserved\W*",
    re.IGNORECASE | re.DOTALL,
)
_SIGNS = ("©", "(c)", "(C)", "opyright", "OPYRIGHT", "eserved", "ESERVED", "onducted", "ecorded", "held by")
_SHORT = 12


def rule_for(text: str, part: Labelled | None) -> str | None:
    """The rule by which a paragraph is furniture, None if it is words. `part` is its label, taken by nobody."""
    folded = text[:60].casefold().lstrip("*_[( ")
    if folded.startswith(FOOTERS) or (folded[:1] in "amstvw" and _ENDED.fullmatch(text)):
        return "footer"
    if " transcription" in text[-16:] and _RECORDED.fullmatch(text):
        return "footer"
    if not text.strip("-=_*~ \t") and len(text) > 2:
        return "footer"
    if part is not None and is_link(part.text):
        return "link"
    if part is not None and is_minutes(part.label):
        return "minutes"
    if part is not None and is_fact(part.label):
        return "facts"
    return "minutes" if "](mailto:" in text and _MAIL.search(text) and len(text.split()) <= _SHORT else None


def is_link(text: str) -> bool:
    """Whether it is an address and nothing else."""
    return text[:1] in ("h", "<") and _LINK.fullmatch(text) is not None


def may_hold_notices(text: str) -> bool:
    """Whether a document may hold what is_said_by_nobody finds; asking every paragraph costs more."""
    return any(sign in text for sign in _SIGNS)


def is_said_by_nobody(text: str, part: Labelled | None) -> bool:
    """Whether it is a title line or a copyright notice, though a speaker's name stands before its colon."""
    if part is not None and part.text[:1] in "Aa" and _TITLE.fullmatch(part.text):
        return True
    return ("©" in text or text[:1] in "Cc(" or text.rstrip(" .")[-8:].casefold() == "reserved") and bool(
        _NOTICE.fullmatch(text)
    )


def fact_blocks(parts: Sequence[tuple[int, Labelled | None]]) -> frozenset[int]:
    """The lines of blocks such as INTERVIEWER:, DATE:, PLACE:, of which at least half name facts.

    `parts` are the lines of all paragraphs and their labels; the lines of a block follow each other directly.
    """
    labels = {part.label for _, part in parts if part is not None}
    if not any(is_fact(label) or is_minutes(label) for label in labels):
        return frozenset()
    found: set[int] = set()
    block: list[tuple[int, Labelled]] = []
    for line, part in [*parts, (-9, None)]:
        short = part is not None and part.text and len(part.text.split()) <= _SHORT
        if short and part is not None and (not block or line == block[-1][0] + 1):
            block.append((line, part))
            continue
        facts = sum(is_fact(p.label) or is_minutes(p.label) for _, p in block)
        if len(block) > 1 and 2 * facts >= len(block):
            found.update(number for number, _ in block)
        block = [(line, part)] if short and part is not None else []
    return frozenset(found)
