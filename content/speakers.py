"""Who is who: a map from labels to names, and labels that look wrong, each with the line that would mend it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from content.errors import Problem
from content.model import Speaker, Transcript
from content.near_names import is_as_names_are, is_nearly, perhaps_one
from content.persons import first_names, may_be_one, own_words
from content.text import fold, words

# Beyond this many speakers, comparing each with each costs more than it tells.
MOST_COMPARED = 200
_STAND_IN = re.compile(
    r"(?:(?:unnamed|unknown|unidentified)[ _-])?(?:speaker|spk|unknown|guest|participant|voice|person|caller)"
    r"[ _-]?(?:[0-9]+|[a-z])?|[0-9+() -]{6,}|[QA]|(?:[MF]_)?S[0-9]{1,3}|"
    r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?:@[0-9a-f-]{36})?",
    re.IGNORECASE,
)
_DEVICE = re.compile(r"(.*?)(?:['’]s)?[ _-](?:iphone|ipad|macbook(?: (?:pro|air))?|galaxy(?: \S+)?|android|pixel(?: \S+)?|laptop|phone|computer|pc)(?:[ _-]?[0-9]+)?", re.IGNORECASE)  # fmt: skip # noqa: E501
_BRACKETED = re.compile(r"[ \t]*[(\[](?:guest|host|external|extern|gast|unverified|he/him|she/her|they/them|[^()\[\]]{1,30})[)\]]", re.IGNORECASE)  # fmt: skip # noqa: E501
# In relay chats people say behind their name that they are away: "marl|lunch".
_AWAY = re.compile(r"([^\s|]{2,})\|[^\s|]+")
_SORTED = re.compile(r"([^\s,][^,]{0,40}), ([^,]{1,40})")


def mapped(transcript: Transcript, names: Mapping[str, str]) -> Transcript:
    """The transcript with these labels replaced by these names; the old labels stay as aliases.

    A label that nobody has is told; so nothing is silently left as it was.
    """
    if not names:
        return transcript
    wanted = {fold(label): name.strip() for label, name in names.items() if name.strip()}
    known = {fold(s.name) for s in transcript.speakers}
    missing = [label for label in names if fold(label) not in known]
    problems = tuple(Problem(f"nobody is called “{label}” here, so the speaker map left it out") for label in missing)
    turns = tuple(
        t if t.speaker is None or fold(t.speaker) not in wanted else replace(t, speaker=wanted[fold(t.speaker)])
        for t in transcript.turns
    )
    speakers: dict[str, Speaker] = {}
    for speaker in transcript.speakers:
        name = wanted.get(fold(speaker.name), speaker.name)
        held = speakers.get(name, Speaker(name=name))
        aliases = (*held.aliases, *speaker.aliases, *((speaker.name,) if speaker.name != name else ()))
        blurb = held.blurb or speaker.blurb
        speakers[name] = Speaker(name=name, aliases=tuple(dict.fromkeys(aliases)), blurb=blurb)
    return replace(
        transcript, turns=turns, speakers=tuple(speakers.values()), problems=(*transcript.problems, *problems)
    )


def suspicions(transcript: Transcript) -> tuple[Problem, ...]:
    """Labels that hardly are a person's name, and pairs that hardly are two people."""
    lines: dict[str, int] = {}
    for turn in transcript.turns:
        if turn.speaker is not None:
            lines.setdefault(turn.speaker, turn.line)
    names = [s.name for s in transcript.speakers]
    if transcript.listed:
        return ()
    return tuple(
        Problem(what, lines.get(label), mend=f"{label}={name}") for label, name, what in _doubts(names)
    )  # fmt: skip


def _doubts(names: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    """Labels, what they may mean, and why; two names with a comma between them, of which both speak, are two people."""
    doubted = set()
    called = set(map(fold, names))
    for name in names:
        better = plain_name(name)
        if ", " in name and called >= {fold(part) for part in name.split(", ")}:
            continue
        if _STAND_IN.fullmatch(name):
            doubted.add(name)
            yield name, "NAME", f"“{name}” is a stand-in, not a name"
        elif better != name:
            doubted.add(name)
            yield name, better, f"“{name}” looks like {better} under another label"
    for short, long in _perhaps_one(names[:MOST_COMPARED]):
        doubted.add(short)
        yield short, plain_name(long), f"“{short}” and “{long}” are perhaps one person; no item offers both"
    certain = [n for n in names if n not in doubted][:MOST_COMPARED]
    for one, other in combinations(certain, 2):
        if is_nearly(one, other):
            slip, name = (one, other) if is_as_names_are(other) > is_as_names_are(one) else (other, one)
            yield slip, name, f"“{one}” and “{other}” are nearly the same name"


def _perhaps_one(names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Pairs that may be one person, the shorter name first; of a name that may be several people nothing is said."""
    found: dict[str, list[str]] = {}
    named = [name for name in names if _STAND_IN.fullmatch(name) is None]
    for one, other in combinations(named, 2):
        if may_be_one(one, other) and plain_name(one) != plain_name(other):
            short, long = sorted((one, other), key=_likeliness)
            found.setdefault(short, []).append(long)
    for short, longer in found.items():
        if all(perhaps_one(longer[0], name) for name in longer[1:]):
            yield short, max(reversed(longer), key=is_as_names_are)


def _likeliness(name: str) -> tuple[int, int, bool]:
    """What makes a name rather the one somebody is called by: more words of it, more letters, not shouted."""
    return len(own_words(name)), len(name), not name.isupper()


def plain_name(label: str) -> str:
    """A label without its device, bracket, sign of being away and inverted order: "Maya's iPhone" is Maya."""
    if not any(map(str.isalpha, label)):
        return label
    name = _BRACKETED.sub("", label).strip()
    if match := _AWAY.fullmatch(name):
        name = match[1]
    if match := _DEVICE.fullmatch(name):
        name = match[1].strip() or name
    if match := _SORTED.fullmatch(name):
        name = f"{match[2]} {match[1]}" if _is_family(match[1], match[2]) else match[1]
    return name or label


def _is_family(before: str, behind: str) -> bool:
    """Whether a family name stands before the comma and first names behind it, rather than a whole name and what
    somebody does: “Ida Quist, CNN Host”."""
    said = words(behind)
    return len(before.split()) == 1 or not before[0].isupper() or (bool(said) and said[0] in first_names())
