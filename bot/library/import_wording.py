"""The report card of an import, in words: for the command line and for chats alike."""

from collections.abc import Callable, Sequence

from bot.chat import titles
from bot.chat.counts import both, counted
from bot.chat.messages import Notice
from bot.chat.typed import given
from bot.library.model import Imported, InBook, Outcome, PackChanges, PackUsage
from bot.library.voices_told import hardly_heard
from content.errors import Problem
from content.language import NAMES, is_english
from content.model import Pack
from content.quotes.refusals import HELP, RULES
from content.report import Grade, ReportCard
from content.vocabulary import COVERED

PROBLEMS, LEFT, LINES = 5, 4, 5
Mending = Callable[[Sequence[str]], str]
"""What labels mean, LABEL=NAME each → how that is said here."""
_GRADES = {
    Grade.GOOD: "much to quote", Grade.USABLE: "something to quote", Grade.POOR: "little to quote",
}  # fmt: skip
_FACTS = {
    "title": "the title", "date": "the date", "licence": "the licence", "link": "the link", "sections": "sections",
    "times": "times", "questions": "written items", "language": "the language", "left-out": "what is left out",
}  # fmt: skip


def title(done: Imported, card: ReportCard) -> str:
    """What an import did, and the grade."""
    name, worth = done.info.name, _worth(card)
    match done.outcome:
        case Outcome.ADDED:
            return f"Imported “{name}”: {worth}"
        case Outcome.UPDATED if done.former:
            return f"Updated “{name}” (it was “{done.former}”): {worth}"
        case Outcome.UPDATED:
            return f"Updated “{name}”: {worth}"
        case Outcome.RETURNED:
            return f"“{name}” is back: {worth}"
        case Outcome.UNCHANGED:
            return f"Nothing changed: “{name}” is here already with the same {counted(card.quotes, 'quote')}"
        case Outcome.DUPLICATE if done.in_book:
            rest = "" if done.info.book else f", and the rest is in “{done.info.name}”"
            return f"Nothing changed: {in_book(done.in_book)}{rest}"
        case Outcome.DUPLICATE:
            return f"Nothing changed: this content is already imported as “{name}”"
        case Outcome.REMOVED | Outcome.TAKEN:
            return _refused(done)


def proposed(meant: Imported, card: ReportCard) -> str:
    """What an import would do, and the grade."""
    name, worth = meant.info.name, _worth(card)
    match meant.outcome:
        case Outcome.UPDATED if meant.former:
            return f"A new edition of “{meant.former}”, as “{name}”: {worth}"
        case Outcome.UPDATED:
            return f"A new edition of “{name}”: {worth}"
        case Outcome.RETURNED:
            return f"“{name}” was removed and can come back: {worth}"
        case _:
            return f"“{name}” can come in: {worth}"


def in_book(known: InBook) -> str:
    """How much of what comes in the workspace's own book knows: “3 quotes are in “book” already”."""
    is_there = "is in" if known.there == 1 else "are in"
    was_taken = "was taken" if known.taken_out == 1 else "were taken"
    there = [f"{counted(known.there, 'quote')} {is_there} “{known.name}” already"] if known.there else []
    out = [f"{counted(known.taken_out, 'quote')} {was_taken} out of “{known.name}”"] if known.taken_out else []
    return " and ".join([*there, *out])


def _worth(card: ReportCard) -> str:
    questions = sum(card.items.values()) + card.written_items
    return _GRADES[card.grade] + (f", {counted(questions, 'question')}" if questions and card.items else "")


def stored(done: Imported) -> bool:
    """Whether an import changed anything."""
    return done.changed


def used(uses: PackUsage) -> str:
    """What names a pack that was removed, and what becomes of it; "" for nothing."""
    told = []
    if uses.games:
        told.append(
            f"{counted(uses.games, 'game')} played with it: what is open is finished, and nothing more is asked."
        )
    if uses.daily:
        told.append(
            f"{counted(uses.daily, 'daily post')} drawn from it: nothing comes until it is back; /daily off ends it."
        )
    return "".join(f"{sentence} " for sentence in told)


def lines(
    done: Imported, pack: Pack, card: ReportCard, *, mending: Mending, naming: str = "", everything: str = "",
    samples: Sequence[str] = (),
) -> list[str]:  # fmt: skip
    """The counts, what changed, what was left out and why, what is wrong.

    `mending` is how a speaker map is given here, `naming` how a name is, `everything` how to see all problems.
    `samples` can be played where this is all there is.
    """
    if done.outcome is Outcome.DUPLICATE and naming and not done.in_book:
        return [f"{naming.format(pack.name)} would rename it"]
    if not stored(done):
        return []
    stands = done.standing or pack
    told = [
        f"{counted(card.quotes, 'quote')} from {counted(card.turns, 'turn')} ({counted(card.words, 'word')}) "
        f"by {_voices(stands)}" + (f"; {counted(card.written_items, 'written item')}" if card.written_items else "")
    ]
    if done.outcome is not Outcome.ADDED:
        kept = counted(done.kept, "quote keeps its number", "quotes keep their numbers")
        told.append(", ".join([kept, *(f"{n:,} {what}" for n, what in ((done.new, "new"), (done.gone, "gone")) if n)]))
        told += changed(done.changes)
    if done.in_book:
        told.append(f"{in_book(done.in_book)}; “{done.info.name}” holds only the rest")
    elif done.wanted:
        told.append(f"“{done.wanted}” is another pack, with nothing in common, so this one is “{done.info.name}”")
    told += _lost(pack) + _weaknesses(card)
    if left := _left(card):
        told.append(left)
    known = done.in_book
    if away := len(pack.quotes) - len(stands.quotes) - (known.there + known.taken_out if known else 0):
        told.append(f"{counted(away, 'quote')} more in it stay away: dropped here, or of people who are not quoted")
    if card.delicate:
        told.append(_waiting(card.delicate, done.info.name))
    told += language_limits(pack.language) + hardly_heard(stands)
    plays = [*card.kinds, *(["hand-written"] if card.written_items else [])]
    told.append(f"It plays: {', '.join(_played(k, card) for k in plays)}" if plays else _no_questions(samples))
    return [*told, *problem_lines(pack.problems, mending, everything)]


def _played(kind: str, card: ReportCard) -> str:
    count = card.written_items if kind == "hand-written" else card.items.get(kind, 0)
    return f"{titles.kind(kind)} ({count:,})" if count else titles.kind(kind)


def _no_questions(samples: Sequence[str]) -> str:
    play = "; until a pack does, /quiz start asks about the samples" if samples else ""
    return f"It gives no quiz questions{play}"


def at_rest(samples: Sequence[str]) -> str:
    """That samples step back where somebody has a pack of their own."""
    play = f"/quiz start {given('pack', samples[0])} plays one"
    return f"The samples rest from now on, in games only once your own packs give enough questions; {play}"


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
    return weak_advice(card) or f"Next: {play.format(name=name)}"


def weak_advice(card: ReportCard) -> str:
    """What would give more, where there is little to quote; "" else."""
    if card.grade is not Grade.POOR:
        return ""
    if card.unpunctuated:
        return "A transcript with punctuation would give far more; most services offer it as an option."
    most = next(iter(card.left), "")
    return HELP.get(most, "There is little to quote in it; a longer or less scattered transcript gives more.")


def problem_lines(problems: tuple[Problem, ...], mending: Mending, everything: str = "") -> list[str]:
    """The first few problems, with their lines, and what mends them together; `everything`: how to see the others."""
    lines: dict[str, list[int]] = {}
    for problem in problems:
        lines.setdefault(problem.text, []).extend([problem.line] if problem.line else [])
    first = list(lines)[:PROBLEMS]
    told = [f"Note: {text}{_at(lines[text])}" for text in first]
    more = len(lines) - len(told)
    told += [f"… and {more:,} more{everything}"] if more > 0 else []
    mends = list(dict.fromkeys(p.mend for p in problems if p.mend and p.text in first))
    return [*told, f"To mend {'it' if len(mends) == 1 else 'them'}: {mending(mends)}"] if mends else told


def _at(lines: Sequence[int]) -> str:
    """(line 4), (lines 4, 9 and 12), (lines 4, 9 and 7 more): with a space before it."""
    if not lines:
        return ""
    if len(lines) == 1:
        return f" (line {lines[0]})"
    shown = [str(line) for line in lines[:LINES]]
    return f" (lines {both([*shown, *([f'{len(lines) - LINES:,} more'] if len(lines) > LINES else [])])})"


def problem_line(problem: Problem, mending: Mending | None = None, *, lead: str = "Note") -> str:
    """One problem, with what mends it."""
    where = f" (line {problem.line})" if problem.line else ""
    mend = f"; mend it with {mending([problem.mend])}" if mending and problem.mend else ""
    return f"{lead}: {problem.text}{where}{mend}"


def dropped(packs: int) -> Notice:
    """What somebody at the prompt is told of a drop folder."""
    came = counted(packs, "pack")
    return Notice(text=f"{came} came in by the drop folder. /quotes packs shows what there is.")


def first(names: Sequence[str]) -> list[str]:
    """The first of many names, and how many follow."""
    more = len(names) - PROBLEMS
    return [*names[:PROBLEMS], *([f"… and {more:,} more"] if more > 0 else [])]


def short(done: Imported, pack: Pack) -> str:
    """One file of many, in one line."""
    match done.outcome:
        case Outcome.ADDED | Outcome.UPDATED | Outcome.RETURNED:
            stands = done.standing or pack
            told = [f"{done.outcome.capitalize()} “{done.info.name}”: {counted(len(stands.quotes), 'quote')}"]
            told += changed(done.changes) if done.outcome is not Outcome.ADDED else []
            return "; ".join([*told, *([f"“{done.wanted}” is another pack"] if done.wanted else [])])
        case Outcome.UNCHANGED:
            return f"Unchanged “{done.info.name}”"
        case Outcome.DUPLICATE if done.in_book:
            return f"Nothing new in {pack.name}: {in_book(done.in_book)}"
        case Outcome.DUPLICATE:
            return f"Already here as “{done.info.name}”: {pack.name}"
        case Outcome.REMOVED | Outcome.TAKEN:
            return _refused(done)


def changed(by: PackChanges) -> list[str]:
    """What is different in a pack that was here, a line each."""
    told = [f"{_belong(count)} to {who or 'nobody by name'}" for who, count in by.speakers[:PROBLEMS]]
    others = by.speakers[PROBLEMS:]
    if others:
        told.append(f"{_belong(sum(count for _, count in others))} to others")
    if by.reworded:
        told.append(f"{counted(by.reworded, 'quote')} shown in other words")
    facts = [_FACTS[fact] for fact in by.facts if fact in _FACTS]
    return [*told, f"Changed: {', '.join(facts)}"] if facts else told


def rule_in_words(rule: str) -> str:
    """What the rule refuses."""
    return RULES.get(rule, rule)


def _refused(done: Imported) -> str:
    why = "was removed" if done.outcome is Outcome.REMOVED else "is another pack"
    return f"Nothing changed: “{done.info.name}” {why}"


def _belong(count: int) -> str:
    return counted(count, "quote now belongs", "quotes now belong")


def _lost(pack: Pack) -> list[str]:
    lost = sum(problem.lost for problem in pack.problems)
    whole = lost + len(pack.turns) + len(pack.items)
    return [f"{lost:,} of {counted(whole, 'entry', 'entries')} cannot be read: only the others come in"] if lost else []


def _weaknesses(card: ReportCard) -> list[str]:
    told = []
    if card.unpunctuated:
        told.append(f"{counted(card.unpunctuated, 'long turn')} without any punctuation")
    if card.short_turns and "too-short" not in card.left:
        told.append(f"{counted(card.short_turns, 'turn')} of under four words")
    return told


def _left(card: ReportCard) -> str:
    counted = [f"{rule_in_words(rule)} ({count:,})" for rule, count in list(card.left.items())[:LEFT]]
    return f"Left out: {', '.join(counted)}" if counted else ""


def _waiting(count: int, name: str) -> str:
    """How many quotes wait for a manager, and how to look at them."""
    speak = "speaks" if count == 1 else "speak"
    return (
        f"{counted(count, 'quote')} {speak} of pay, health, layoffs or customers, or strongly, and no game asks and no "
        f"daily post shows what nobody kept: /quotes review {given('pack', name)} deals them"
    )


def _voices(pack: Pack) -> str:
    return counted(len(pack.speakers), "voice") if pack.speakers else "nobody named"
