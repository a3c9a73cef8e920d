"""Whether there is enough in a pack for it to be kept."""

from collections import Counter
from pathlib import PurePath

from content.errors import MuchIsLost, NothingToKeep
from content.model import Pack
from content.quotes.refusals import HELP, RULES

# So many rules are named when nothing is left of a file.
MOST_RULES = 3
# Where one entry of so many cannot be read, somebody has to say whether the rest is wanted; so many lines are named.
MUCH_LOST, MOST_LINES = 10, 3


def require_content(pack: Pack, where: str) -> Pack:
    """The pack, if there is something in it. Raises NothingToKeep with the rules that left out most."""
    if pack.quotes or pack.items:
        return pack
    rules = Counter(left.rule for left in pack.left).most_common(MOST_RULES)
    why = ", ".join(f"{RULES.get(rule, rule)} ({count})" for rule, count in rules)
    raise NothingToKeep(
        where, "no quote comes of it" + (f", for it holds only {why}" if why else ""),
        remedy="A quote is one sentence or a few, whole and of at least eight words"
        + (f". {HELP[rules[0][0]]}".removesuffix(".") if rules and rules[0][0] in HELP else ""),
    )  # fmt: skip


def require_most(pack: Pack, where: str) -> Pack:
    """The pack, if most of its list could be read. Raises MuchIsLost, with how many could not and where they begin."""
    lost = [problem for problem in pack.problems if problem.lost]
    if not lost or len(lost) * MUCH_LOST < (whole := len(lost) + len(pack.turns) + len(pack.items)):
        return pack
    lines = [f"{problem.line:,}" for problem in lost[:MOST_LINES] if problem.line]
    at = f" (line{'s' if len(lost) > 1 else ''} {', '.join(lines)}{' and so on' if len(lost) > MOST_LINES else ''})"
    raise MuchIsLost(
        where, f"{len(lost):,} of its {whole:,} entries cannot be read{at if lines else ''}, so nothing came in",
        remedy=f"Mend them, or bring in the others alone: quoth import --skip-bad {PurePath(where).name}",
    )  # fmt: skip
