"""Reply → a Slack message: blocks, and the same in words for where blocks are not shown."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import assert_never

from adapters.slack import blocks as b
from adapters.slack import wording
from adapters.slack.blocks import Block
from adapters.slack.names import renamed_blocks
from adapters.slack.text import code, cut, cut_marked, day, escape, marked, moment, together
from bot.chat.forms import Form
from bot.chat.messages import (
    Button,
    Candidates,
    ClosedRound,
    File,
    Help,
    HelpEntry,
    Home,
    Listing,
    Lobby,
    Mark,
    Notice,
    OpenRound,
    Option,
    Passage,
    QuoteCard,
    Reply,
    Scoreboard,
    Standing,
)

SIGNS = {Mark.PLAIN: "", Mark.RIGHT: "✓ ", Mark.WRONG: "✗ ", Mark.REFUSED: ""}
# A button shows about thirty characters; a longer option is read above and its button is its letter.
SHORT_OPTION = 24
# The words of a link with their escapes, so that it is whole in its line.
LINKED = 500
# A quote so short is shown in bold letters.
HEADLINE = 140
# More commands than these get a line each.
FEW = 16
# What is listed leaves room for the prefix of every command.
LISTED = 2400
# More lines than a message could hold, however short they are.
MOST_LINES = 160
MEDALS = {1: "🥇", 2: "🥈", 3: "🥉"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What chat.postMessage and its like take."""

    text: str
    blocks: list[Block]


def render(reply: Reply, prefix: str = "") -> Message:
    """A reply as a message within Slack's limits that can mention nobody; `prefix` is what commands begin with."""
    shown = b.fit(renamed_blocks(_blocks(reply), prefix))
    words = b.fallback(shown)
    if isinstance(reply, OpenRound) and _all_short(reply):
        # They are on the buttons alone, which a fallback does not have.
        options = (escape(f"{o.letter} {o.text}") for o in reply.options)
        words = cut_marked("\n".join([words, *options]), b.FALLBACK)
    return Message(text=words, blocks=shown)


def _blocks(reply: Reply) -> list[Block]:
    match reply:
        case QuoteCard():
            return [*b.context(escape(reply.lead)), *_quote(reply), *b.buttons(reply.buttons, reply.more)]
        case Candidates():
            return _candidates(reply)
        case Passage():
            return _passage(reply)
        case Lobby():
            return _lobby(reply)
        case OpenRound():
            return _open_round(reply)
        case ClosedRound():
            return _closed_round(reply)
        case Scoreboard():
            return _scoreboard(reply)
        case Help():
            return _help(reply)
        case Listing():
            lines = b.bullets(reply.lines[:MOST_LINES])
            return [*b.header(reply.title), *b.rich(*lines), *_end(reply.closing, reply.buttons)]
        case Home():
            return page_blocks(reply)
        case Form():
            return [*b.section(reply.title), *b.context(marked(reply.instead))]
        case File():
            return b.rich(b.sentence(cut(reply.text, b.SECTION)))
        case Notice():
            return [*_notice(reply), *b.buttons(reply.buttons)]
        case _:
            assert_never(reply)


def _notice(notice: Notice) -> list[Block]:
    """A moment ends the last sentence, by each reader's own clock."""
    words = SIGNS[notice.mark] + notice.text
    if notice.moment:
        return b.marked(f"{marked(words)} {day(notice.moment)}.")
    return b.rich(b.sentence(cut(words, b.SECTION)))


def _end(closing: str, buttons: Sequence[Button], more: Sequence[Button] = ()) -> list[Block]:
    return [*b.context(marked(closing)), *b.buttons(buttons, more)]


def in_quotes(text: str, *, verbatim: bool) -> str:
    """Words between quotation marks if they were said that way."""
    return f"“{text}”" if verbatim else text


def _quote(card: QuoteCard, *, told: bool = False) -> list[Block]:
    """The quote with whose it is, without its words where they stand above, `told`."""
    name, comma, blurb = card.speaker.partition(",")
    credit = escape(cut(card.credit, LINKED))
    said = b.quoted(in_quotes(card.text, verbatim=card.verbatim), bold=len(card.text) <= HEADLINE)
    return [
        *b.rich(*([] if told else [said]), b.line(b.span(f"— {name}", bold=True), b.span(comma + blurb))),
        *b.context(together(f"<{card.link}|{credit}>" if card.link else credit, escape(card.note))),
    ]


def _candidates(found: Candidates) -> list[Block]:
    shown = b.section(found.intro)
    for place, candidate in enumerate(found.candidates):
        words = f"{in_quotes(candidate.text, verbatim=candidate.verbatim)}\n— {candidate.credit}"
        shown += b.section(words, b.button(candidate.button, place))
    return [*shown, *b.buttons([found.more] if found.more else [])]


def _passage(passage: Passage) -> list[Block]:
    lines = (b.line(b.span(f"{who}: " if who else "", bold=True), b.span(said)) for who, said in passage.lines)
    spoken = b.rich(*_spaced(lines))
    return [*b.header(passage.title), *spoken, *b.context(escape(passage.credit)), *b.buttons(passage.buttons)]


def _lobby(lobby: Lobby) -> list[Block]:
    teams = (b.line(b.span(f"{team}: ", bold=True), b.span(", ".join(members))) for team, members in lobby.teams)
    begins = wording.begins(moment(lobby.begins_at)) if lobby.begins_at and lobby.prompt else ""
    return [
        *b.header(lobby.heading),
        *b.rich(*_lines(teams)),
        *b.context(together(marked(lobby.prompt), begins)),
        *b.buttons(lobby.buttons),
    ]


def _open_round(round_: OpenRound) -> list[Block]:
    shown = day if round_.for_days else moment
    until = wording.until(shown(round_.closes_at)) if round_.closes_at else ""
    given = [b.button(o.button, i, label=_label(o)) for i, o in enumerate(round_.options)]
    if round_.form is not None:
        given.append(b.button(round_.form, 0, primary=True))
    beside = [b.button(pressed, len(given) + i) for i, pressed in enumerate(round_.buttons)]
    options = () if _all_short(round_) else round_.options
    return [
        *(b.marked(marked(round_.lead)) if round_.lead else []),
        *b.header(round_.heading),
        *_question(round_.stem, round_.stimulus, round_.scene),
        *b.rich(*_lines(b.line(b.span(f"{o.letter}  ", bold=True), b.span(o.text)) for o in options)),
        *b.context(together(marked(round_.prompt), until, escape(round_.answered))),
        *b.actions(given),
        *b.actions(beside),
    ]


def _closed_round(reveal: ClosedRound) -> list[Block]:
    notes = reveal.notes or ("",) * len(reveal.options)
    options = [
        b.line(
            b.span(f"{letter}  ", bold=True),
            b.span(text, bold=right),
            b.span(note and f"  {note}"),
            b.span("  ✓" if right else ""),
        )
        for (letter, text, right), note in zip(reveal.options, notes, strict=True)
    ]
    known = any(right for _, _, right in reveal.options) or not reveal.answer
    answer = [] if known else [b.line(b.span(f"✓ {reveal.answer}", bold=True))]
    return [
        *b.header(reveal.heading),
        # The whole quote follows: what was asked of it need not be read twice.
        *_question(reveal.stem, "" if reveal.quote else reveal.stimulus),
        *b.rich(*_lines([*options, *answer])),
        *b.rich(*_lines([b.line(b.span(reveal.summary, bold=True)), *_plain_line(reveal.typed)])),
        *(_quote(reveal.quote, told=reveal.tells_quote) if reveal.quote else []),
        *b.section(reveal.explanation),
        *b.section(reveal.aside),
        *b.context(escape(reveal.so_far)),
        *b.buttons((*reveal.buttons, *reveal.votes), reveal.quote.more if reveal.quote else reveal.more),
    ]


def _plain_line(words: str) -> list[Block]:
    return [b.line(b.span(words))] if words else []


def _scoreboard(board: Scoreboard) -> list[Block]:
    return [
        *b.header(board.title),
        *b.rich(*_lines(_standing(s) for s in board.teams)),
        *b.rich(*_lines(_standing(s) for s in board.standings)),
        *b.rich(*_lines(b.line(b.span(line)) for line in board.lines)),
        *_end(board.closing, board.buttons, board.more),
    ]


def page_blocks(page: Home) -> list[Block]:
    """Somebody's own page, in a message or as a view."""
    shown = b.header(page.title)
    place = 0
    for part in page.sections:
        shown += b.rich(b.line(b.span(part.title, bold=True)), *b.bullets(part.lines))
        shown += b.actions([b.button(pressed, place + i) for i, pressed in enumerate(part.buttons)])
        place += len(part.buttons)
    return shown


def _standing(standing: Standing) -> Block:
    place = MEDALS.get(standing.rank, "") if standing.points else ""
    name = f"{standing.rank}. {place + ' ' if place else ''}{standing.name}"
    return b.line(b.span(name, bold=bool(place)), b.span(f": {standing.points:,}"))


def _help(page: Help) -> list[Block]:
    entries = _themes(page.entries) if len(page.entries) > FEW else [_entry(e) for e in page.entries]
    return [
        *b.header(page.title),
        *b.section(page.intro),
        *(block for chunk in _chunks(entries, "\n\n") for block in b.marked(chunk)),
        *_end(page.closing, ()),
    ]


def _themes(entries: Sequence[HelpEntry]) -> list[str]:
    """Many commands, a line each, those of a theme together."""
    themes = groupby(entries, key=lambda e: e.example.split()[0])
    return [chunk for _, theme in themes for chunk in _chunks(list(map(_short_entry, theme)), "\n")]


def _short_entry(entry: HelpEntry) -> str:
    """One of many commands: an example says how it is written."""
    return f"`{code(entry.example)}` {escape(entry.summary)}"


def _entry(entry: HelpEntry) -> str:
    """One of a few, its options in a list; an example where there are any."""
    summary, *options = escape(entry.summary).split("\n")
    lines = [f"`{code(entry.usage)}`", summary, *(f"•  {option}" for option in options)]
    return "\n".join([*lines, f"_{escape(entry.example)}_"] if entry.usage != entry.example else lines)


def _chunks(paragraphs: list[str], between: str) -> list[str]:
    """Paragraphs together as far as a section takes them, with a prefix before each command in them."""
    chunks: list[str] = []
    for paragraph in paragraphs:
        if chunks and len(chunks[-1]) + len(paragraph) + len(between) <= LISTED:
            chunks[-1] += between + paragraph
        else:
            chunks.append(paragraph)
    return chunks


def _question(stem: str, stimulus: str, scene: str = "") -> list[Block]:
    before = [b.line(b.span(scene, italic=True))] if scene else []
    return b.rich(b.line(b.span(stem, bold=True)), *before, *([b.quoted(stimulus)] if stimulus else []))


def _all_short(round_: OpenRound) -> bool:
    """Whether every option fits on its button, so that it need not be listed as well."""
    return bool(round_.options) and all(len(o.text) <= SHORT_OPTION for o in round_.options)


def _label(option: Option) -> str:
    return f"{option.letter} · {option.text}" if len(option.text) <= SHORT_OPTION else option.button.label


def _lines(lines: Iterable[Block]) -> list[Block]:
    """Lines below each other: a rich text breaks only where it is told to."""
    return _joined(lines, "\n")


def _spaced(lines: Iterable[Block]) -> list[Block]:
    return _joined(lines, "\n\n")


def _joined(lines: Iterable[Block], between: str) -> list[Block]:
    spans: list[Block] = []
    for each in lines:
        spans += [b.span(between)] * bool(spans) + each["elements"]
    return [b.line(*spans)] if spans else []
