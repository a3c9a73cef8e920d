"""What is shown and what can be pressed: prints replies and posts, remembers the buttons that stand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TextIO

from rich.console import Console
from rich.table import Table
from rich.text import Text

from adapters.terminal.outgoing import BETWEEN, VOTES, keys, labels, render
from adapters.terminal.wording import more, taken_down
from bot.chat.incoming import MessageRef, Place, PressId, Problem, User
from bot.chat.messages import ClosedRound, Help, Home, Listing, Lobby, OpenRound, Reply, Scoreboard
from bot.daily.wording import GUESS, PLAY, RESULT, TYPE_GUESS
from bot.games.verbs import ANSWER, LEADERS, MINE, TYPE
from bot.library.book_wording import UNDO
from bot.library.bringing_wording import BRING_BACK
from bot.library.wording import ALIKE, CONTEXT, MORE, SHOW
from bot.privacy.wording import FORGET

BOT = "bot"
# What goes by pages where a window is too low for it; so many lines of it are left to what stands around.
LONG = (Help, Listing, Home)
AROUND, LEAST_LINES = 4, 8
# Over so many screens that came later a letter still means a button that changes something.
FARTHEST = 1
# Works on the very last screen alone: nothing undoes it, or it undoes what was done before something else was asked.
_AT_ONCE = frozenset({FORGET, UNDO})
# What is typed where a removal is to be undone, whose button has another word.
_UNDOING = frozenset({"undo", "undo that"})
# What only tells something works from further above, and an answer is refused by its round.
_ONLY_TELL = frozenset({ANSWER, TYPE, MINE, LEADERS, CONTEXT, SHOW, MORE, ALIKE, GUESS, TYPE_GUESS, PLAY, RESULT})


@dataclass(frozen=True, slots=True)
class OpenCard:
    """Something that takes answers, and ids of those who need answer no more."""

    round: OpenRound
    done: set[str]


@dataclass(frozen=True, slots=True)
class Standing:
    """A button further above: its id, what it is called, and on which screen it stands."""

    id: str
    label: str
    screen: int


class Screen:
    """A Messenger that prints. Colours on a terminal, plain text anywhere else."""

    def __init__(self, out: TextIO) -> None:
        self._console = Console(file=out, highlight=False, soft_wrap=not out.isatty(), markup=False)
        self._sent = 0
        self._buttons: dict[str, str] = {}
        # Who alone was shown that reply, "" for everybody.
        self._newest_to = ""
        # How much was shown since the last reply that had any.
        self._since = 0
        # What the buttons of the last reply that had any are called, by their letters.
        self._labels: dict[str, str] = {}
        self._pages: list[list[Text]] = []
        self._shown, self._indent = 1, ""
        # Buttons further above, by whom they are for: their letters work as long as none that came later has them.
        self._older: dict[str, dict[str, Standing]] = {}
        self._votes: dict[str, list[str]] = {}
        # For whom each screen with buttons was, a round that is shown anew left out.
        self._screens: list[str] = []
        self._closed = False
        # What takes answers, oldest first, by whom it is for and its id.
        self._open: dict[tuple[str, str], OpenCard] = {}
        # Which of them a message is, by its id.
        self._posted: dict[str, tuple[str, str]] = {}

    def show(self, reply: Reply, *, to: str = "") -> None:
        """Print a reply; `to` names the one person it is for."""
        label = f"{BOT} (to {to})> " if to else f"{BOT}> "
        lines = render(reply)
        if self._console.is_terminal:
            room = max(LEAST_LINES, self._console.height - AROUND)
            pages = _pages(lines, room) if isinstance(reply, LONG) else [lines]
            self._pages, self._shown, self._indent = pages[1:], 1, " " * len(label)
            self._print_columns(label, pages[0])
            self._tell_of_more()
        else:
            for i, line in enumerate(lines):
                self._console.print((label if i == 0 else " " * len(label)) + line.plain)
        self._remember(reply, to)

    @property
    def just_closed(self) -> bool:
        """Whether nothing with buttons was shown since a round was closed, but the board and the reveal themselves."""
        return self._closed

    def at_hand(self, user: User) -> list[tuple[str, str]]:
        """The letters of the buttons of the last reply that had any, with what they are called; none of what only
        somebody else was shown.
        """
        return list(self._labels.items()) if self._is_for(user) else []

    def _is_for(self, user: User) -> bool:
        """Whether the last reply with buttons was shown to that person, or to all."""
        return self._newest_to in ("", user.name)

    def turn_page(self) -> None:
        """Show the next page of what was too long for the window, if there is one."""
        if self._pages:
            self._shown += 1
            self._print_columns(self._indent, self._pages.pop(0))
            self._tell_of_more()

    def leave_pages(self) -> bool:
        """Show no more of them; False where none is left."""
        left, self._pages = bool(self._pages), []
        return left

    def _tell_of_more(self) -> None:
        if self._pages:
            notice = more(self._shown, self._shown + len(self._pages))
            self._console.print(notice.text, style="dim")

    def _print_columns(self, label: str, lines: list[Text]) -> None:
        """Long lines wrap beside the label, not below it."""
        columns = Table.grid()
        columns.add_column(width=len(label), style="dim")
        columns.add_column()
        room = self._console.width - len(label)
        for i, line in enumerate(row for shown in lines for row in _by_buttons(shown, room)):
            columns.add_row(label if i == 0 else "", line)
        self._console.print(columns)

    @property
    def asked_of_all(self) -> str:
        """The round that everybody is asked and that is open, by its id; "" for none."""
        return next((id_ for (to, id_), c in reversed(self._open.items()) if not to and not c.round.for_days), "")

    def asked(self, user: User, at: datetime) -> OpenRound | None:
        """What that person can answer by typing: what was asked last and is open, however much was shown since."""
        mine = [c for (to, _), c in self._open.items() if to in ("", user.name) and user.id not in c.done]
        waiting = [c.round for c in mine if not c.round.for_days or c.round.closes_at is None or at < c.round.closes_at]
        return waiting[-1] if waiting else None

    def typed(self, user: User, at: datetime) -> str:
        """What opens the form of a question for days that is answered by typing, answered or not; "" for none."""
        mine = [c.round for (to, _), c in self._open.items() if to in ("", user.name) and c.round.for_days]
        there = [r.form.id for r in mine if r.form is not None and (r.closes_at is None or at < r.closes_at)]
        return there[-1] if there else ""

    def press_id(self, text: str, user: User, at: datetime) -> str | None:
        """The button meant by what was typed: the answers to what that person is asked, what the last reply to them
        shows, what else the round shows, then what stands above. A figure answers what is asked to be typed, unless
        a list was shown since.
        """
        found = self._meant(text, user, at)
        return None if found and self._is_over(found) else found

    def _meant(self, text: str, user: User, at: datetime) -> str | None:
        typed, asked = text.strip().casefold(), self.asked(user, at)
        votes = self._votes.get(user.name) or self._votes.get("")
        if votes and typed in tuple(VOTES):
            return votes[VOTES.index(typed)]
        options = keys(asked) if asked else {}
        answers = {o.letter.casefold() for o in asked.options} if asked else set()
        if typed in self._buttons and typed not in answers and self._newest_to == user.name:
            return self._buttons[typed]
        if typed in options:
            return options[typed]
        if asked is not None and asked.options and (named := _named(typed, labels(asked))):
            return options[named]
        if asked is not None and not asked.options and typed.isdigit():
            return None
        here = self._buttons if self._is_for(user) else {}
        # Beside a question for days the whole of what a button is called means it: Undo is no answer to it.
        called = asked is None or (asked.for_days and len(typed) > 1)
        if called and (named := _named(typed, self._labels)) in here:
            return here.get(named or "")
        if typed in here or (asked is not None and not asked.for_days):
            return here.get(typed)
        found = self._above(typed, user)
        return None if found is None or self._is_too_far(found, user) else found.id

    def too_far(self, text: str, user: User) -> str:
        """What the button is called that was meant, where it changes something and stands too far above; else ""."""
        named = _named(text.strip().casefold(), self._labels)
        key = text.strip().casefold() if text.strip().casefold() in self._buttons else named or ""
        if key in self._buttons and self._is_over(self._buttons[key]):
            return self._labels.get(key, key)
        found = self._above(text.strip().casefold(), user)
        return found.label if found is not None and self._is_too_far(found, user) else ""

    def _above(self, typed: str, user: User) -> "Standing | None":
        """The last button with that letter which that person was shown."""
        held = (self._older.get(whom, {}).get(typed) for whom in (user.name, ""))
        return max((one for one in held if one is not None), key=lambda one: one.screen, default=None)

    def _is_over(self, button: str) -> bool:
        """Whether a button that nothing undoes is not on the very last screen."""
        meant = PressId.parse(button)
        return meant is not None and meant.verb == FORGET and self._since > 0

    def _is_too_far(self, found: "Standing", user: User) -> bool:
        meant = PressId.parse(found.id)
        since = sum(whom in ("", user.name) for whom in self._screens[found.screen + 1 :])
        farthest = 0 if meant is not None and meant.verb in _AT_ONCE else FARTHEST
        return meant is not None and meant.verb not in _ONLY_TELL and since > farthest

    def answered(self, button: str, user: User) -> None:
        """That person pressed that button: a question for days asks them no more, whether it was taken or is over."""
        for card in self._open.values():
            shown = [o.button.id for o in card.round.options] or [card.round.form.id if card.round.form else ""]
            if card.round.for_days and button in shown:
                card.done.add(user.id)

    async def post(self, place: Place, reply: Reply, nonce: str) -> MessageRef:
        """Print a post; what is written to one person says so."""
        self._sent += 1
        if isinstance(reply, OpenRound):
            self._posted[str(self._sent)] = place.user_id, reply.round_id
        self.show(reply, to=place.user_id)
        return MessageRef(place=place, id=str(self._sent))

    async def edit(self, ref: MessageRef, reply: Reply) -> None:
        """A terminal cannot change what stands: print the new form below."""
        self.show(reply)

    async def delete(self, ref: MessageRef) -> None:
        """What was printed stays; below it is said that it counts no more."""
        card = self._open.pop(self._posted.pop(ref.id, ("", "")), None)
        self.show(taken_down(card.round.heading if card else ""))

    async def find(self, place: Place, nonce: str) -> MessageRef | None:
        """Nothing that was printed can be looked up."""
        return None

    async def open_thread(self, ref: MessageRef, name: str) -> None:
        """Everything is said in one place here."""

    async def close_thread(self, place: Place) -> None:
        """And stays there."""

    async def check(self, place: Place) -> Problem | None:
        """One can always print."""
        return None

    def _remember(self, reply: Reply, to: str) -> None:
        letters, called = keys(reply), labels(reply)
        self._closed = self._closed and (not letters or isinstance(reply, Scoreboard))
        self._since = 0 if letters else self._since + 1
        anew = isinstance(reply, OpenRound) and (to, reply.round_id) in self._open
        if letters and not anew:
            self._screens.append(to)
        shown = {key: Standing(id_, called.get(key, key), len(self._screens) - 1) for key, id_ in letters.items()}
        self._older[to] = self._older.get(to, {}) | shown
        match reply:
            case OpenRound(round_id=round_id):
                # What is shown anew stays where it was.
                before = self._open.get((to, round_id))
                self._open[to, round_id] = OpenCard(reply, before.done if before else set())
                return
            case Lobby():
                # Something new begins: the letters of answers that were given before mean nothing any more.
                self._older = {whom: _but_answers(held) for whom, held in self._older.items()}
            case ClosedRound(round_id=closed):
                self._closed = True
                self._votes = {**(self._votes if to else {}), to: [b.id for b in reply.votes]}
                self._open = {(to, i): card for (to, i), card in self._open.items() if i != closed}
            case Scoreboard(final=True):
                self._open = {(whom, i): c for (whom, i), c in self._open.items() if c.round.for_days or whom != to}
            case _:
                pass
        self._newest_to = to if letters else self._newest_to
        self._buttons = letters or self._buttons
        self._labels = labels(reply) if letters else self._labels


def _by_buttons(line: Text, room: int) -> list[Text]:
    """A row of buttons as rows of whole ones that fit, so that no letter stands apart from its label."""
    if not line.plain.startswith("[") or len(line.plain) <= room:
        return [line]
    rows = [""]
    for button in line.plain.split(BETWEEN):
        wider = f"{rows[-1]}{BETWEEN * bool(rows[-1])}{button}"
        rows = [*rows[:-1], wider] if len(wider) <= room or not rows[-1] else [*rows, button]
    return [Text(row, line.style) for row in rows]


def _but_answers(held: Mapping[str, Standing]) -> dict[str, Standing]:
    return {key: one for key, one in held.items() if (pressed := PressId.parse(one.id)) and pressed.verb != ANSWER}


def _pages(lines: Sequence[Text], room: int) -> list[list[Text]]:
    """The lines by pages, what is indented below a line on the same one with it."""
    pages: list[list[Text]] = [[]]
    entry: list[Text] = []
    for line in [*lines, Text("")]:
        if not line.plain.startswith(" "):
            if pages[-1] and len(pages[-1]) + len(entry) > room:
                pages.append([])
            pages[-1] += entry
            entry = []
        entry.append(line)
    return pages


def _named(typed: str, called: Mapping[str, str]) -> str | None:
    """The letter of the one button that is called so, or the only one that begins with what was typed: d for Drop."""
    same = [letter for letter, label in called.items() if label.casefold().rstrip("…") == typed]
    if typed in _UNDOING and not same:
        same = [letter for letter, label in called.items() if label == BRING_BACK]
    begins = [letter for letter, label in called.items() if len(typed) == 1 and label.casefold().startswith(typed)]
    return same[0] if same else begins[0] if len(begins) == 1 else None
