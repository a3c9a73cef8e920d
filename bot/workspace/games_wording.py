"""How each kind of question is played and scored, as help tells it."""

from collections.abc import Mapping, Sequence

from bot.chat import titles
from bot.chat.messages import Help, HelpEntry
from bot.games.scores import BASE, FOOLED, FOUND, MOST_BLUFFED, SPEED

KNOWN = f"Right: {BASE} points, and up to {SPEED} more for being quick."
HOW: Mapping[str, str] = {
    "who-said": f"A line is shown; whose is it? {KNOWN}",
    "odd-one-out": f"All lines but one are one person's; which one is not? {KNOWN}",
    "finish-the-quote": f"A line stops half-way; how does it go on? {KNOWN}",
    "missing-word": f"A word is missing from a line; type it. Slips of the pen are forgiven. {KNOWN}",
    "which-question": f"A reply is shown; which question was it to? {KNOWN}",
    "who-answered": f"A question is shown; which reply followed? {KNOWN}",
    "true-or-swapped": f"A line as it was said, or with a name or number swapped for another? {KNOWN}",
    "two-truths": f"Three lines, and in one of them something was swapped; which one is the lie? {KNOWN}",
    "mash-up": f"One line, or two sewn together? {KNOWN}",
    "in-order": f"Three lines of a talk; in which order were they said? {KNOWN}",
    "closest": f"Guess a number: the nearer, the more points, up to {BASE + SPEED}. Being quick counts for nothing.",
    "bluff": f"Everybody makes up an ending, then all choose among these and the true one. The true one: {FOUND} "
    f"points; each player who believes yours: {FOOLED}; no more than {MOST_BLUFFED} a round. It takes three.",
    "agree": "Somebody's opinion: do you agree? Nobody is right, there are no points, and all see how many agree. It "
    "takes two.",
    "hand-written": f"A question that somebody wrote: by /quiz add, or in a list that was brought in. {KNOWN}",
}


def page(kinds: Sequence[str]) -> Help:
    """How these are played, and what holds of all points where all are told."""
    return Help(
        title="How it is played",
        intro="",
        entries=tuple(HelpEntry(usage=titles.kind(k), summary=HOW[k], example=f"/quiz start {k}") for k in kinds),
        closing="A hint halves what a round is worth; from the third right answer in a row each is worth more."
        if len(kinds) > 1
        else "/quoth help kinds tells of all of them.",
    )
