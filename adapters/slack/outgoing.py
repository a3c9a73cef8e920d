"""Reply → a Slack message: blocks, and the same in words for where blocks are not shown."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import assert_never

from adapters.slack import blocks as b
from adapters.slack.blocks import Block
from adapters.slack.text import day, escape, moment
from bot.messages import (
    Candidates,
    ClosedRound,
    Form,
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
from bot.wording import slack as wording

SIGNS = {Mark.PLAIN: "", Mark.RIGHT: "✓ ", Mark.WRONG: "✗ ", Mark.REFUSED: ""}
# A button shows about thirty characters; a longer option is read above and its button is its letter.
SHORT_OPTION = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What chat.postMessage and its like take."""

    text: str
    blocks: list[Block]


def render(reply: Reply) -> Message:
    """A reply as a message within Slack's limits that can mention nobody."""
    shown = b.fit(_blocks(reply))
    return Message(text=b.fallback(shown), blocks=shown)


def _blocks(reply: Reply) -> list[Block]:
    match reply:
        case QuoteCard():
            return [*b.section(reply.lead), *_quote(reply), *b.buttons(reply.buttons)]
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
            lines = b.rich(b.bullets(b.line(b.span(line)) for line in reply.lines if line))
            return [*b.header(reply.title), *lines, *b.context(escape(reply.closing)), *b.buttons(reply.buttons)]
        case Home():
            return page_blocks(reply)
        case Form():
            return [*b.section(reply.title), *b.context(escape(reply.instead))]
        case Notice():
            return [*_notice(reply), *b.buttons(reply.buttons)]
        case _:
            assert_never(reply)


def _notice(notice: Notice) -> list[Block]:
    """A moment ends the last sentence, by each reader's own clock."""
    words = SIGNS[notice.mark] + notice.text
    return b.marked(f"{escape(words)} {day(notice.moment)}.") if notice.moment else b.section(words)


def in_quotes(text: str, *, verbatim: bool) -> str:
    """Words between quotation marks if they were said that way."""
    return f"“{text}”" if verbatim else text


def _quote(card: QuoteCard) -> list[Block]:
    credit = escape(card.credit)
    return [
        *b.rich(b.quoted(in_quotes(card.text, verbatim=card.verbatim)), b.line(b.span(f"— {card.speaker}", bold=True))),
        *b.context(f"<{card.link}|{credit}>" if card.link else credit, escape(card.note)),
    ]


def _candidates(found: Candidates) -> list[Block]:
    shown = b.section(found.intro)
    for place, candidate in enumerate(found.candidates):
        words = f"{in_quotes(candidate.text, verbatim=candidate.verbatim)}\n— {candidate.credit}"
        shown += b.section(words, b.button(candidate.button, place))
    return shown


def _passage(passage: Passage) -> list[Block]:
    lines = (b.line(b.span(f"{who}: " if who else "", bold=True), b.span(said)) for who, said in passage.lines)
    return [*b.header(passage.title), *b.rich(*_spaced(lines)), *b.context(escape(passage.credit))]


def _lobby(lobby: Lobby) -> list[Block]:
    teams = (b.line(b.span(f"{team}: ", bold=True), b.span(", ".join(members))) for team, members in lobby.teams)
    begins = wording.begins(moment(lobby.begins_at)) if lobby.begins_at and lobby.prompt else ""
    return [
        *b.header(lobby.heading),
        *b.rich(b.bullets(teams)),
        *b.context(escape(lobby.prompt), begins),
        *b.buttons(lobby.buttons),
    ]


def _open_round(asked: OpenRound) -> list[Block]:
    until = wording.until(moment(asked.closes_at)) if asked.closes_at else ""
    given = [b.button(o.button, i, label=_label(o)) for i, o in enumerate(asked.options)]
    if asked.form is not None:
        given.append(b.button(asked.form, 0, primary=True))
    beside = [b.button(pressed, len(given) + i) for i, pressed in enumerate(asked.buttons)]
    return [
        *b.header(asked.heading),
        *_question(asked.stem, asked.stimulus),
        *b.rich(*_lines(b.line(b.span(f"{o.letter}  ", bold=True), b.span(o.text)) for o in asked.options)),
        *b.context(*(words for words in (escape(asked.prompt), until, escape(asked.answered)) if words)),
        *b.actions(given),
        *b.actions(beside),
    ]


def _closed_round(reveal: ClosedRound) -> list[Block]:
    options = (
        b.line(b.span(f"{letter}  ", bold=True), b.span(text, bold=right), b.span(" ✓" if right else ""))
        for letter, text, right in reveal.options
    )
    answer = b.line(b.span(f"✓ {reveal.answer}", bold=True))
    return [
        *b.header(reveal.heading),
        *_question(reveal.stem, reveal.stimulus),
        *b.rich(*_lines(options)),
        *b.rich(answer),
        *b.section(reveal.summary),
        *b.section(reveal.explanation),
        *(_quote(reveal.quote) if reveal.quote else []),
        *b.buttons(reveal.buttons),
    ]


def _scoreboard(board: Scoreboard) -> list[Block]:
    return [
        *b.header(board.title),
        *b.rich(*_lines(_standing(s) for s in board.teams)),
        *b.rich(*_lines(_standing(s) for s in board.standings)),
        *b.context(escape(board.closing)),
        *b.buttons(board.buttons),
    ]


def page_blocks(page: Home) -> list[Block]:
    """Somebody's own page, in a message or as a view."""
    shown = b.header(page.title)
    place = 0
    for part in page.sections:
        shown += b.rich(b.line(b.span(part.title, bold=True)), b.bullets(b.line(b.span(x)) for x in part.lines if x))
        shown += b.actions([b.button(pressed, place + i) for i, pressed in enumerate(part.buttons)])
        place += len(part.buttons)
    return shown


def _standing(standing: Standing) -> Block:
    return b.line(b.span(f"{standing.rank}. {standing.name}", bold=standing.rank == 1), b.span(f": {standing.points}"))


def _help(page: Help) -> list[Block]:
    entries = [_entry(entry) for entry in page.entries]
    return [
        *b.header(page.title),
        *b.section(page.intro),
        *(block for chunk in _chunks(entries) for block in b.marked(chunk)),
        *b.context(escape(page.closing)),
    ]


def _entry(entry: HelpEntry) -> str:
    return f"`{escape(entry.usage)}`\n{escape(entry.summary)}\n_{escape(entry.example)}_"


def _chunks(paragraphs: list[str]) -> list[str]:
    """Paragraphs together as far as a section takes them."""
    chunks: list[str] = []
    for paragraph in paragraphs:
        if chunks and len(chunks[-1]) + len(paragraph) + 2 <= b.SECTION:
            chunks[-1] += "\n\n" + paragraph
        else:
            chunks.append(paragraph)
    return chunks


def _question(stem: str, stimulus: str) -> list[Block]:
    return b.rich(b.line(b.span(stem, bold=True)), *([b.quoted(stimulus)] if stimulus else []))


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
