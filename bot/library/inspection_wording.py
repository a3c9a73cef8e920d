"""The report of `quoth inspect` for people."""

from collections import Counter
from collections.abc import Mapping, Sequence

from bot.chat import titles
from bot.chat.counts import counted
from bot.library.import_wording import language_limits, problem_line, rule_in_words
from bot.library.voices_told import hardly_heard
from content.delicate import TITLES, warnings
from content.language import NAMES
from content.model import Item, Pack, Quote
from content.report import grade_of
from content.text import excerpt, readable_title

BEST = 10
NARROW = 100


def report(pack: Pack, items: Sequence[Item], account: Mapping[str, int], *, list_items: bool, tried: int) -> list[str]:
    """Who speaks, which sections, the best quotes, why the rest is none, what can be asked, what is wrong.

    `tried` is of how many quotes the items were made.
    """
    return [
        *_source(pack),
        *_account(account),
        *_speakers(pack),
        *_sections(pack),
        *_quotes(pack),
        *_left(pack),
        *(_all_items(items) if list_items else _item_counts(items)),
        *([f"  (of {tried:,} of the {len(pack.quotes):,} quotes)"] if tried < len(pack.quotes) else []),
        *(problem_line(p, _map, lead="Problem") for p in pack.problems),
    ]


def _source(pack: Pack) -> list[str]:
    unspoken = sum(t.speaker is None for t in pack.turns)
    lines = [f"{readable_title(pack.source.title)} (pack “{pack.name}”)"]
    if pack.format:
        language = NAMES.get(pack.language, "not told")
        lines.append(f"Format: {pack.format}; language: {language}; for quotes and quizzes: {grade_of(pack)}")
        lines += language_limits(pack.language)
    if unspoken:
        lines.append(f"Nobody speaks: {counted(unspoken, 'paragraph')}")
    return lines


def _account(account: Mapping[str, int]) -> list[str]:
    told = ", ".join(f"{count} {use}" for use, count in account.items())
    return [f"Lines: {told}"] if told else []


def _speakers(pack: Pack) -> list[str]:
    turns = Counter(t.speaker for t in pack.turns)
    words: Counter[str | None] = Counter()
    for turn in pack.turns:
        words[turn.speaker] += len(turn.text.split())
    told = [
        f"Speaker: {s.name}, {counted(turns[s.name], 'turn')}, {counted(words[s.name], 'word')}" for s in pack.speakers
    ]
    return told + hardly_heard(pack)


def _sections(pack: Pack) -> list[str]:
    return [f"Section: {name}" for name in dict.fromkeys(t.section for t in pack.turns) if name]


def _quotes(pack: Pack) -> list[str]:
    best = sorted(enumerate(pack.quotes, 1), key=lambda q: -q[1].score)[:BEST]
    shown = [
        f"  {q.score:.2f}  #{n} {q.speaker or '-'}: {excerpt(q.text, NARROW)}{_careful(q, pack.language)}"
        for n, q in best
    ]
    best_of = f", the best {len(shown)} (numbered in this file; an import gives them other numbers):" if shown else ""
    return [f"Quotes: {len(pack.quotes)}{best_of}", *shown]


def _careful(quote: Quote, language: str) -> str:
    told = warnings(quote.text, language, quote.speaker)
    return f" (careful: {', '.join(TITLES[kind] for kind in told)})" if told else ""


def _left(pack: Pack) -> list[str]:
    """What did not become a quote: every rule that refused something, how often, and one example."""
    counts = Counter(left.rule for left in pack.left)
    examples = {left.rule: left for left in reversed(pack.left)}
    lines = [
        f"  {count} {rule} ({rule_in_words(rule)}), line {examples[rule].line}: {excerpt(examples[rule].text, NARROW)}"
        for rule, count in counts.most_common()
    ]
    return [f"Left out: {len(pack.left)}", *lines] if lines else []


def _item_counts(items: Sequence[Item]) -> list[str]:
    counts = Counter(i.kind for i in items)
    kinds = ", ".join(f"{titles.kind(kind)}: {count}" for kind, count in sorted(counts.items()))
    return [f"Items: {len(items)}" + (f" ({kinds})" if kinds else "")]


def _all_items(items: Sequence[Item]) -> list[str]:
    lines = [f"Items: {len(items)}"]
    for item in items:
        lines.append(f"  {titles.kind(item.kind)}: {item.stem}")
        lines += [f"    {item.stimulus}"] if item.stimulus else []
        lines += [f"    {'*' if o == item.key else '-'} {o}" for o in item.options or (item.key,)]
    return lines


def _map(mends: Sequence[str]) -> str:
    return " ".join(f'--map "{mend}"' for mend in mends)
