"""Packs as they are kept: whose they are, under which numbers people see their quotes, what an import did."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cached_property
from hashlib import blake2b
from typing import NamedTuple

from content.decisions import Ruling
from content.items import Bank
from content.model import Item, Pack, Quote, Source, Speaker, Turn
from content.omission import tells
from content.passages import Passage, Passages
from content.text import fold, readable_title, slug

# A pack that was removed can be brought back for so long; then its words are deleted.
UNDO_TIME = timedelta(days=1)
# Two packs of one name that share fewer of their quotes and written items (of the smaller one's) are two.
_SAME = 0.1
# The fingerprint of the pack in which a workspace keeps the questions that its people write (bot/games/rows/questions).
OWN_QUESTIONS = "own questions"
# No pack has more sentences than that.
_PLACE_BITS = 24


class Audience(StrEnum):
    """Who may see a pack: its owner workspace, workspaces it was granted to as well, or everyone.

    OFFERED is for each workspace to switch on; where there is one workspace only, it is on there.
    """

    WORKSPACE = "workspace"
    CHOSEN = "chosen"
    OFFERED = "offered"
    PUBLIC = "public"


@dataclass(frozen=True, slots=True, kw_only=True)
class PackInfo:
    """A stored pack without its contents. `workspace_id` None belongs to the whole installation.

    `removed_at` is when it was taken away; until UNDO_TIME is over it can be brought back. `decided` counts what was
    decided about its quotes: each time it is another pack to whoever holds it. `silent` are its speakers who are not
    quoted where it is looked at, `unquoted` the numbers of quotes that are theirs whoever is named, `called` those who
    are members there, as (speaker, member's name). `book`: it is a workspace's own book, which people add quotes to;
    `channel` is the only one that sees it, "" for all.
    """

    id: int
    name: str
    source: Source
    fingerprint: str
    workspace_id: str | None
    audience: Audience
    sample: bool
    imported_at: datetime
    language: str = ""
    removed_at: datetime | None = None
    decided: int = 0
    silent: frozenset[str] = frozenset()
    unquoted: frozenset[int] = frozenset()
    called: frozenset[tuple[str, str]] = frozenset()
    book: bool = False
    channel: str = ""

    @property
    def title(self) -> str:
        """What people read of where words are from; its name is what they type."""
        return readable_title(self.source.title)

    @property
    def is_own_questions(self) -> bool:
        """Whether it holds the questions that people there wrote: no file makes another edition of it."""
        return self.fingerprint == OWN_QUESTIONS


@dataclass(frozen=True, slots=True, kw_only=True)
class PackFile:
    """The dropped file that a pack came from: its path, and a digest of what it held when it was read last."""

    path: str
    digest: str
    pack_id: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberedQuote:
    """A stored quote under the number that people see (#12): one sequence an installation, never used again."""

    number: int
    pack_id: int
    quote: Quote


@dataclass(frozen=True, kw_only=True)
class StoredPack:
    """A pack as the library needs it: its quotes, and the passages that are in none of them.

    `removed` are the numbers of quotes that a later import left out, `dropped` the words that a curator did; `doubles`
    are numbers for which another one answers.
    """

    info: PackInfo
    speakers: tuple[Speaker, ...]
    quotes: tuple[NumberedQuote, ...]
    items: tuple[Item, ...]
    removed: frozenset[int] = frozenset()
    passages: Passages = field(default_factory=Passages)
    dropped: tuple[str, ...] = ()
    doubles: Mapping[int, int] = field(default_factory=dict, hash=False)

    @cached_property
    def bank(self) -> Bank:
        """What items are made with; what was made stays for every library that has this pack."""
        return Bank([q.quote for q in self.quotes], self.speakers, self.info.language, self.info.source.title)

    def seen_as(self, info: PackInfo) -> "StoredPack":
        """The pack as it is looked at under that info: without what silent speakers said, and what was made of it."""
        if not (info.silent or info.unquoted):
            return self
        heard, gone = [], set[str]()
        for numbered in self.quotes:
            if numbered.quote.speaker in info.silent or numbered.number in info.unquoted:
                gone.add(numbered.quote.id)
            elif numbered.quote.asked and self.passages.voice_of(numbered.quote.turn - 1) in info.silent:
                heard.append(replace(numbered, quote=replace(numbered.quote, asked="")))
            else:
                heard.append(numbered)
        return replace(
            self, info=info, quotes=tuple(heard),
            speakers=tuple(s for s in self.speakers if s.name not in info.silent),
            items=tuple(i for i in self.items if not tells(i, gone, info.silent)),
            removed=self.removed.union(q.number for q in self.quotes if q.quote.id in gone),
        )  # fmt: skip

    @cached_property
    def edition(self) -> str:
        """Equal for the same texts under the same keys."""
        digest = blake2b(digest_size=12)
        for key, text in self.texts(0, self.size):
            digest.update(f"{key}\x1f{text}\x1e".encode("utf-8", "replace"))
        return digest.hexdigest()

    @property
    def size(self) -> int:
        """How many texts can be looked up: quotes and passages."""
        return len(self.quotes) + len(self.passages)

    def texts(self, first: int, last: int) -> Iterator[tuple[int, str]]:
        """What can be looked up, with its key, from place `first` up to `last`: quotes by number, then passages."""
        quotes = len(self.quotes)
        for quote in self.quotes[first:last]:
            yield quote.number, quote.quote.text
        begin = max(0, first - quotes)
        for place, text in enumerate(self.passages.texts(begin, max(begin, last - quotes)), begin):
            yield passage_key(self.info.id, place), text


@dataclass(frozen=True, slots=True, kw_only=True)
class PackSummary:
    """What anybody may know of a stored pack at any time: everything but its words. `size` counts its quotes,
    `questions` those that somebody wrote.
    """

    info: PackInfo
    speakers: tuple[Speaker, ...]
    size: int
    questions: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A stored passage that is in no quote, under the key it is looked up by until its pack changes."""

    key: int
    pack_id: int
    passage: Passage


@dataclass(frozen=True, slots=True)
class Aside:
    """What belongs to a quote: words that were said right after it, by its own or another `speaker`; or the question
    that it answers, where it was `asked`. `quote_id` is that of the quote it is itself, "" for none.
    """

    text: str
    speaker: str | None
    asked: bool = False
    quote_id: str = ""


# Before the last words of what was said.
CUT = "… "


@dataclass(frozen=True, slots=True)
class Scene:
    """What was said right before a line that is asked about, by its own speaker, who `went_on`, or by somebody else.
    `quote_ids` are those of the quotes among it.
    """

    text: str
    speaker: str | None
    went_on: bool
    quote_ids: tuple[str, ...] = ()


def passage_key(pack_id: int, place: int) -> int:
    """The key of a pack's passage: below 0, where no quote's number is."""
    return -1 - (pack_id << _PLACE_BITS) - place


def passage_place(key: int) -> tuple[int, int]:
    """Whose passage that is, and at which place."""
    return divmod(-1 - key, 1 << _PLACE_BITS)


@dataclass(frozen=True, slots=True)
class DecidedBy:
    """Who decided something about a quote; without an id it was a file, or whoever runs Quoth."""

    user_id: str
    name: str


@dataclass(frozen=True, slots=True)
class QuoteRuling:
    """What holds of a quote, with what its transcript says."""

    original: str
    ruling: Ruling


class RankedQuote(NamedTuple):
    """What a quote is chosen by, without its words: its score (0 to 1) and what spreads a choice.

    `kind` is the strongest thing that speaks for it, `review` as in Quote. A library may have a million.
    """

    number: int
    score: float
    review: str
    speaker: str | None
    section: str
    kind: str


class Outcome(StrEnum):
    """What an import did.

    DUPLICATE: another pack holds the same. RETURNED: a removed pack is back. REMOVED: it was removed and stays so.
    TAKEN: the name that was asked for is another pack's; nothing was changed.
    """

    ADDED = "added"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    DUPLICATE = "duplicate"
    RETURNED = "returned"
    REMOVED = "removed"
    TAKEN = "taken"


@dataclass(frozen=True, slots=True, kw_only=True)
class PackChanges:
    """What is different in a pack that was there before, beside the quotes that came and went.

    `speakers`: (name, how many kept quotes are theirs now and were not), most first; "" is nobody. `reworded` counts
    kept quotes that are shown in other words. `facts` are what else changed, in a word each.
    """

    speakers: tuple[tuple[str, int], ...] = ()
    reworded: int = 0
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class InBook:
    """How many quotes of a pack that comes in stand in the workspace's own book already, and how many were taken out
    of it: by their words and speaker.
    """

    name: str
    there: int
    taken_out: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What an import did, to which pack; `kept`, `new` and `gone` count its quotes.

    `former` is the name it had until now, `wanted` the one it would have if that were not another pack's. `standing` is
    what was brought in, as far as it stands: without what was dropped and what is said by people who are not quoted.
    `in_book` tells what was left out because the workspace's own book knows it.
    """

    outcome: Outcome
    info: PackInfo
    kept: int = 0
    new: int = 0
    gone: int = 0
    former: str = ""
    wanted: str = ""
    changes: PackChanges = field(default_factory=PackChanges)
    standing: Pack | None = None
    in_book: InBook | None = None

    @property
    def changed(self) -> bool:
        """Whether the import changed anything."""
        return self.outcome in (Outcome.ADDED, Outcome.UPDATED, Outcome.RETURNED)


@dataclass(frozen=True, slots=True, kw_only=True)
class PackUsage:
    """What uses a pack: how many games that are not over, and how many daily posts, name it."""

    games: int = 0
    daily: int = 0


def named(packs: Sequence[PackInfo], name: str) -> PackInfo | None:
    """The pack of that name, else of that title, else whose name is its words joined; the newest among equals."""
    wanted = fold(name)
    by_name = (p for p in reversed(packs) if fold(p.name) == wanted)
    by_title = (p for p in reversed(packs) if wanted in (fold(p.source.title), fold(p.title)))
    by_words = (p for p in reversed(packs) if p.name == slug(name))
    return next(by_name, None) or next(by_title, None) or next(by_words, None)


def is_same(known: Iterable[str], new: Pack) -> bool:
    """Whether a pack is another edition of the one that has quotes and written items of these ids."""
    held, coming = set(known), {q.id for q in new.quotes} | {i.id for i in new.items}
    smaller = min(len(held), len(coming))
    return not smaller or len(held & coming) >= max(1, _SAME * smaller)


def changes(before: StoredPack, turns: Sequence[Turn], after: Pack) -> PackChanges:
    """What is different in `after`; equal to PackChanges() when nothing is. Of `before` no passages are asked for."""
    old, new = {q.quote.id: q.quote for q in before.quotes}, {q.id: q for q in after.quotes}
    kept = [(old[i], new[i]) for i in old if i in new]
    moved = Counter(now.speaker or "" for was, now in kept if was.speaker != now.speaker)
    facts = [f.name for f in fields(Source) if getattr(before.info.source, f.name) != getattr(after.source, f.name)]
    told = (
        ("sections", any(was.section != now.section for was, now in kept)),
        ("times", any(was.start != now.start for was, now in kept)),
        ("speakers", before.speakers != after.speakers),
        ("questions", before.items != after.items),
        ("language", before.info.language != after.language),
        ("left-out", before.dropped != after.dropped),
        ("transcript", [_said(t) for t in turns] != [_said(t) for t in after.turns]),
        ("quotes", any(was != now for was, now in kept) or len(kept) != max(len(old), len(new))),
    )
    return PackChanges(
        speakers=tuple(moved.most_common()),
        reworded=sum(was.text != now.text for was, now in kept),
        facts=(*facts, *(name for name, differs in told if differs)),
    )


def _said(turn: Turn) -> tuple[str | None, str, str, float | None]:
    return turn.speaker, turn.text, turn.section, turn.start


@dataclass(frozen=True, slots=True)
class PackAppraisal:
    """What a model told of a pack by the numbers of its quotes: how good they are, 0 to 1; and by form how much more
    than else a round about them is worth.
    """

    scores: Mapping[int, float]
    rounds: Mapping[str, Mapping[int, float]]
