"""What people write behind /daily set in words of their own → its options: every weekday at 9 in New York."""

from collections.abc import Callable, Sequence

from bot.chat.choices import whole_number
from bot.chat.refusals import BadOption
from bot.chat.typed import given
from bot.daily.rules.calendar import EVERY_DAY
from bot.daily.rules.model import POSTED, Style
from bot.daily.rules.typed_times import EXCEPT, NAMES, days_left_out, is_days, is_range, is_time, read_days, read_time
from bot.daily.rules.zones import is_zone, may_be_zone

STYLES = tuple(s.value for s in POSTED)
# No time, zone or list of days has more words.
_LONGEST = 6
# So many words show where it is that nothing is understood.
_TOLD = 3
_LITTLE = frozenset("a an as at by for from in me of on post posted the with".split())
# Before a day these begin or end something, which no schedule does: from Monday on.
_BOUNDS = frozenset({"from", "by"})
# What begins or ends with a day is no post on that day alone.
_TILL = frozenset({"until", "till"})
_NO_DAYS = _BOUNDS | _TILL | set("starting start starts beginning begin begins since next this last".split())
_SPANS = frozenset({"minute", "hour", "day", "week", "month", "time"})
_EXCEPT = frozenset({"except", "excluding", "but", "not", "without"})
_POLITE = frozenset({"please", "thanks"})
_TIMES = {
    "reveal": "reveal", "answer": "reveal", "answers": "reveal", "closes": "closes", "close": "closes",
    "closing": "closes",
}  # fmt: skip
_NAMED = frozenset({"pack", "style", "mode", "time", "timezone", "days", "rounds", *_TIMES})
_COUNTED = frozenset({"questions", "question", "rounds", "round"})


def read_schedule(typed: Sequence[str]) -> dict[str, str]:
    """The options that these words are. Raises BadOption for the first that is none of them."""
    said = _Said([word.rstrip(",;") or word for word in typed])
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


def _is_schedule(text: str) -> bool:
    """Whether it names days, and not a day from which or until which something holds."""
    words = [word.casefold() for word in text.split()]
    ranged = words[0] == "from" and is_range(text)
    return is_days(text) and _NO_DAYS.isdisjoint(word for word in words[ranged:] if word not in _TILL)


class _Said:
    """Words that are not read yet, and the options of those that are."""

    def __init__(self, words: list[str]) -> None:
        self.words, self._typed = words, tuple(words)
        self.options: dict[str, str] = {}

    def read_next(self) -> None:
        """Take at least one word away."""
        first = self.words[0].casefold()
        if first in _NAMED and len(self.words) > 1:
            self._read_named(self.words.pop(0).casefold())
            return
        if "style" not in self.options and (style := self._read_phrase()):
            self.options["style"] = style
        elif first in STYLES and "style" not in self.options:
            self.options["style"] = self.words.pop(0).casefold()
        elif len(self.words) > 1 and self.words[1].casefold() in _COUNTED and whole_number(first):
            self.options["rounds"] = whole_number(first)
            del self.words[:2]
        elif not self._read_known():
            self._read_rest(first)

    def _read_phrase(self) -> str:
        """`quote of the week`, `on this day`: the style that several words mean, taken away; "" for none."""
        for style in STYLES:
            words = style.split("-")
            if len(words) > 1 and [word.casefold() for word in self.words[: len(words)]] == words:
                del self.words[: len(words)]
                return style
        return ""

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
        elif self._read_except():
            pass
        elif days := self._longest(_is_schedule):
            self._add_days(days)
        elif "timezone" not in self.options and (zone := self._longest(is_zone)):
            self.options["timezone"] = zone
        else:
            return False
        return True

    def _add_days(self, days: str) -> None:
        """Days behind others are days as well, behind those that are left out all that there are."""
        before = self.options.get("days")
        if before and (left_out := days_left_out(before)):
            self._name_days(read_days(days) - left_out)
        else:
            self.options["days"] = f"{before},{days}" if before else days

    def _name_days(self, days: frozenset[int]) -> None:
        self.options["days"] = ",".join(NAMES[day] for day in sorted(days))

    def _read_except(self) -> bool:
        """`except weekends`: all other days, of those that were named before if any were."""
        words = [word.casefold() for word in self.words[:_LONGEST]]
        if not words or words[0] not in _EXCEPT:
            return False
        begin = next((n for n, word in enumerate(words) if word not in _EXCEPT | {"on", "for"}), len(words))
        size = next((n for n in range(len(words), begin, -1) if is_days(" ".join(words[begin:n]))), 0)
        left_out = " ".join(words[begin:size])
        before = read_days(self.options["days"]) if "days" in self.options else EVERY_DAY
        left = before - read_days(left_out) if size else frozenset()
        if not left:
            return False
        del self.words[:size]
        if "days" in self.options:
            self._name_days(left)
        else:
            # Of which days is told by what is posted already.
            self.options["days"] = f"{EXCEPT} {left_out}"
        return True

    def _read_rest(self, first: str) -> None:
        bounds = first in _BOUNDS and len(self.words) > 1 and is_days(self.words[1])
        if first in _POLITE or (first in _LITTLE and len(self.words) > 1 and not bounds):
            self.words.pop(0)
        elif "time" in self.options and "rounds" not in self.options and whole_number(first) and not self._is_span():
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
            once = "time" in self.options and is_time(self.words[0])
            told = self.words[0] if once else " ".join(self.words[:_TOLD])
            raise BadOption(option="", value=told, expected=self._example(), example=True, once=once)

    def _is_span(self) -> bool:
        """Whether a number counts days or weeks."""
        return len(self.words) > 1 and self.words[1].casefold().removesuffix("s") in _SPANS

    def _example(self) -> str:
        """A schedule as it would be understood, of what was."""
        typed = [word.casefold() for word in self._typed]
        time = next((w for w in [self.options.get("time", ""), *typed] if is_time(w)), "9am")
        after = zip(["", *typed], typed, strict=False)
        named = [w for before, w in after if is_days(w) and read_days(w) != EVERY_DAY and before not in _NO_DAYS]
        days = "mon" if any(w.startswith("week") and not is_days(w) for w in typed) else "mon-fri"
        style = next((s for s in STYLES[1:] if any(w.startswith(s) for w in typed)), "")
        style = style or (Style.QUIZ.value if any(w in _COUNTED for w in typed) else "")
        zone = next((w for w in [self.options.get("timezone", ""), *self._typed] if len(w) > 2 and is_zone(w)), "")
        parts = [f"/daily set {read_time(time):%H:%M}", given("days", ",".join(dict.fromkeys(named)) or days)]
        parts += [f"style={style}"] if style else []
        return " ".join([*parts, *([given("timezone", zone)] if zone else [])])

    def _longest(self, fits: Callable[[str], bool], *, bare: bool = False) -> str:
        """The most words that are such a thing together, taken away; `bare`: a number alone is one too."""
        for count in range(min(len(self.words), _LONGEST), 0, -1):
            text = " ".join(self.words[:count])
            if fits(text) or (bare and text.isdigit()):
                del self.words[:count]
                return text
        return ""
