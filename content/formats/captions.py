"""Who speaks in timed cues: named by the format or the cue (cue_names.py), or before a colon.

How a file does it is counted first; then all of it is read that way. A cue of a file whose cues are labelled one by
one, and a change of speaker without a name, are nobody's where nobody is named: never the previous speaker's.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from content.errors import Problem
from content.formats.account import Account
from content.formats.cue_names import CueLine, Voices, named_lines
from content.formats.cues import Caption
from content.formats.document import Document
from content.formats.grammar import is_labelled_one_by_one, speakers_among
from content.formats.labels import could_be_label, could_be_name, is_named, reads_as_sentence, without_belonging
from content.formats.marks import is_stage_mark
from content.formats.paragraphs import known_speakers, not_taken
from content.formats.turns import Piece, weave
from content.model import Source, Speaker, Transcript, Turn

_CAPITALS = re.compile(r"[A-Z][A-Z'’. -]*[A-Z.]")
# Where names stand behind a mark so much oftener than without one, only those behind it are meant.
_RARELY = 4
_ENDS = re.compile(r"[.?!…。！？♪][\"”’')\]]*$")


def transcript(
    document: Document, cues: Sequence[Caption], voices: Voices, problems: Sequence[Problem], account: Account
) -> Transcript:
    """The turns of these cues."""
    lines, too_long = named_lines(cues, voices)
    grammar = _Grammar(lines, document.known)
    turns, woven = weave(grammar.pieces(document.speaker))
    turns, found = _in_small_letters(turns) if grammar.shouts else (turns, known_speakers(turns))
    return Transcript(
        source=Source(title=document.name), speakers=found, turns=turns, furniture=account.furniture,
        problems=(*problems, *too_long, *not_taken(grammar.untaken, grammar.labels), *woven),
    )  # fmt: skip


class _Grammar:
    """How a file names who speaks, and its lines read that way."""

    def __init__(self, lines: Sequence[CueLine], known: frozenset[str]) -> None:
        self._lines = lines
        self.untaken: dict[str, list[int]] = {}
        free = [line for line in lines if line.who is None]
        changes = [line for line in free if line.changes]
        self._parted = len(changes) > 1
        first = [line for line in free if line.first]
        whole = is_labelled_one_by_one([_label(line) for line in first], continues=_continues(free, _label))
        begins = (line.changes if self._parted else line.first for line in free)
        units = [line.part for line, begun in zip(free, begins, strict=True) if begun or line.part is not None]
        self.labels = self._marked(speakers_among(units, known, whole=whole), free)
        taken = [_taken(line, self.labels) for line in first]
        continues = _continues(free, lambda line: _taken(line, self.labels))
        self._one_by_one = (
            whole or any(line.who for line in lines) or is_labelled_one_by_one(taken, continues=continues)
        )
        self.shouts = self._parted and bool(self.labels) and all(_CAPITALS.fullmatch(n) for n in self.labels)

    def _marked(self, labels: frozenset[str], lines: Sequence[CueLine]) -> frozenset[str]:
        """Of these, in a file that marks each change of speaker, those who are named behind a mark."""
        marked = {line.part.label for line in lines if line.changes and line.part is not None} & labels
        bare = sum(line.part.label in labels for line in lines if not line.changes and line.part is not None)
        named = sum(line.part.label in labels for line in lines if line.changes and line.part is not None)
        return frozenset(marked) if self._parted and named > _RARELY * bare else labels

    def pieces(self, narrator: str | None) -> Iterator[Piece]:
        """What is said, in its order."""
        named = bool(self.labels) or any(line.who for line in self._lines)
        speaker, opens = (None if named and self._one_by_one else narrator), False
        for line in self._lines:
            opens = False
            if line.who is not None:
                speaker, words = line.who or None, line.words
            elif (taken := _taken(line, self.labels)) is not None and line.part is not None:
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

    def _is_nobodys(self, line: CueLine) -> bool:
        # Where all is written large and changes are marked, a colon alone makes no label.
        shouted = self.shouts and line.words.isupper()
        if line.part is not None and line.first and not shouted and _could_be_meant(line.part.label):
            self.untaken.setdefault(line.part.label, []).append(line.cue.line)
            return True
        return line.first and self._one_by_one


def _could_be_meant(label: str) -> bool:
    base = without_belonging(label)
    return could_be_label(label) and could_be_name(base) and is_named(base)


def _label(line: CueLine) -> str | None:
    return line.part.label if line.part is not None and not reads_as_sentence(line.part.label) else None


def _continues(lines: Sequence[CueLine], label: Callable[[CueLine], str | None]) -> bool:
    """Whether a cue without a label goes on with a sentence of the one before it."""
    return any(
        after.first and label(after) is None and _ENDS.search(before.words) is None and not is_stage_mark(before.words)
        for before, after in pairwise(lines)
    )


def _taken(line: CueLine, labels: frozenset[str]) -> str | None:
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
