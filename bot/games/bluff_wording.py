"""A bluff in words: endings are written, endings are chosen, and whose they were."""

from collections import Counter
from collections.abc import Sequence

from bot.chat.counts import both, counted
from bot.chat.incoming import PressId
from bot.chat.messages import Button, Notice
from bot.games.model import Fake, GameSnapshot, Phase, ScoreEvent, ScoreKind
from bot.games.scores import fooled
from bot.games.verbs import REMOVE, REMOVED
from content.text import excerpt

CHOOSE = "Which ending is the true one?"
WRITE, TAKE_AWAY = "Write an ending", "Remove an ending"
AGAIN = "Write another"
UNTIL_ALL_WROTE = "Until all are in or time is up you may write another instead."
LETTERS = "ABCDEFGH"
LABEL = 60


def written(text: str, *, rewritten: bool, last: bool) -> Notice:
    """The private receipt of an ending; with the `last` one the writing is over."""
    told = "It takes the place of the one before." if rewritten else UNTIL_ALL_WROTE
    told = "It was the last one: now choose." if last else told
    return Notice(text=f"Your ending is in: “{text}”. {told}")


def endings_in(count: int, of: int) -> str:
    """How many were written, below a round, and of how many while others still write."""
    return counted(count, "ending is in", "endings are in") if count == of else f"{count} of {of} endings are in"


def removable(table: GameSnapshot, fakes: Sequence[Fake]) -> Notice:
    """Asks the host which ending to take away; nobody learns whose it is."""
    assert table.round is not None
    options = table.round.item.options
    if not fakes:
        return Notice(text="Every made-up ending is removed already.")
    places = [options.index(fake.text) for fake in fakes]
    return Notice(
        text="Which ending shall go? It gives nobody points, and whoever chose it chooses again.",
        buttons=tuple(
            Button(
                id=str(PressId(REMOVED, table.round.id, place)), label=excerpt(f"{LETTERS[place]} · {fake.text}", LABEL)
            )
            for place, fake in zip(places, fakes, strict=True)
        ),
    )


def removed(place: int) -> Notice:
    """The receipt of the host."""
    return Notice(text=f"Ending {LETTERS[place]} is gone.")


def remove_button(round_id: str) -> Button:
    """For the host alone; whoever else presses is told so."""
    return Button(id=str(PressId(REMOVE, round_id)), label=TAKE_AWAY)


def standing(table: GameSnapshot) -> list[int]:
    """The places of the options that can be chosen: all but those which the host removed."""
    assert table.round is not None
    gone = {fake.text for fake in table.fakes if fake.removed}
    return [place for place, text in enumerate(table.round.item.options) if text not in gone]


def notes(table: GameSnapshot) -> dict[int, str]:
    """What the reveal says of each option: whose it was, and how many took it of those who could."""
    assert table.round is not None
    names = {player.user_id: player.name for player in table.players}
    whose = {fake.text: names.get(fake.user_id, "") for fake in table.fakes}
    authors = {fake.text: fake.user_id for fake in table.fakes}
    chosen, chose = Counter(answer.text for answer in table.answers), [answer.user_id for answer in table.answers]
    # Nobody may choose their own.
    could = {text: sum(user_id != authors.get(text) for user_id in chose) for text in table.round.item.options}
    return {
        place: ", ".join(part for part in (whose.get(text, "the true one"), share(chosen[text], could[text])) if part)
        for place, text in enumerate(table.round.item.options)
    }


def share(votes: int, total: int) -> str:
    """2 of 5; nothing where nobody voted."""
    return f"{votes} of {total}" if total else ""


def summary(table: GameSnapshot, scores: Sequence[ScoreEvent]) -> str:
    """Who found the true ending and who fooled how many, never who was fooled."""
    assert table.round is not None
    if table.round.phase is Phase.WRITING:
        return _given_up(len(table.fakes))
    names = {player.user_id: player.name for player in table.players}
    won = [s for s in scores if s.round_id == table.round.id and s.kind is not ScoreKind.VOID]
    won.sort(key=lambda s: (-s.points, names[s.user_id].casefold()))
    if not won:
        return "Nobody chose an ending."
    liars = fooled(table.answers, table.fakes)
    found = {answer.user_id for answer in table.answers if answer.text == table.round.item.key}
    told = [f"{names[s.user_id]} +{s.points} ({_deeds(s.user_id in found, liars[s.user_id])})" for s in won]
    return f"{both(told)}."


def _deeds(found: bool, tricked: int) -> str:
    deeds = ["found it"] * found + [f"fooled {tricked}"] * bool(tricked)
    return both(deeds)


def _given_up(count: int) -> str:
    told = "Nobody wrote an ending" if not count else "Only one ending came in"
    return f"{told}, so there was nothing to choose from. Nobody loses anything."
