"""What becomes of the lines of a document that nobody said: each is furniture, by a rule with a name, or a heading."""

from content.model import Furniture

# The rules, and what each leaves out.
RULES = {
    "front-matter": "facts above the text",
    "minutes": "what minutes note",
    "facts": "facts of the document",
    "link": "links",
    "footer": "what a program writes below",
    "header": "what a program writes above",
    "time": "times in lines of their own",
    "cue-id": "numbers and names of cues",
    "note": "notes of caption files",
    "system": "what a chat writes by itself",
    "action": "what somebody did in a chat",
    "reaction": "reactions",
    "reply": "what a message answers",
    "omitted": "pictures and files",
    "private": "private messages",
    "bot": "messages of programs",
    "repeat": "words that captions show again",
    "chapter": "chapters",
    "page": "numbers and heads of pages",
    "columns": "what the columns of a table are called",
    "code": "code in blocks of its own",
}
# Lines of these hold no words that could be missed.
BARE = frozenset({"time", "cue-id", "columns"})


class Account:
    """Collects the lines while a format reads."""

    def __init__(self) -> None:
        self._left: dict[str, list[int]] = {}
        self._headings: list[int] = []

    def leave(self, rule: str, line: int) -> None:
        """This line is furniture."""
        self._left.setdefault(rule, []).append(line)

    def head(self, line: int) -> None:
        """This line names a section."""
        self._headings.append(line)

    def count(self, rule: str) -> int:
        """How many lines this rule left out."""
        return len(self._left.get(rule, ()))

    @property
    def furniture(self) -> tuple[Furniture, ...]:
        """What was left out, by its rule."""
        return tuple(Furniture(rule, tuple(lines)) for rule, lines in self._left.items())

    @property
    def headings(self) -> tuple[int, ...]:
        """The lines of headings."""
        return tuple(self._headings)
