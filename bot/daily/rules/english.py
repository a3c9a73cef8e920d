"""What people write behind /daily set in words of their own → its options: every weekday at 9 in New York."""

from collections.abc import Callable, Sequence

from bot.chat.choices import whole_number
from bot.chat.refusals import BadOption
from bot.daily.rules.model import Style
from bot.daily.rules.reading import is_days, is_time, read_time
from bot.daily.rules.zones import is_zone, may_be_zone

EXAMPLE = "/daily set 9am mon-fri Europe/Berlin"
STYLES = tuple(s.value for s in Style)
# No time, zone or list of days has more words.
_LONGEST = 6
# So many words show where it is that nothing is understood.
_TOLD = 3
_LITTLE = frozenset("a an at by for from in me of on post posted starting the".split())
_POLITE = frozenset({"please", "thanks"})
_TIMES = {"reveal": "reveal", "closes": "closes", "close": "closes", "closing": "closes"}
_NAMED = frozenset({"pack", "style", "time", "timezone", "days", "rounds", *_TIMES})
_COUNTED = frozenset({"questions", "question", "rounds", "round"})


def read_schedule(typed: Sequence[str]) -> dict[str, str]:
    """The options that these words are. Raises BadOption for the first that is none of them."""
    said = _Said(list(typed))
    while said.words:
        said.read_next()
    return said.options


def check_time(text: str) -> None:
    """Raises BadOption for what is no time, and no sentence with one in it."""
    try:
        said = read_schedule(text.split())
    except BadOption:
        said = {}
    if "time" not in said:
        read_time(text)


class _Said:
    """Words that are not read yet, and the options of those that are."""

    def __init__(self, words: list[str]) -> None:
        self.words = words
        self.options: dict[str, str] = {}

    def read_next(self) -> None:
        """Take at least one word away."""
        first = self.words[0].casefold()
        if first in _NAMED and len(self.words) > 1:
            self._read_named(self.words.pop(0).casefold())
            return
        if first in STYLES and "style" not in self.options:
            self.options["style"] = self.words.pop(0).casefold()
        elif len(self.words) > 1 and self.words[1].casefold() in _COUNTED and whole_number(first):
            self.options["rounds"] = whole_number(first)
            del self.words[:2]
        elif not self._read_known():
            self._read_rest(first)

    def _read_named(self, name: str) -> None:
        """`closes at 17:00`, `pack talk`: what follows a name is its value."""
        while len(self.words) > 1 and self.words[0].casefold() in _LITTLE:
            self.words.pop(0)
        name = "rounds" if name in _COUNTED else _TIMES.get(name, name)
        kinds: dict[str, Callable[[str], bool]] = {
            "days": is_days, "timezone": is_zone, **dict.fromkeys(("time", "reveal", "closes"), is_time)
        }  # fmt: skip
        value = self._longest(kinds[name]) if name in kinds else ""
        self.options[name] = value or self.words.pop(0)

    def _read_known(self) -> bool:
        if "time" not in self.options and (time := self._longest(is_time, bare=True)):
            self.options["time"] = time
        elif days := self._longest(is_days):
            before = self.options.get("days")
            self.options["days"] = f"{before},{days}" if before else days
        elif "timezone" not in self.options and (zone := self._longest(is_zone)):
            self.options["timezone"] = zone
        else:
            return False
        return True

    def _read_rest(self, first: str) -> None:
        if first in _POLITE or (first in _LITTLE and len(self.words) > 1):
            self.words.pop(0)
        elif "time" in self.options and "rounds" not in self.options and whole_number(first):
            self.options["rounds"] = whole_number(self.words.pop(0))
        elif "timezone" not in self.options and may_be_zone(self.words[0]):
            self.options["timezone"] = self.words.pop(0)
        elif "time" not in self.options and any(c.isdigit() for c in first):
            # 25:00 is no time, but it was meant as one.
            self.options["time"] = self.words.pop(0)
        elif " " in self.words[0] and "pack" not in self.options:
            # Between quotation marks.
            self.options["pack"] = self.words.pop(0)
        else:
            raise BadOption(option="", value=" ".join(self.words[:_TOLD]), expected=EXAMPLE, example=True)

    def _longest(self, fits: Callable[[str], bool], *, bare: bool = False) -> str:
        """The most words that are such a thing together, taken away; `bare`: a number alone is one too."""
        for count in range(min(len(self.words), _LONGEST), 0, -1):
            text = " ".join(self.words[:count])
            if fits(text) or (bare and text.isdigit()):
                del self.words[:count]
                return text
        return ""
