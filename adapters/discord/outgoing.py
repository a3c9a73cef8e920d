"""Reply → the message Discord shows. Every text has its share of the 4,000 characters, so no message is refused."""

from collections.abc import Sequence
from datetime import datetime
from typing import assert_never

from adapters.discord import layout
from adapters.discord.layout import (
    BLUE,
    LONG,
    MIDDLE,
    SHORT,
    Component,
    beside,
    box,
    button,
    line,
    link,
    message,
    one_line,
    quoted,
    rows,
    small,
    text,
    within,
)
from adapters.discord.lists import commands, item, listed
from adapters.discord.markdown import fitted, plain, sentence
from adapters.discord.payload import Payload
from bot.chat.forms import Form
from bot.chat.messages import (
    Button,
    Candidate,
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
from bot.library.wording import SOURCE

GOLD, INDIGO, GREEN, ORANGE, SLATE = 0xC9A227, 0x5865F2, 0x3BA55D, 0xE67E22, 0x4F5660
SIGNS = {Mark.PLAIN: "", Mark.RIGHT: "✓ ", Mark.WRONG: "✗ ", Mark.REFUSED: ""}
KEY = "✅"
MEDALS = {1: "🥇", 2: "🥈", 3: "🥉"}
HEADLINE = 140


def render(reply: Reply) -> Payload:
    """The whole message."""
    match reply:
        case QuoteCard():
            return message(box(GOLD, *_quote(reply)))
        case Candidates():
            return message(box(GOLD, *_candidates(reply)))
        case Passage():
            return message(box(GOLD, *_passage(reply)))
        case Lobby():
            return message(box(INDIGO, *_lobby(reply)))
        case OpenRound():
            return message(box(INDIGO, *_open_round(reply)))
        case ClosedRound():
            return message(box(GREEN, *_closed_round(reply)))
        case Scoreboard():
            return message(box(ORANGE, *_scoreboard(reply)))
        case Help():
            return message(box(SLATE, *_help(reply)))
        case Listing():
            shown = text(_heading(reply.title), listed(reply.lines))
            return message(box(SLATE, shown, *_end(reply.closing, reply.buttons)))
        case Home():
            return message(box(SLATE, *_home(reply)))
        case Form():
            return message(text(f"**{fitted(reply.title, SHORT)}**", fitted(reply.instead, SHORT, sentence)))
        case File():
            return message(text(fitted(reply.text, LONG, sentence)))
        case Notice():
            said = SIGNS[reply.mark] + fitted(reply.text, LONG, sentence) + _by_ones_own_clock(reply.moment)
            return message(text(said), *_buttons(reply.buttons))
        case _:
            assert_never(reply)


def with_file(shown: Payload, file: File) -> Payload:
    """The message of a file with the file below its words; the bytes go along with it."""
    components = [*shown["components"], layout.file(file.name)]
    return {**shown, "components": components, "attachments": [{"id": 0, "filename": file.name}]}


def _quote(card: QuoteCard) -> list[Component | None]:
    return [
        text(small(fitted(card.lead, SHORT))),
        text(_said(card.text, LONG, verbatim=card.verbatim)),
        text(f"— {fitted(card.speaker, SHORT)}", small(fitted(card.credit, SHORT)), small(fitted(card.note, SHORT))),
        *rows([*(button(b) for b in card.buttons), *link(SOURCE, card.link), *(button(b) for b in card.more)]),
    ]


def _said(words: str, limit: int, *, verbatim: bool) -> str:
    """What was said, large where it is short; claims in our own words have no quotation marks."""
    if len(words) > HEADLINE or "\n" in words:
        return _behind_bar(words, limit - 200, verbatim=verbatim)
    shown = fitted(words, limit - 200)
    return one_line(f"### “{shown}”" if verbatim else f"### {shown}")


def _behind_bar(words: str, limit: int, *, verbatim: bool = False) -> str:
    """A block quote: the bar before each of its lines counts as well."""
    return fitted(words, limit, lambda part: quoted(f"“{plain(part)}”" if verbatim else plain(part)))


def _candidates(found: Candidates) -> list[Component | None]:
    share = (LONG + MIDDLE) // max(1, len(found.candidates))
    return [
        text(fitted(found.intro, SHORT)),
        *(beside(_candidate(c, share), c.button) for c in found.candidates),
        *rows([button(found.more)] if found.more else []),
    ]


def _candidate(candidate: Candidate, share: int) -> str:
    shown = fitted(candidate.text, share * 2 // 3)
    marked = f"“{shown}”" if candidate.verbatim else shown
    return f"{marked}\n{small('— ' + fitted(candidate.credit, share // 4))}"


def _passage(passage: Passage) -> list[Component | None]:
    share = (LONG + SHORT) // max(1, len(passage.lines))
    spoken = [
        (f"**{fitted(speaker, 100)}**\n" if speaker else "") + fitted(words, max(10, share - 110))
        for speaker, words in passage.lines
    ]
    credit = text(small(fitted(passage.credit, SHORT)))
    return [text(_heading(passage.title)), *map(text, spoken), credit, *_buttons(passage.buttons)]


def _lobby(lobby: Lobby) -> list[Component | None]:
    teams = (f"**{plain(team)}**: {', '.join(map(plain, members))}" for team, members in lobby.teams)
    return [
        text(_heading(lobby.heading)),
        text(within(teams, LONG)),
        text(_countdown(lobby.begins_at), small(fitted(lobby.prompt, SHORT, sentence))),
        *_buttons(lobby.buttons, first=BLUE),
    ]


def _open_round(round_: OpenRound) -> list[Component | None]:
    share = MIDDLE // max(1, len(round_.options))
    options = [f"**{o.letter}**  {fitted(o.text, max(10, share - 8))}" for o in round_.options]
    answers = [button(o.button, BLUE) for o in round_.options] or [button(b, BLUE) for b in [round_.form] if b]
    return [
        text(fitted(round_.lead, SHORT, sentence)),
        text(small(fitted(round_.heading, SHORT)), _heading(round_.stem)),
        text(
            small(fitted(round_.scene, SHORT, sentence)),
            _behind_bar(round_.stimulus, MIDDLE) if round_.stimulus else "",
        ),
        text(*options),
        line(),
        text(
            _countdown(round_.closes_at),
            small(fitted(round_.prompt, SHORT, sentence)),
            small(fitted(round_.answered, SHORT)),
        ),
        *rows(answers),
        *_buttons(round_.buttons),
    ]


def _closed_round(reveal: ClosedRound) -> list[Component | None]:
    share = 600 // max(1, len(reveal.options))
    notes = reveal.notes or ("",) * len(reveal.options)
    options = [
        (f"{KEY} **{letter}**  **{shown}**" if key else f"**{letter}**  {shown}") + (note and f" · {plain(note)}")
        for (letter, words, key), note in zip(reveal.options, notes, strict=True)
        if (shown := fitted(words, max(10, share - 16)))
    ]
    whole, beside = reveal.quote, (reveal.explanation, reveal.aside)
    return [
        text(small(fitted(reveal.heading, 150)), _heading(reveal.stem)),
        text(_behind_bar(reveal.stimulus, 500) if reveal.stimulus and whole is None else ""),
        text(*options) if options else text(reveal.answer and f"{KEY} **{fitted(reveal.answer, 200)}**"),
        line(),
        text(f"**{fitted(reveal.summary, 500)}**", fitted(reveal.typed, 300)),
        *(_whole(whole, reveal.votes, told=reveal.tells_quote, beside=beside) if whole else ()),
        text("" if whole else fitted(reveal.explanation, 500)),
        text(small(fitted(reveal.so_far, 300))),
        *_buttons(reveal.buttons, first=BLUE),
        *(() if whole else _buttons((*reveal.votes, *reveal.more))),
    ]


def _whole(
    card: QuoteCard, votes: Sequence[Button], *, told: bool = False, beside: Sequence[str] = ()
) -> list[Component | None]:
    """The quote with whose it is, without its words where they stand above, `told`."""
    return [
        text("" if told else _behind_bar(card.text, MIDDLE - 200, verbatim=card.verbatim)),
        text(f"— {fitted(card.speaker, 200)}", small(fitted(card.credit, 200)), small(fitted(card.note, 150))),
        text(*(fitted(words, 500) for words in beside)),
        *rows([*(button(b) for b in votes), *link(SOURCE, card.link), *(button(b) for b in card.more)]),
    ]


def _scoreboard(board: Scoreboard) -> list[Component | None]:
    return [
        text(_heading(board.title)),
        text(within(map(_standing, board.teams), MIDDLE)),
        text(within(map(_standing, board.standings), MIDDLE + MIDDLE)),
        text(within(map(plain, board.lines), MIDDLE)),
        *_end(board.closing, (*board.buttons, *board.more)),
    ]


def _standing(standing: Standing) -> str:
    place = MEDALS.get(standing.rank, "") if standing.points else ""
    return f"{standing.rank}\\. {place + ' ' if place else ''}**{fitted(standing.name, 100)}**: {standing.points:,}"


def _help(page: Help) -> list[Component | None]:
    return [text(_heading(page.title)), text(commands(page.entries)), *_end(page.closing, ())]


def _home(page: Home) -> list[Component | None]:
    share = (LONG + MIDDLE) // max(1, len(page.sections))
    parts = (
        text(f"**{fitted(part.title, 100)}**", within(map(item, part.lines), share - 110)) for part in page.sections
    )
    return [text(_heading(page.title)), *parts, *_buttons(tuple(b for s in page.sections for b in s.buttons))]


def _heading(title: str) -> str:
    return one_line(f"### {fitted(title, SHORT)}") if title else ""


def _by_ones_own_clock(at: datetime | None) -> str:
    return f" <t:{int(at.timestamp())}:F>." if at else ""


def _countdown(at: datetime | None) -> str:
    """Discord counts down by itself, in each reader's language."""
    return f"⏳ <t:{int(at.timestamp())}:R>" if at else ""


def _end(closing: str, buttons: Sequence[Button]) -> list[Component | None]:
    return [text(small(fitted(closing, SHORT, sentence))), *_buttons(buttons)]


def _buttons(buttons: Sequence[Button], first: int | None = None) -> list[Component]:
    """Rows of buttons; `first` is the colour of the first."""
    return rows([button(b, first) if first and i == 0 else button(b) for i, b in enumerate(buttons)])
