"""Facts about a transcript in a leading block between two lines of `---`, written as YAML."""

from collections.abc import Iterator
from dataclasses import dataclass

from content.errors import Problem
from content.model import Source, Speaker
from content.text import clean
from content.yaml import NotYaml, read_entries

_FENCE = "---"
_LONGEST = 400
_FACTS = {"title": "title", "date": "date", "licence": "licence", "license": "licence", "link": "link"}
# Where the work can be seen, if no link is given.
_ADDRESSES = ("media", "url", "source_file", "video")
# What pages say of themselves and nobody needs here.
_PASSED_OVER = frozenset(
    "tags tag categories category transcript_by translation_by summary description slug layout draft author authors "
    "guid permalink image cover weight aliases needs-review lang language episode season episode_number".split()
)


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The facts, the speakers they name, and how many lines of the file they took."""

    facts: dict[str, str]
    speakers: tuple[Speaker, ...]
    lines: int
    problems: tuple[Problem, ...] = ()

    def source(self, name: str) -> Source:
        """The source these facts describe; its title is `name` unless they give one."""
        facts = self.facts
        return Source(
            title=facts.get("title", name),
            date=facts.get("date", ""),
            licence=facts.get("licence", ""),
            link=facts.get("link", ""),
        )


def read_front_matter(lines: list[str]) -> FrontMatter:
    """Title, date, licence, link, and `speakers:` as a list or `Speaker: NAME = blurb` as often as wanted.

    Nothing without both fences.
    """
    if not lines or lines[0].strip() != _FENCE:
        return FrontMatter({}, (), 0)
    end = next((i for i, line in enumerate(lines[1:_LONGEST], 1) if line.rstrip() == _FENCE), None)
    if end is None:
        return FrontMatter({}, (), 0)
    facts: dict[str, str] = {}
    speakers: list[Speaker] = []
    problems: list[Problem] = []
    for number, key, values in _entries(lines[1:end]):
        folded = key.casefold()
        if folded in ("speaker", "speakers"):
            speakers += [_speaker(value) for value in values if value]
        elif folded in _FACTS and values:
            facts[_FACTS[folded]] = values[0]
        elif folded in _ADDRESSES and values:
            facts.setdefault("link", values[0])
        elif key and folded not in _PASSED_OVER:
            problems.append(Problem(f"“{key[:60]}” is no fact that is known here and was passed over", number))
    return FrontMatter(facts, tuple(speakers), end + 1, tuple(problems))


def _speaker(text: str) -> Speaker:
    name, _, blurb = (part.strip() for part in text.partition("="))
    return Speaker(name=name, blurb=blurb)


def _entries(lines: list[str]) -> Iterator[tuple[int, str, list[str]]]:
    """Every fact with its line of the file; where it is no valid YAML, line by line."""
    try:
        found = read_entries("\n".join(lines))
    except NotYaml:
        found = [(n, key.strip(), [value.strip()]) for n, (key, _, value) in enumerate(_split(lines), 1)]
    for number, key, values in found:
        yield number + 1, clean(key), [clean(value) for value in values]


def _split(lines: list[str]) -> Iterator[tuple[str, str, str]]:
    return (line.partition(":") for line in lines)
