"""Who speaks in timed cues: named in a voice, in a cue's name, in brackets, before a colon or on a line of their own.

How a file does it is counted first; then all of it is read that way. A cue of a file whose cues are labelled one by
one, and a change of speaker without a name, are nobody's where nobody is named: never the previous speaker's.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from content.errors import Problem
from content.formats.account import Account
from content.formats.cues import Caption
from content.formats.grammar import is_labelled_one_by_one, speakers_among
from content.formats.labels import (
    LONGEST_NAME,
    Labelled,
    could_be_label,
    could_be_name,
    is_named,
    reads_as_sentence,
    shaped_label,
    without_belonging,
)
from content.formats.marks import is_stage_mark
from content.formats.paragraphs import known_speakers, not_taken
from content.formats.weaving import Piece, weave
from content.model import Source, Speaker, Transcript, Turn

_CHANGE = re.compile(r"(?:>>+|»)[ \t]*(?:[-–][ \t]+)?|[-–—][ \t]+(?=\S)")
_NAMED_CUE = re.compile(
    r"(?:[0-9]+[ \t]+)?\"(.{1,200})\"(?:[ \t]+\([0-9-]+\))?|[0-9]+[ \t]+(.{1,200})[ \t]+\([0-9-]+\)"
)
_BRACKETED = re.compile(r"[\[(]([^\[\]()\n]{1,100})[\])][ \t]+(?=\S)")
_NAME_ALONE = re.compile(r"[\[(][^\[\]()\n]{1,100}[\])]:?")
_CAPITALS = re.compile(r"[A-Z][A-Z'’. -]*[A-Z.]")
# A name on a line of its own above the words stands in so many of the cues.
_MOST = 0.8
# Where names stand behind a mark so much oftener than without one, only those behind it are meant.
_RARELY = 4
_ENDS = re.compile(r"[.?!…。！？♪][\"”’')\]]*$")
NOBODY = ""

Voices = Callable[[Caption], Iterator[tuple[str | None, str]]]
"""The (speaker, None for nobody named, or NOBODY; words) of a cue, the marks of the format taken out."""


def plain_voices(cue: Caption) -> Iterator[tuple[str | None, str]]:
    """The lines of a cue as they are."""
    for line in cue.lines:
        yield None, line


@dataclass(slots=True)
class _Line:
    """A line of a cue: who is named for it by the format itself, its words, what may be a label before them."""

    cue: Caption
    first: bool
    who: str | None
    words: str
    changes: bool = False
    part: Labelled | None = None


def transcript(
    name: str, cues: Sequence[Caption], voices: Voices, speaker: str | None, problems: Sequence[Problem],
    *, known: frozenset[str] = frozenset(), account: Account | None = None,
) -> Transcript:  # fmt: skip
    """The turns of these cues."""
    lines = [_line(cue, n == 0, *part) for cue in cues for n, part in enumerate(voices(cue))]
    _named_by_cue(cues, lines)
    if not any(line.who for line in lines):
        _named_alone(cues, lines)
    if not any(line.who for line in lines):
        _named_above(cues, lines)
    told = [*problems, *_too_long(lines)]
    _bracketed(lines)
    grammar = _Grammar(lines, known)
    turns, woven = weave(grammar.pieces(speaker))
    turns, found = _in_small_letters(turns) if grammar.shouts else (turns, known_speakers(turns))
    account = account or Account()
    return Transcript(
        source=Source(title=name), speakers=found, turns=turns, furniture=account.furniture,
        problems=(*told, *not_taken(grammar.untaken), *woven),
    )  # fmt: skip


def _line(cue: Caption, first: bool, who: str | None, words: str) -> _Line:
    if who is not None:
        return _Line(cue, first, who, words)
    changes = False
    if words[0] in ">»-–—" and (match := _CHANGE.match(words)) is not None:
        changes, words = True, words[match.end() :]
    return _Line(cue, first, None, words, changes, shaped_label(words) if ":" in words or "：" in words else None)


def _named_by_cue(cues: Sequence[Caption], lines: Sequence[_Line]) -> None:
    """Where cues are called by who speaks in them, that is who speaks."""
    named = {id(cue): m for cue in cues if cue.ident and (m := _NAMED_CUE.fullmatch(cue.ident)) is not None}
    if len(named) < 2 or 2 * len(named) < len(cues):
        return
    for line in lines:
        match = named.get(id(line.cue))
        if line.who is None:
            line.who, line.part = (match[1] or match[2]).strip() if match else NOBODY, None


def _too_long(lines: Sequence[_Line]) -> Iterator[Problem]:
    """A name that is longer than any name is nobody's; its words stay."""
    for line in lines:
        if line.who is not None and len(line.who) > LONGEST_NAME:
            yield Problem(
                f"“{line.who[:40]}…” has {len(line.who)} characters, which is too long for a name; "
                f"its words count as nobody's", line.cue.line,
            )  # fmt: skip
            line.who = NOBODY


def _named_above(cues: Sequence[Caption], lines: list[_Line]) -> None:
    """Names on a line of their own above the words of each cue, as Teams wrote them."""
    above = Counter(cue.lines[0] for cue in cues if len(cue.lines) > 1)
    often = {n for n, count in above.items() if count > 1}
    if (
        sum(above.values()) < _MOST * len(cues)
        or 2 * sum(above[n] for n in often) < len(cues)
        or not all(_stands_alone(n) for n in above)
    ):
        return
    who = NOBODY
    kept: list[_Line] = []
    for line in lines:
        if line.first:
            who = line.words if len(line.cue.lines) > 1 else NOBODY
        if not (line.first and who):
            line.who, line.part = who, None
            kept.append(line)
    lines[:] = kept


def _named_alone(cues: Sequence[Caption], lines: list[_Line]) -> None:
    """Names in brackets on lines of their own, wherever in a cue the speaker changes."""
    named = [line for line in lines if line.who is None and _NAME_ALONE.fullmatch(line.words) is not None]
    named = [line for line in named if not is_stage_mark(line.words)]
    first = sum(line.first for line in named)
    if len(named) < 2 or 2 * first < len(cues):
        return
    heads = {id(line) for line in named}
    one_by_one = first >= _MOST * len(cues)
    who = NOBODY
    kept: list[_Line] = []
    for line in lines:
        if id(line) in heads:
            who = line.words.strip("[]():： ")
        elif line.words.strip("-– "):
            who = NOBODY if line.first and one_by_one else who
            line.who, line.part = who, None
            kept.append(line)
    lines[:] = kept


def _stands_alone(name: str) -> bool:
    return name[-1] not in ".?!,;:…" and ": " not in name and len(name.split()) <= 8


def _bracketed(lines: Sequence[_Line]) -> None:
    """“(Speaker 0) …” and “[Ada] …” where most cues begin like that, and no sounds are told so."""
    found = [(line, m) for line in lines if line.part is None and (m := _BRACKETED.match(line.words)) is not None]
    found = [(line, m) for line, m in found if line.who is None and not is_stage_mark(m[0].strip())]
    if len(found) > 1 and 2 * len(found) > sum(line.first for line in lines):
        for line, match in found:
            line.part = Labelled(match[1].strip(), line.words[match.end() :], mark="bracketed")


class _Grammar:
    """How a file names who speaks, and its lines read that way."""

    def __init__(self, lines: Sequence[_Line], known: frozenset[str]) -> None:
        self._lines = lines
        self.untaken: dict[str, list[int]] = {}
        free = [line for line in lines if line.who is None]
        changes = [line for line in free if line.changes]
        self._parted = len(changes) > 1
        first = [line for line in free if line.first]
        whole = is_labelled_one_by_one([_label(line) for line in first], continues=_continues(free, _label))
        begins = (line.changes if self._parted else line.first for line in free)
        units = [line.part for line, begun in zip(free, begins, strict=True) if begun or line.part is not None]
        self._labels = self._marked(speakers_among(units, known, whole=whole), free)
        taken = [_taken(line, self._labels) for line in first]
        continues = _continues(free, lambda line: _taken(line, self._labels))
        self._one_by_one = (
            whole or any(line.who for line in lines) or is_labelled_one_by_one(taken, continues=continues)
        )
        self.shouts = self._parted and bool(self._labels) and all(_CAPITALS.fullmatch(n) for n in self._labels)

    def _marked(self, labels: frozenset[str], lines: Sequence[_Line]) -> frozenset[str]:
        """Of these, in a file that marks each change of speaker, those who are named behind a mark."""
        marked = {line.part.label for line in lines if line.changes and line.part is not None} & labels
        bare = sum(line.part.label in labels for line in lines if not line.changes and line.part is not None)
        named = sum(line.part.label in labels for line in lines if line.changes and line.part is not None)
        return frozenset(marked) if self._parted and named > _RARELY * bare else labels

    def pieces(self, narrator: str | None) -> Iterator[Piece]:
        """What is said, in its order."""
        named = bool(self._labels) or any(line.who for line in self._lines)
        speaker, opens = (None if named and self._one_by_one else narrator), False
        for line in self._lines:
            opens = False
            if line.who is not None:
                speaker, words = line.who or None, line.words
            elif (taken := _taken(line, self._labels)) is not None and line.part is not None:
                speaker, words = taken, line.part.text
                opens = line.changes
            else:
                words = line.words
                if line.changes:
                    speaker, opens = (None if named else narrator), True
                elif named and self._is_nobodys(line):
                    speaker = None
            if words:
                yield Piece(speaker, words, line=line.cue.line, start=line.cue.start, end=line.cue.end, opens=opens)

    def _is_nobodys(self, line: _Line) -> bool:
        # Where all is written large and changes are marked, a colon alone makes no label.
        shouted = self.shouts and line.words.isupper()
        if line.part is not None and line.first and not shouted and _could_be_meant(line.part.label):
            self.untaken.setdefault(line.part.label, []).append(line.cue.line)
            return True
        return line.first and self._one_by_one


def _could_be_meant(label: str) -> bool:
    base = without_belonging(label)
    return could_be_label(label) and could_be_name(base) and is_named(base)


def _label(line: _Line) -> str | None:
    return line.part.label if line.part is not None and not reads_as_sentence(line.part.label) else None


def _continues(lines: Sequence[_Line], label: Callable[[_Line], str | None]) -> bool:
    """Whether a cue without a label goes on with a sentence of the one before it."""
    return any(
        after.first and label(after) is None and _ENDS.search(before.words) is None and not is_stage_mark(before.words)
        for before, after in pairwise(lines)
    )


def _taken(line: _Line, labels: frozenset[str]) -> str | None:
    return line.part.label if line.part is not None and line.part.label in labels else None


def _in_small_letters(turns: tuple[Turn, ...]) -> tuple[tuple[Turn, ...], tuple[Speaker, ...]]:
    """Broadcasters write every name in capitals; it is shown as people write it, and known by both."""
    names = {t.speaker: _as_written(t.speaker) for t in turns if t.speaker is not None}
    changed = tuple(t if t.speaker is None else replace(t, speaker=names[t.speaker]) for t in turns)
    return changed, tuple(Speaker(name=name, aliases=(label,)) for label, name in names.items())


def _as_written(name: str) -> str:
    return re.sub(r"[A-Za-z]+", _capitalised, name)


def _capitalised(match: re.Match[str]) -> str:
    word = match[0]
    if word.startswith("MC") and len(word) > 3:
        return "Mc" + word[2:].capitalize()
    return word.capitalize()
