"""The report card of an import, in words: for the command line and for chats alike."""

from bot.core.packs import Imported, Outcome
from bot.messages import Notice
from content.errors import Problem
from content.language import NAMES, is_english
from content.model import Pack
from content.report import Grade, ReportCard
from content.vocabulary import COVERED

PROBLEMS, RULES = 5, 4
_RULES = {
    "too-short": "short remarks",
    "too-long": "long-winded passages",
    "incomplete": "fragments",
    "dangling-start": "passages that lean on what was said before",
    "own-name": "passages with the speaker's own name",
    "names-participant": "passages that name somebody present",
    "near-duplicate": "repetitions",
    "pleasantry": "pleasantries",
    "advertisement": "advertisements",
    "unclear": "passages that could not be understood",
    "dropped": "passages that were dropped by hand",
}


def title(done: Imported, card: ReportCard) -> str:
    """What an import did, and the grade."""
    name = done.info.name
    match done.outcome:
        case Outcome.ADDED:
            return f"Imported “{name}”: {card.grade}"
        case Outcome.UPDATED:
            return f"Updated “{name}”: {card.grade}"
        case Outcome.UNCHANGED:
            return f"Nothing changed: “{name}” is here already with the same {_count(card.quotes, 'quote')}"
        case Outcome.DUPLICATE:
            return f"Nothing changed: this content is already imported as “{name}”"


def lines(done: Imported, pack: Pack, card: ReportCard, *, mending: str) -> list[str]:
    """The counts, what was left out and why, what is wrong; `mending` is how a speaker map is given here."""
    if done.outcome in (Outcome.UNCHANGED, Outcome.DUPLICATE):
        return []
    told = [
        f"{_count(card.quotes, 'quote')} from {_count(card.turns, 'turn')} ({card.words} words) by {_voices(pack)}"
        + (f"; {_count(card.written_items, 'written item')}" if card.written_items else "")
    ]
    if done.outcome is Outcome.UPDATED:
        told.append(f"{done.kept} quotes kept their numbers, {done.new} new, {done.gone} gone")
    told += _weaknesses(card)
    if left := _left(card):
        told.append(left)
    told += language_limits(pack.language)
    plays = [*card.kinds, *(["hand-written"] if card.written_items else [])]
    told.append(f"It plays: {', '.join(plays)}" if plays else "It gives no quiz items")
    return [*told, *problem_lines(pack.problems, mending)]


def language_limits(code: str) -> list[str]:
    """What is not done in a language, nothing for English."""
    if is_english(code):
        return []
    limits = ["only rules and items that need no English are used"]
    if code not in COVERED:
        limits.append("typed answers are judged by their letters alone")
    return [f"The language is {NAMES.get(code, code)}: {'; '.join(limits)}"]


def advice(card: ReportCard, name: str, play: str) -> str:
    """The next command."""
    if card.grade is Grade.POOR and card.unpunctuated:
        return "A transcript with punctuation would give far more; most services offer it as an option."
    if card.grade is Grade.POOR:
        return "There is little to quote in it; a longer or less scattered transcript gives more."
    return f"Next: {play.format(name=name)}"


def problem_lines(problems: tuple[Problem, ...], mending: str) -> list[str]:
    """The first few problems, with their lines and what mends them."""
    told = [problem_line(p, mending) for p in problems[:PROBLEMS]]
    more = len(problems) - PROBLEMS
    return [*told, f"… and {more} more; quoth inspect lists them all"] if more > 0 else told


def problem_line(problem: Problem, mending: str, *, lead: str = "Note") -> str:
    """One problem."""
    where = f" (line {problem.line})" if problem.line else ""
    mend = f"; mend it with {mending.format(problem.mend)}" if problem.mend else ""
    return f"{lead}: {problem.text}{where}{mend}"


def dropped(packs: int) -> Notice:
    """What somebody at the prompt is told of a drop folder."""
    came = "One pack" if packs == 1 else f"{packs} packs"
    return Notice(text=f"{came} came in by the drop folder. /quotes packs shows what there is.")


def short(done: Imported, pack: Pack) -> str:
    """One file of many, in one line."""
    match done.outcome:
        case Outcome.ADDED | Outcome.UPDATED:
            return f"{done.outcome.capitalize()} “{done.info.name}”: {_count(len(pack.quotes), 'quote')}"
        case Outcome.UNCHANGED:
            return f"Unchanged “{done.info.name}”"
        case Outcome.DUPLICATE:
            return f"Already here as “{done.info.name}”: {pack.name}"


def rule_in_words(rule: str) -> str:
    """What the rule refuses."""
    return _RULES.get(rule, rule)


def _weaknesses(card: ReportCard) -> list[str]:
    told = []
    if card.unpunctuated:
        told.append(f"{_count(card.unpunctuated, 'long turn')} without any punctuation")
    if card.short_turns:
        told.append(f"{_count(card.short_turns, 'turn')} of under four words")
    return told


def _left(card: ReportCard) -> str:
    counted = [f"{rule_in_words(rule)} ({count})" for rule, count in list(card.left.items())[:RULES]]
    return f"Left out: {', '.join(counted)}" if counted else ""


def _voices(pack: Pack) -> str:
    return _count(len(pack.speakers), "voice") if pack.speakers else "nobody named"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
