"""One of every kind of Reply, ordinary and as bad as it can get."""

from collections.abc import Callable
from datetime import UTC, datetime

from bot.chat.forms import Field, FieldKind, Form
from bot.chat.messages import (
    Button,
    Candidate,
    Candidates,
    ClosedRound,
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
    Section,
    Standing,
)

AT = datetime(2026, 3, 1, 12, 0, 30, tzinfo=UTC)
NASTY = "<!channel> @here <@U1> *bold* &amp; `code` \u202e:boom: \U0001f469\u200d\U0001f680 "
LONG = (NASTY * 200)[:6000]


def every_kind(words: str, many: int) -> list[Reply]:
    """All kinds of Reply with these words everywhere and so many of everything that can be many."""
    presses = tuple(Button(id=f"q1.answer.x.{i}", label=words[:75] or "x") for i in range(min(many, 25)))
    card = QuoteCard(
        number=12, text=words, verbatim=True, speaker=words, credit=words, lead=words, note=words,
        link="https://example.org/talk?t=12", buttons=presses, more=presses[:5],
    )  # fmt: skip
    candidate = Candidate(text=words, verbatim=True, credit=words, button=Button(id="q1.show.1.0", label="#1"))
    options = tuple(
        Option(letter=c, text=words, button=Button(id=f"q1.answer.x.{i}", label=c)) for i, c in enumerate("ABCD")
    )
    boards = tuple(Standing(rank=i, name=words[:200], points=i) for i in range(1, many + 1))
    entries = tuple(HelpEntry(usage=words[:80], summary=words[:200], example=words[:40]) for _ in range(many))
    return [
        card,
        Candidates(intro=words, candidates=(candidate,) * min(many, 9), more=presses[0] if presses else None),
        Passage(title=words, lines=((words, words),) * many, credit=words),
        Lobby(heading=words, teams=((words, (words,) * many),), prompt=words, begins_at=AT, buttons=presses),
        OpenRound(
            round_id="x", heading=words, stem=words, stimulus=words, options=options, prompt=words, closes_at=AT,
            answered=words, lead=words, buttons=presses[:3],
        ),
        OpenRound(
            round_id="x", heading=words, stem=words, stimulus="", options=(), prompt=words, closes_at=None,
            form=Button(id="q1.type.x.0", label="Answer"),
        ),
        ClosedRound(
            round_id="x", heading=words, stem=words, stimulus=words,
            options=(("A", words, True), ("B", words, False)), answer=words, right=(words,) * many, summary=words,
            typed=words, explanation=words, quote=card,
        ),
        Scoreboard(title=words, standings=boards, teams=boards[:4], final=True, closing=words, buttons=presses),
        Help(title=words, intro=words, entries=entries, closing=words),
        Listing(title=words, lines=(words,) * many, closing=words, buttons=presses),
        Home(title=words, sections=(Section(title=words, lines=(words,) * many, buttons=presses[:3]),) * 5),
        form(words),
        Notice(text=words, mark=Mark.WRONG, buttons=presses),
    ]  # fmt: skip


def form(words: str) -> Form:
    """One of every kind of field."""
    fields = tuple(
        Field(name=kind.value, label=words[:45] or "x", limit=400_000, kind=kind, required=False, hint=words[:100])
        for kind in FieldKind
    )
    choice = Field(name="choice", label="x", limit=200, choices=tuple(words[i : i + 90] or "x" for i in range(120)))
    fields += (choice,)
    return Form(id="q1.typed.x.0", title=words[:24] or "x", fields=fields, instead=words)


SIZES: dict[str, Callable[[], list[Reply]]] = {
    "nothing": lambda: every_kind("", 0),
    "ordinary": lambda: every_kind("Temporary is a unit of time.", 3),
    "nasty": lambda: every_kind(NASTY, 5),
    "long": lambda: every_kind(LONG, 3),
    "many": lambda: every_kind("Temporary is a unit of time.", 120),
    "long and many": lambda: every_kind(LONG, 60),
}
