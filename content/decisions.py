"""What people decided about quotes: one row each, the later of two about the same wins.

A reviewer decides at the desk, a curator in a NAME.edits.toml; both are the same rows, and can be written out as such a
file again (`written`).
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from content.edits import FACTS, Edits, is_stretch
from content.ids import quote_id
from content.model import EditedQuote, Quote, Rejected, Speaker
from content.text import fold


class Deciding(StrEnum):
    """What a decision is about. PIN, KEEP and DROP are one's fate: the later takes the place of the earlier."""

    PIN = "pin"
    KEEP = "keep"
    DROP = "drop"
    WORDS = "words"
    SPEAKER = "speaker"


FATES = frozenset({Deciding.PIN, Deciding.KEEP, Deciding.DROP})
# The rule of what a curator left out, and the reason of what one pinned.
_DROPPED, _PINNED = "dropped", "pinned"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One decision about the quote of that id; `text` are the words to show, the name of who said it, or what was said
    where a file dropped it before it was a quote.
    """

    quote_id: str
    what: Deciding
    text: str = ""
    at: datetime


@dataclass(frozen=True, slots=True)
class Ruling:
    """What holds of one quote; None is what nobody decided."""

    fate: Deciding | None = None
    words: str | None = None
    speaker: str | None = None

    def plus(self, what: Deciding, text: str) -> "Ruling":
        """With one more decision."""
        if what in FATES:
            return replace(self, fate=what)
        return replace(self, words=text) if what is Deciding.WORDS else replace(self, speaker=text)

    def applied(self, made: Quote) -> Quote | None:
        """The quote as it is shown; None where it was dropped. Its id, original and place stay."""
        if self.fate is Deciding.DROP:
            return None
        words = self.words or made.text
        # What was typed has no transcript that it could differ from.
        whole = not made.original or is_stretch(made.original, words) or is_stretch(made.text, words)
        edited = made.edited if words == made.text else not whole
        # "" is nobody: somebody said that whoever was named did not say it.
        speaker = made.speaker if self.speaker is None else self.speaker or None
        return replace(made, text=words, speaker=speaker, review=self.fate or "", edited=edited)


NOTHING_DECIDED = Ruling()


def in_force(decisions: Iterable[Decision]) -> Mapping[str, Ruling]:
    """What holds, by the ids of quotes."""
    found: dict[str, Ruling] = {}
    for one in sorted(decisions, key=lambda d: d.at):
        found[one.quote_id] = found.get(one.quote_id, NOTHING_DECIDED).plus(one.what, one.text)
    return found


def decided(made: Sequence[Quote], rulings: Mapping[str, Ruling]) -> tuple[Quote, ...]:
    """Those that are not dropped, as they are shown."""
    shown = (rulings[q.id].applied(q) if q.id in rulings else q for q in made)
    return tuple(q for q in shown if q is not None)


def with_voices(speakers: Sequence[Speaker], quotes: Iterable[Quote]) -> tuple[Speaker, ...]:
    """The speakers, and after them whoever a quote was given to by hand."""
    known = {s.name for s in speakers}
    others = dict.fromkeys(q.speaker for q in quotes if q.speaker and q.speaker not in known)
    return (*speakers, *(Speaker(name=name) for name in others))


def edits_of(edits: Edits, quotes: Sequence[Quote], left: Iterable[Rejected]) -> Iterator[EditedQuote]:
    """What a curator's file decided about these quotes, and about what it left out."""
    for text in dict.fromkeys(one.text for one in left if one.rule == _DROPPED):
        yield EditedQuote(quote_id(text, 0), Deciding.DROP, text)
    for quote in quotes:
        if quote.reasons == (_PINNED,):
            yield EditedQuote(quote.id, Deciding.PIN)
        elif edits.keeps(quote.original):
            yield EditedQuote(quote.id, Deciding.KEEP)
        if words := edits.reworded(quote.original):
            yield EditedQuote(quote.id, Deciding.WORDS, words)
        elif edits.trimmed(quote.original) == quote.text:
            yield EditedQuote(quote.id, Deciding.WORDS, quote.text)
        if speaker := edits.said_by(quote.original):
            yield EditedQuote(quote.id, Deciding.SPEAKER, speaker)


def followed(quotes: Sequence[Quote], edited: Iterable[EditedQuote]) -> tuple[Quote, ...]:
    """The quotes as a curator's file wants them."""
    rulings: dict[str, Ruling] = {}
    for one in edited:
        rulings[one.quote_id] = rulings.get(one.quote_id, NOTHING_DECIDED).plus(Deciding(one.what), one.text)
    return decided(quotes, rulings)


def written(former: Edits, rulings: Iterable[tuple[str, Ruling]]) -> str:
    """A curator's file that says the same: of each quote its original words and what holds of it.

    What `former` says of the transcript as a whole, and of other quotes, stays; remarks do not.
    """
    held = list(rulings)
    others = _Others([fold(original) for original, _ in held])
    kept = {Deciding.PIN: former.pin, Deciding.KEEP: former.keep, Deciding.DROP: former.drop}
    lists = {
        what: [*others.of(keys), *(original for original, r in held if r.fate is what)] for what, keys in kept.items()
    }
    words = {original: r.words for original, r in held if r.words and r.fate is not Deciding.DROP}
    said = {original: r.speaker for original, r in held if r.speaker and r.fate is not Deciding.DROP}
    words = {k: former.words[k] for k in others.of(former.words)} | words
    said = {k: former.said[k] for k in others.of(former.said)} | said
    trim = {k: former.trim[k] for k in others.of(former.trim)}
    lines = [f"{name} = {_quoted(former.facts[name])}" for name in FACTS if name in former.facts]
    lines += [f"speaker = {_quoted(former.speaker)}"] if former.speaker else []
    lines += ["unattributed = true"] if former.unattributed else []
    for what, originals in lists.items():
        lines += [f"{what} = [", *(f"  {_quoted(o)}," for o in originals), "]"] if originals else []
    tables = {
        "trim": trim, "words": words, "said": said, "speakers": former.speakers, "blurbs": former.blurbs,
        "sections": former.sections,
    }  # fmt: skip
    for name, table in tables.items():
        lines += ["", f"[{name}]", *(f"{_quoted(k)} = {_quoted(v)}" for k, v in table.items())] if table else []
    return "\n".join(lines).lstrip("\n") + "\n"


class _Others:
    """Which words of a former file stand in no quote that something holds of."""

    def __init__(self, originals: Sequence[str]) -> None:
        self._originals = originals

    def of(self, keys: Iterable[str]) -> list[str]:
        """Those of these."""
        return [key for key in keys if not any(fold(key) in original for original in self._originals)]


def _quoted(text: str) -> str:
    """A TOML string: JSON writes the same escapes."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
