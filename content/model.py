"""The words of design and help as plain values: who said what, where, and what can be asked about it."""

from dataclasses import dataclass, field

from content.errors import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Somebody whose words are kept. `aliases` are other labels for the same voice; `blurb` is one line about them."""

    name: str
    aliases: tuple[str, ...] = ()
    blurb: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The work the words come from. `link` may hold `{seconds}`, replaced by a quote's start."""

    title: str
    date: str = ""
    licence: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Cue:
    """A timed piece of a turn: from this character of its text on, it was said `start` seconds into the source."""

    at: int
    start: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """What one speaker said without interruption; paragraphs are joined by a line feed.

    `speaker` None is narration: a paragraph that nobody spoke, or everything where nobody is named at all. `start` is
    in seconds from the beginning of the source, None where the format knows no time; `cues` tell it for later words.
    `line` is where it begins in the file, from 1. `laughs` are the places of the text at which the transcript says that
    somebody laughs (not stored: they count where quotes are chosen).
    """

    speaker: str | None
    text: str
    section: str = ""
    start: float | None = None
    line: int = 1
    cues: tuple[Cue, ...] = ()
    laughs: tuple[int, ...] = field(default=(), compare=False)

    def start_at(self, place: int) -> float | None:
        """When the character at `place` of the text was said, as near as the cues tell."""
        return max((c.start for c in self.cues if c.at <= place), default=self.start)


@dataclass(frozen=True, slots=True)
class Furniture:
    """Lines of a document, from 1, that nobody said, and the rule that tells why (content.formats.account.RULES)."""

    rule: str
    lines: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Transcript:
    """A file read as turns, in their order. No spoken character of the file is missing and none is added.

    `furniture` is what stands between the words; `headings` are the lines that name sections.
    `format` names how it was written down. `listed` marks a list of quotes: every turn is one, chosen by somebody.
    `language` is a code such as "en", "" where it could not be told.
    """

    source: Source
    speakers: tuple[Speaker, ...]
    turns: tuple[Turn, ...]
    problems: tuple[Problem, ...] = ()
    furniture: tuple[Furniture, ...] = ()
    headings: tuple[int, ...] = ()
    format: str = ""
    listed: bool = False
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Words worth remembering, cut from one turn.

    `id` is derived from the folded original text and its occurrence in the pack (content.ids), so that importing
    again keeps it. `turn` is the index of its turn. `text` is what is shown, `original` what the transcript says
    (the shown words are some of its words, in its order: fillers and what a curator trimmed are left out). `score` is
    between 0 and 1, `reasons` name what it was scored for, and `weights` say by how much each moved the score, in
    spreads (not stored: empty for a quote that comes from the database). `verbatim` False marks a claim told in our
    own words, never shown between quotation marks. `asked` is the question it answers, where somebody asked one just
    before. `review` is what somebody who looked at it said: "pin", "keep", or "" for nobody. `edited` marks words that
    were put right by hand, so that they are not those of the original in a row. `link` and `date` (2026-03-01) say
    where and when it was said, of a quote that somebody added; `original` is "" where it was typed.
    """

    id: str
    turn: int
    speaker: str | None
    text: str
    original: str
    section: str = ""
    start: float | None = None
    score: float = 0.0
    reasons: tuple[str, ...] = ()
    weights: tuple[float, ...] = field(default=(), compare=False)
    verbatim: bool = True
    asked: str = ""
    review: str = ""
    edited: bool = False
    link: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class EditedQuote:
    """What a curator's file says of one quote: `what` is a content.decisions.Deciding."""

    quote_id: str
    what: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Rejected:
    """Words that did not become a quote, and the name of the rule that refused them. `line` is their turn's."""

    speaker: str | None
    text: str
    rule: str
    line: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """Something to ask: the stimulus that is shown, the stem that asks, and options or a typed answer.

    With `options` the key is one of them (word for word) and the rest are distractors; without, a typed answer is
    judged against `key` and `accept`; those in `reject` are wrong however near, `rivals` are what else could be meant,
    and `prompts` are (answer, question) pairs: to that answer the question is asked back ("Which Paul?").
    `explanation` is told at the reveal.

    `quote_ids` are the quotes of an item that shows several, `quote_id` the first of them. Where `number` is set a
    number is asked for and the nearest counts; `unit` is what is counted, as far as that is known. `called` are
    (answer, name in the talk) pairs of answers that are people under another name.
    """

    id: str
    kind: str
    stimulus: str
    stem: str
    key: str
    options: tuple[str, ...] = ()
    accept: tuple[str, ...] = ()
    quote_id: str | None = None
    explanation: str = ""
    reject: tuple[str, ...] = ()
    rivals: tuple[str, ...] = ()
    prompts: tuple[tuple[str, str], ...] = ()
    quote_ids: tuple[str, ...] = ()
    number: float | None = None
    unit: str = ""
    called: tuple[tuple[str, str], ...] = ()

    def __hash__(self) -> int:
        # Items are what much is remembered by; whatever is equal has one id, so nobody goes through all its texts.
        return hash(self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """Everything made of one source: what is stored by an import.

    `name` is the handle people type (a slug). `items` are hand-written ones and those that need the whole talk; all
    others are made from quotes when asked for. `sample` marks what ships with Quoth. `fingerprint` is equal for equal
    content, whatever the name. `left` is what did not become a quote, `dropped` are words that a curator left out of
    everything; `furniture`, `headings`, `format` and `language` are the transcript's. `edits` is what a curator's file
    beside it says of single quotes.
    """

    name: str
    source: Source
    fingerprint: str
    speakers: tuple[Speaker, ...]
    turns: tuple[Turn, ...]
    quotes: tuple[Quote, ...]
    items: tuple[Item, ...] = ()
    sample: bool = False
    problems: tuple[Problem, ...] = field(default=())
    left: tuple[Rejected, ...] = ()
    dropped: tuple[str, ...] = ()
    furniture: tuple[Furniture, ...] = ()
    headings: tuple[int, ...] = ()
    format: str = ""
    language: str = ""
    edits: tuple[EditedQuote, ...] = ()
