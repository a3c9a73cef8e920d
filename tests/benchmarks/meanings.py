"""Retold passages: does the right one come among the first three, by words, by meaning, by both? What is shown?

The talks are others' (QUOTH_SHARED), and so are the retellings of `searches.tsv`; those of `retellings.tsv` are ours
and name their passage by its id alone. Right is the quote that holds what was retold, else the passage itself.
"""

import csv
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from math import sqrt
from pathlib import Path
from time import perf_counter

from bot.library.index import QuoteIndex
from bot.library.index.quotes import PackPostings
from bot.library.library import Library
from bot.library.lookup import Found, NotFound, Unsure, strip_lead_in, terms
from bot.library.lookup.perhaps import NEAREST, weighed
from bot.library.lookup.rerank import Ranked, rank
from bot.library.lookup.search import CANDIDATES
from bot.library.meanings import Meanings, PackMeanings
from bot.library.model import StoredPack
from bot.library.withheld import NOTHING
from bot.meaning.choice import MULTILINGUAL, choose
from bot.meaning.directions import Directions
from bot.meaning.model import Embedder, ModelProblem
from content.document_options import Reading
from content.model import Pack
from content.packs import read_file
from content.passages import Passages
from content.text import fold
from tests.benchmarks.rivals import Search, stemmed
from tests.builders import stored
from tests.shared import SHARED

RETELLINGS = Path(__file__).parent / "retellings.tsv"
ELSEWHERE = Path(__file__).parent / "retellings_other_languages.tsv"
OTHERS = SHARED / "labels" / "searches.tsv"
# As QUOTH_EMBEDDER names them; the first is the shipped one, which other languages than English have no use for.
MODELS = ("", "multilingual", "minilm", "minilm+multilingual")
SHOWN, FIELD = 3, 5_000
SCOPES = ("one talk", "5,000 texts", "all talks")
BY_MEANING = ("meaning alone", "words and meaning")
_HALF_A_SENTENCE = 20


@dataclass(frozen=True, eq=False)
class Talks:
    """Some talks looked up together, as a workspace has them."""

    packs: Sequence[StoredPack] = field(repr=False)
    # Its name, as QUOTH_EMBEDDER has it.
    embedder: str = ""

    @cached_property
    def postings(self) -> PackPostings:
        """Their words."""
        return QuoteIndex().over(self.packs)

    @cached_property
    def library(self) -> Library:
        """What is searched."""
        return Library(self.packs, lambda _: self.postings)

    @cached_property
    def meaning(self) -> Meanings:
        """What searches mean beside them."""
        return Meanings(chosen(self.embedder), [_meanings(self.embedder, pack) for pack in self.packs])

    @cached_property
    def texts(self) -> dict[int, str]:
        """Everything that can be found, by its key."""
        return {key: text for p in self.packs for key, text in p.texts(0, p.size)}

    def candidates(self, search: str, *, meaning: bool = True) -> list[Ranked]:
        """What is looked at more closely, ranked by words."""
        wanted = terms(strip_lead_in(search))
        keys = [key for key, _ in self.postings.candidates(wanted, CANDIDATES)]
        keys += [key for key, _ in self.meaning(strip_lead_in(search)).nearest(NEAREST)] if meaning else []
        return rank(wanted, dict.fromkeys(keys), lambda key: terms(self.texts[key]), self.postings)


def chosen(name: str) -> Embedder:
    """An embedder by its name."""
    choice = choose(name)
    found = choice.stronger() if choice.stronger else choice.embedder
    assert found is not None, choice
    return found


@cache
def _meanings(embedder: str, pack: StoredPack) -> PackMeanings:
    """What a pack means, told once for all the libraries it is in."""
    made = chosen(embedder)
    return PackMeanings(pack, Directions(made.vectors(t for _, t in pack.texts(0, pack.size)), made.about.dimension))


@dataclass(frozen=True, slots=True)
class Retold:
    """A search, the talk it is about, whether others made it, and the keys that are right."""

    talk: str
    search: str
    others: bool
    right: frozenset[int]


def talks() -> dict[str, tuple[StoredPack, Passages]]:
    """The talks there are as they are kept once imported, and all that was said in each, by their files' names."""
    files = [*sorted(SHARED.glob("corpora/*.md")), *sorted(SHARED.glob("transcripts/*.txt"))]
    return {f.name: _talk(n, f) for n, f in enumerate(files, 1) if f.name != "ATTRIBUTION.md"}


def _talk(number: int, path: Path) -> tuple[StoredPack, Passages]:
    made = read_file(path, how=Reading(unattributed=True))
    return stored_whole(number, made), Passages(made.turns, language=made.language)


def stored_whole(number: int, made: Pack) -> StoredPack:
    """A pack as it is kept, with everything that was said."""
    kept = stored(number, made, first=number * 10_000)
    passages = Passages(made.turns, made.quotes, language=made.language, dropped=made.dropped)
    return replace(kept, passages=passages, info=replace(kept.info, language=made.language))


def retellings(known: dict[str, tuple[StoredPack, Passages]]) -> list[Retold]:
    """All of them, those of others first."""
    found = []
    for row in _rows(OTHERS):
        right = _holding(known[row["file"]][0], fold(row["right passage contains"]))
        found.append(Retold(talk=row["file"], search=row["search"], others=True, right=right))
    return [*found, *ours(known, RETELLINGS)]


def ours(known: dict[str, tuple[StoredPack, Passages]], path: Path) -> list[Retold]:
    """Those that name their passage by its id."""
    found = []
    for row in _rows(path):
        pack, every = known[row["file"]]
        place = every.find(row["passage"])
        assert place is not None, row["search"]
        right = _holding(pack, fold(every.text(place)))
        found.append(Retold(talk=row["file"], search=row["search"], others=False, right=right))
    return found


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def _holding(pack: StoredPack, words: str) -> frozenset[int]:
    """The texts with these words; where they run over several, those that they hold or begin or end in; where a quote
    leaves some of them out, the one that ends in their beginning or begins with their end.
    """
    every = [(q.number, fold(q.quote.original)) for q in pack.quotes]
    every += [(key, fold(text)) for key, text in pack.texts(len(pack.quotes), pack.size)]
    half = len(words) // 2
    kinds: tuple[Callable[[str], bool], ...] = (
        lambda text: words in text,
        lambda text: len(text) > _HALF_A_SENTENCE and text in words,
        lambda text: words[:half] in text or words[half:] in text,
        lambda text: any(
            text.endswith(words[:n]) or text.startswith(words[-n:]) for n in range(_HALF_A_SENTENCE, half)
        ),
    )
    for right in kinds:
        if found := frozenset(key for key, text in every if right(text)):
            return found
    raise AssertionError(words)


@cache
def methods(among: Talks) -> dict[str, Search]:
    """What is compared: each gives keys, best first."""

    def both(search: str) -> list[tuple[int, float]]:
        asked = among.meaning(strip_lead_in(search))
        return [(one.key, one.score) for one in weighed(among.candidates(search), asked)]

    return {
        "words, as a quote is found": lambda s: [(r.key, r.score) for r in among.candidates(s, meaning=False)],
        "BM25 with stemming": stemmed(among.texts),
        "meaning alone": lambda s: among.meaning(strip_lead_in(s)).nearest(SHOWN),
        "words and meaning": both,
    }


def interval(hits: int, of: int) -> str:
    """The share with Wilson's 95 % interval."""
    if not of:
        return "–"
    share, z = hits / of, 1.96
    middle, width = share + z * z / (2 * of), z * sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    low, high = ((middle + sign * width) / (1 + z * z / of) for sign in (-1, 1))
    return f"{hits}/{of}, {share:.0%} ({low:.0%}–{high:.0%})"


def shown(among: Talks, search: str) -> tuple[str, list[int]]:
    """What somebody is told, and which keys with it."""
    match among.library.without(NOTHING).search(search, meaning=among.meaning):
        case Found(match=best):
            return "found", [best.key]
        case Unsure(matches=matches):
            return "unsure", [m.key for m in matches[:SHOWN]]
        case NotFound(perhaps=matches):
            return "perhaps" if matches else "not found", [m.key for m in matches]


def main() -> None:
    """Print the tables: the shipped model, and the strong ones where the extra is installed."""
    if not OTHERS.is_file():
        print(f"the retellings need {OTHERS}")
        return
    known = talks()
    searches = retellings(known)
    models = [name for name in MODELS if _can_run(name)]
    size = sum(pack.size for pack, _ in known.values())
    print(f"{len(searches)} retellings, right among {SHOWN}, with 95 % intervals; {size:,} texts in all")
    print("| searched | method | others' retellings | ours | all | ms a search |\n|---|---|---|---|---|---|")
    _tell_languages(known)
    for scope in SCOPES:
        for model in models:
            among = _scopes(known, model)[scope]
            for name in methods(among(searches[0])):
                if model and name not in BY_MEANING:
                    continue
                told = _reached(searches, among, name)
                print(f"| {scope} | {name}{f' ({model})' if model else ''} | {told} |", flush=True)
    for model in models:
        scopes = _scopes(known, model)
        print(f"{model or 'shipped'}: shown, one talk: {_shown(searches, scopes['one talk'])}")
        print(f"{model or 'shipped'}: shown, all talks: {_shown(searches, scopes['all talks'])}")
        print(
            f"{model or 'shipped'}: shown for what nobody there said: {_shown(searches, scopes['others'])}", flush=True
        )


def _tell_languages(known: dict[str, tuple[StoredPack, Passages]]) -> None:
    """What is reached in other languages, which the shipped model leaves to words."""
    searches = ours(known, ELSEWHERE)
    for model in filter(_can_run, ("", MULTILINGUAL)):
        among = _scopes(known, model)["one talk"]
        for name in methods(among(searches[0])):
            if bool(model) is (name in BY_MEANING):
                told = _reached(searches, among, name)
                print(f"| Spanish, one talk | {name}{f' ({model})' if model else ''} | {told} |", flush=True)


def _can_run(model: str) -> bool:
    try:
        return chosen(model) is not None
    except ModelProblem as problem:
        print(problem)
        return False


def _scopes(known: dict[str, tuple[StoredPack, Passages]], model: str) -> dict[str, Callable[[Retold], Talks]]:
    """In which talks a retelling is looked for. Of 5,000 texts its own talk comes first, then others as they come."""
    every = [pack for pack, _ in known.values()]
    packs = {name: pack for name, (pack, _) in known.items()}

    @cache
    def alone(name: str) -> Talks:
        return Talks([packs[name]], model)

    @cache
    def beside(name: str) -> Talks:
        return Talks(_up_to(FIELD, [packs[name], *(p for n, p in packs.items() if n != name)]), model)

    @cache
    def without(name: str) -> Talks:
        return Talks([p for n, p in packs.items() if n != name], model)

    together = Talks(every, model)
    return {
        "one talk": lambda r: alone(r.talk), "5,000 texts": lambda r: beside(r.talk), "all talks": lambda r: together,
        "others": lambda r: without(r.talk),
    }  # fmt: skip


def _up_to(most: int, packs: Iterable[StoredPack]) -> list[StoredPack]:
    """Whole packs, as long as no more texts are there."""
    found: list[StoredPack] = []
    for pack in packs:
        if sum(p.size for p in found) + pack.size <= most:
            found.append(pack)
    return found


def _reached(searches: Sequence[Retold], among: Callable[[Retold], Talks], name: str) -> str:
    hits, begun = {True: 0, False: 0}, perf_counter()
    for retold in searches:
        method = methods(among(retold))[name]
        hits[retold.others] += bool(retold.right & {key for key, _ in method(retold.search)[:SHOWN]})
    took = (perf_counter() - begun) / len(searches) * 1000
    of = {others: sum(r.others is others for r in searches) for others in hits}
    told = [interval(hits[others], of[others]) for others in hits]
    return " | ".join([*told, interval(sum(hits.values()), len(searches)), f"{took:.1f}"])


def _shown(searches: Sequence[Retold], among: Callable[[Retold], Talks]) -> str:
    counts: dict[str, list[bool]] = {}
    for retold in searches:
        told, keys = shown(among(retold), retold.search)
        counts.setdefault(told, []).append(bool(retold.right & set(keys)))
    return ", ".join(f"{told} {len(right)} (right {sum(right)})" for told, right in sorted(counts.items()))


if __name__ == "__main__":
    main()
