"""A curator's file beside a transcript (talk.edits.toml for talk.txt): choices that survive importing again.

title = "On plans"                      # also date, licence, link
speaker = "Ada Novak"                   # who speaks in a file that names nobody
unattributed = true                     # or take its words as nobody's
pin = ["words that make a quote"]       # kept whatever the rules say, and best
drop = ["words of a quote"]             # left out
trim = { "words of a quote" = "the words to show; some may be left out, none may be added" }
keep = ["words of a quote"]             # looked at and worth posting
words = { "words of a quote" = "the words to show, put right; told as edited where others are added" }
said = { "words of a quote" = "Ada Novak" }
speakers = { "SPEAKER_00" = "Ada Novak" }
blurbs = { "Ada Novak" = "keeps the archive" }
sections = { "Intro (rough cut)" = "How it began" }
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from content.errors import BadEdits, Problem
from content.model import Transcript
from content.text import fold, words
from content.toml import read_toml

SUFFIX = ".edits.toml"
FACTS = ("title", "date", "licence", "link")
_LISTS = ("pin", "drop", "keep")
_TABLES = ("trim", "words", "said", "speakers", "blurbs", "sections")


@dataclass(frozen=True, slots=True, kw_only=True)
class Edits:
    """What a curator chose. Keys of `pin`, `drop`, `keep`, `trim`, `words`, `said` are words of a quote, folded."""

    facts: Mapping[str, str] = field(default_factory=dict)
    pin: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()
    trim: Mapping[str, str] = field(default_factory=dict)
    keep: tuple[str, ...] = ()
    words: Mapping[str, str] = field(default_factory=dict)
    said: Mapping[str, str] = field(default_factory=dict)
    speakers: Mapping[str, str] = field(default_factory=dict)
    blurbs: Mapping[str, str] = field(default_factory=dict)
    sections: Mapping[str, str] = field(default_factory=dict)
    speaker: str | None = None
    unattributed: bool = False
    text: str = ""

    def drops(self, quote: str) -> bool:
        """Whether a quote is left out."""
        return any(_holds(quote, key) for key in self.drop)

    def trimmed(self, quote: str) -> str | None:
        """What is shown of a quote instead of all of it, if it was trimmed."""
        return _of(quote, self.trim)

    def keeps(self, quote: str) -> bool:
        """Whether a quote was looked at and kept."""
        return any(_holds(quote, key) for key in self.keep)

    def reworded(self, quote: str) -> str | None:
        """What is shown of a quote whose words were put right."""
        return _of(quote, self.words)

    def said_by(self, quote: str) -> str | None:
        """Who said a quote that its transcript gives somebody else."""
        return _of(quote, self.said)

    def applied(self, transcript: Transcript) -> Transcript:
        """The transcript with its source, sections and blurbs as the curator wants them; idle edits are told."""
        source = replace(transcript.source, **dict(self.facts)) if self.facts else transcript.source
        turns = transcript.turns
        if self.sections:
            turns = tuple(replace(t, section=self.sections.get(t.section, t.section)) for t in turns)
        speakers = tuple(replace(s, blurb=self.blurbs.get(s.name, s.blurb)) for s in transcript.speakers)
        problems = (*transcript.problems, *self._idle(transcript))
        return replace(transcript, source=source, turns=turns, speakers=speakers, problems=problems)

    def _idle(self, transcript: Transcript) -> Iterator[Problem]:
        wanted = (*self.pin, *self.drop, *self.keep, *self.trim, *self.words, *self.said)
        said = [fold(turn.text) for turn in transcript.turns] if wanted else []
        for key in wanted:
            if not any(fold(key) in text for text in said):
                yield Problem(f"the edit for “{key[:60]}” fits nothing that is said here")
        names, sections = {s.name for s in transcript.speakers}, {t.section for t in transcript.turns}
        for kind, keys, known in (("blurb", self.blurbs, names), ("section", self.sections, sections)):
            yield from (Problem(f"the edit of the {kind} “{k}” fits nothing here") for k in keys if k not in known)


NO_EDITS = Edits()


def read_edits(text: str, where: str) -> Edits:
    """The choices in a curator's file. Raises BadEdits with everything that is wrong with it."""
    data = read_toml(text, where, BadEdits)
    problems = [f"“{k}” is no edit" for k in data if k not in (*FACTS, *_LISTS, *_TABLES, "speaker", "unattributed")]
    facts = {k: _text(data[k], k, problems) for k in FACTS if k in data}
    pin, drop, keep = (_texts(data.get(k, []), k, problems) for k in _LISTS)
    trim, reworded, said, speakers, blurbs, sections = (_table(data.get(k, {}), k, problems) for k in _TABLES)
    problems += [f"the words of “{k[:40]}” are empty; drop leaves a quote out" for k, v in reworded.items() if not v]
    problems += [f"the speaker of “{k[:40]}” is empty" for k, v in said.items() if not v]
    problems += [f"the trim of “{k[:40]}” is empty; drop leaves a quote out" for k, v in trim.items() if not v]
    speaker = _text(data["speaker"], "speaker", problems) or None if "speaker" in data else None
    unattributed = data.get("unattributed", False)
    if not isinstance(unattributed, bool):
        problems.append("unattributed is true or false")
    if problems:
        raise BadEdits(where, "; ".join(problems), remedy="Mend these places")
    return Edits(
        facts=facts,
        pin=pin,
        drop=drop,
        trim=trim,
        keep=keep,
        words=reworded,
        said=said,
        speakers=speakers,
        blurbs=blurbs,
        sections=sections,
        speaker=speaker,
        unattributed=unattributed,
        text=text,
    )


def is_stretch(original: str, shown: str) -> bool:
    """Whether the words shown stand in the original in a row: nothing was left out between them."""
    said, told = words(original), words(shown)
    return any(said[at : at + len(told)] == told for at in range(len(said) - len(told) + 1))


def leaves_out_only(original: str, shown: str) -> bool:
    """Whether every word shown stands in the original, in the same order."""
    said = iter(words(original))
    return all(word in said for word in words(shown))


def _holds(quote: str, key: str) -> bool:
    return fold(key) in fold(quote)


def _of(quote: str, table: Mapping[str, str]) -> str | None:
    return next((value for key, value in table.items() if _holds(quote, key)), None)


def _text(value: Any, name: str, problems: list[str]) -> str:
    if not isinstance(value, str):
        problems.append(f"{name} is a text in quotation marks")
        return ""
    return value.strip()


def _texts(value: Any, name: str, problems: list[str]) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(v, str) and v.strip() for v in value):
        problems.append(f"{name} is a list of texts")
        return ()
    return tuple(v.strip() for v in value)


def _table(value: Any, name: str, problems: list[str]) -> dict[str, str]:
    if not isinstance(value, dict) or not all(isinstance(v, str) and k.strip() for k, v in value.items()):
        problems.append(f'{name} is a table of texts, such as {name} = {{ "this" = "that" }}')
        return {}
    return {k.strip(): v.strip() for k, v in value.items()}
