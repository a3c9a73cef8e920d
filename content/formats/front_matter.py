"""Facts about a transcript in a leading block between two lines of `---`."""

from dataclasses import dataclass

from content.errors import Problem
from content.model import Source, Speaker

_FENCE = "---"


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
    """`Title:`, `Date:`, `Licence:`, `Link:` and any number of `Speaker: NAME = blurb`; nothing without both fences."""
    if not lines or lines[0].strip() != _FENCE or _FENCE not in (line.strip() for line in lines[1:]):
        return FrontMatter({}, (), 0)
    end = 1 + [line.strip() for line in lines[1:]].index(_FENCE)
    facts: dict[str, str] = {}
    speakers: list[Speaker] = []
    problems: list[Problem] = []
    for number, line in enumerate(lines[1:end], 2):
        key, colon, value = (part.strip() for part in line.partition(":"))
        match key.casefold():
            case "speaker":
                name, _, blurb = (part.strip() for part in value.partition("="))
                speakers.append(Speaker(name=name, blurb=blurb))
            case "title" | "date" | "licence" | "link" if colon:
                facts[key.casefold()] = value
            case "":
                pass
            case _:
                problems.append(Problem(f"“{key}” is no fact that is known here and was passed over", number))
    return FrontMatter(facts, tuple(speakers), end + 1, tuple(problems))
