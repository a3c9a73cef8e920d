"""Reply → lines of styled text. The words are the same with and without colours, so a pipe loses nothing."""

from collections.abc import Iterator
from datetime import UTC
from typing import assert_never

from rich.text import Text

from adapters.terminal.incoming import letters
from bot.chat.forms import Form
from bot.chat.incoming import PressId
from bot.chat.messages import (
    Button,
    Candidates,
    ClosedRound,
    File,
    Help,
    Home,
    Listing,
    Lobby,
    Mark,
    Notice,
    OpenRound,
    Passage,
    QuoteCard,
    Reply,
    Scoreboard,
    Standing,
)
from bot.chat.moments import short_day
from bot.chat.plain import visible
from bot.library.wording import TAKE_DOWN

ROUND_LETTERS = "abcd"
# What is typed for the votes under a reveal: they stand apart from the letters, as the next round follows at once.
VOTES = "+-"
# Between buttons that stand beside each other.
BETWEEN = "  "
SIGNS = {Mark.PLAIN: "", Mark.RIGHT: "✓ ", Mark.WRONG: "✗ ", Mark.REFUSED: ""}


def render(reply: Reply) -> list[Text]:
    """The lines of a reply, buttons as letters in brackets."""
    return list(map(_harmless, _lines(reply)))


def _harmless(line: Text) -> Text:
    """Without what would steer the terminal, or hide or turn round what stands there."""
    safe = visible(line.plain)
    return line if safe == line.plain else Text(safe, line.style)


def keys(reply: Reply) -> dict[str, str]:
    """What can be typed to press a button of this reply: letter → id of the button."""
    match reply:
        case OpenRound(options=options):
            return {o.letter.casefold(): o.button.id for o in options} | _keys(reply.buttons, _taken(reply))
        case Candidates(candidates=found, more=more):
            numbered = dict(zip("123456789", (c.button.id for c in found), strict=False))
            return numbered | _keys((more,) if more else ())
        case QuoteCard():
            return _keys((*reply.buttons, *_more(reply)))
        case ClosedRound() | Scoreboard() | Listing() | Lobby() | Notice() | Passage():
            return _keys(reply.buttons)
        case Home(sections=sections):
            return _keys(tuple(b for s in sections for b in s.buttons))
        case Help() | Form() | File():
            return {}
        case _:
            assert_never(reply)


def labels(reply: Reply) -> dict[str, str]:
    """What the buttons of this reply are called, by what is typed to press them; without the options of a round."""
    match reply:
        case QuoteCard():
            shown = (*reply.buttons, *_more(reply))
        case OpenRound() | ClosedRound() | Scoreboard() | Listing() | Lobby() | Notice() | Passage():
            shown = reply.buttons
        case Home(sections=sections):
            shown = tuple(b for s in sections for b in s.buttons)
        case _:
            shown = ()
    called = {button.id: button.label for button in shown}
    return {key: called[id_] for key, id_ in keys(reply).items() if id_ in called}


def _lines(reply: Reply) -> Iterator[Text]:
    match reply:
        case QuoteCard():
            yield from _quote(reply)
        case Candidates():
            yield from _candidates(reply)
        case Passage():
            yield from _passage(reply)
        case Lobby():
            yield from _lobby(reply)
        case OpenRound():
            yield from _open_round(reply)
        case ClosedRound():
            yield from _closed_round(reply)
        case Scoreboard():
            yield from _scoreboard(reply)
        case Help():
            yield from _help(reply)
        case Listing():
            yield Text(reply.title, "bold")
            yield from map(Text, reply.lines)
            yield from _closing(reply.closing, reply.buttons)
        case Home():
            yield from _home(reply)
        case Form():
            yield Text(f"{reply.title}: {', '.join(f.label for f in reply.fields)}")
            yield Text(reply.instead)
        case File():
            yield Text(reply.text)
        case Notice():
            yield Text(SIGNS[reply.mark] + reply.text + _moment(reply))
            yield from _closing("", reply.buttons)
        case _:
            assert_never(reply)


def _more(card: QuoteCard) -> tuple[Button, ...]:
    """What can be done here: nothing that was printed can be taken away."""
    return tuple(b for b in card.more if (meant := PressId.parse(b.id)) is None or meant.verb != TAKE_DOWN)


def quoted(text: str, *, verbatim: bool) -> str:
    """Words between quotation marks if they were said that way."""
    return f"“{text}”" if verbatim else text


def _moment(notice: Notice) -> str:
    """A terminal may be anywhere: its clock is taken to show UTC."""
    if notice.moment is None:
        return ""
    shown = notice.moment.astimezone(UTC)
    return f" {short_day(shown.date(), shown.date())} at {shown:%H:%M} (UTC)."


def _quote(card: QuoteCard) -> Iterator[Text]:
    if card.lead:
        yield Text(card.lead)
    yield from (Text(line, "bold") for line in quoted(card.text, verbatim=card.verbatim).split("\n"))
    yield Text(f"— {card.speaker}", "cyan")
    yield Text(card.credit, "dim")
    if card.note:
        yield Text(card.note, "dim italic")
    if card.link:
        yield Text(card.link, "dim")
    yield from _closing("", (*card.buttons, *_more(card)))


def _candidates(found: Candidates) -> Iterator[Text]:
    yield Text(found.intro)
    for letter, candidate in zip("123456789", found.candidates, strict=False):
        yield Text(f"[{letter}] {quoted(candidate.text, verbatim=candidate.verbatim)}")
        yield Text(f"    — {candidate.credit}", "cyan")
    yield from _closing("", (found.more,) if found.more else ())


def _passage(passage: Passage) -> Iterator[Text]:
    yield Text(passage.title, "bold")
    for speaker, text in passage.lines:
        label = Text(f"{speaker}: " if speaker else "", "cyan")
        first, *rest = text.split("\n")
        yield label.append(first, "default")
        yield from map(Text, rest)
    yield Text(passage.credit, "dim")
    yield from _closing("", passage.buttons)


def _lobby(lobby: Lobby) -> Iterator[Text]:
    yield Text(lobby.heading, "bold magenta")
    for team, members in lobby.teams:
        yield Text(f"  {team}: {', '.join(members)}")
    yield from _closing(lobby.prompt, lobby.buttons)


def _open_round(round_: OpenRound) -> Iterator[Text]:
    if round_.lead:
        yield Text(round_.lead)
    yield Text(round_.heading, "bold magenta")
    yield Text(round_.stem)
    if round_.scene:
        yield Text(round_.scene, "italic")
    if round_.stimulus:
        yield from (Text(line, "bold") for line in round_.stimulus.split("\n"))
    for option in round_.options:
        yield Text(f"  {option.letter}  {option.text}")
    yield Text(round_.prompt, "dim")
    yield from _closing("", round_.buttons, _taken(round_))


def _taken(round_: OpenRound) -> str:
    """The letters that are answers."""
    return max(ROUND_LETTERS, "".join(o.letter.casefold() for o in round_.options), key=len)


def _closed_round(reveal: ClosedRound) -> Iterator[Text]:
    yield Text(f"{reveal.heading} · the answer", "bold magenta")
    notes = reveal.notes or ("",) * len(reveal.options)
    for (letter, text, right), note in zip(reveal.options, notes, strict=True):
        behind = f" ({note})" if note else ""
        yield Text(f"{'✓' if right else ' '} {letter}  {text}{behind}", "green" if right else "")
    if reveal.answer and not reveal.options:
        yield Text(f"✓ {reveal.answer}", "green")
    yield Text(reveal.summary)
    if reveal.typed:
        yield Text(reveal.typed)
    if reveal.quote is not None:
        if not reveal.tells_quote:
            yield Text(quoted(reveal.quote.text, verbatim=reveal.quote.verbatim), "bold")
        yield Text(f"— {reveal.quote.speaker} · {reveal.quote.credit}", "cyan")
    if reveal.explanation:
        yield from map(Text, reveal.explanation.split("\n"))
    if reveal.aside:
        yield Text(reveal.aside)
    if reveal.quote is not None and reveal.quote.note:
        yield Text(reveal.quote.note, "dim italic")
    if reveal.so_far:
        yield Text(reveal.so_far)
    shown = [line.plain for line in _closing("", reveal.buttons)]
    shown += [f"[{sign}] {vote.label}" for sign, vote in zip(VOTES, reveal.votes, strict=False)]
    if shown:
        yield Text(BETWEEN.join(shown), "dim")


def _scoreboard(board: Scoreboard) -> Iterator[Text]:
    yield Text(board.title, "bold")
    yield from map(_standing, board.teams)
    if board.teams:
        yield Text("Player by player")
    yield from map(_standing, board.standings)
    yield from map(Text, board.lines)
    yield from _closing(board.closing, board.buttons)


def _standing(standing: Standing) -> Text:
    return Text(f"{standing.rank}. {standing.name}: {standing.points:,}")


def _help(page: Help) -> Iterator[Text]:
    yield Text(page.title, "bold")
    if page.intro:
        yield Text(page.intro)
    for entry in page.entries:
        yield Text(entry.usage, "cyan")
        yield from (Text(f"    {line}") for line in entry.summary.split("\n"))
        if entry.example != entry.usage:
            yield Text(f"    {entry.example}", "dim")
    yield from _closing(page.closing, ())


def _home(page: Home) -> Iterator[Text]:
    yield Text(page.title, "bold")
    for part in page.sections:
        yield Text(part.title, "cyan")
        yield from (Text(f"    {line}") for line in part.lines)
    yield from _closing("", tuple(b for s in page.sections for b in s.buttons))


def _closing(text: str, buttons: tuple[Button, ...], taken: str = ROUND_LETTERS) -> Iterator[Text]:
    if text:
        yield Text(text)
    if buttons:
        shown = zip(letters([b.label for b in buttons], taken), buttons, strict=True)
        yield Text(BETWEEN.join(f"[{letter}] {button.label}" for letter, button in shown), "dim")


def _keys(buttons: tuple[Button, ...], taken: str = ROUND_LETTERS) -> dict[str, str]:
    return dict(zip(letters([b.label for b in buttons], taken), (b.id for b in buttons), strict=True))
