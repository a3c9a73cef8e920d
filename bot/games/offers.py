"""What packs offer to ask: the items of a form, the best first, with some chance."""

import random
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice

from bot.games.chance import varied
from bot.games.forms import form_of, kind_in
from bot.games.history import History
from bot.library.beforehand import NotLookedThrough
from bot.library.library import Library, View
from bot.library.model import PackSummary
from content.items import KINDS, known_kind
from content.items.closest import TIMES
from content.items.worth import WRITTEN
from content.model import Item

# Of what is worth about the same any may come first.
CHANCE = 0.05
# So many quotes of a pack are looked through for a form, and so many items compared.
PATIENCE = HANDFUL = 400


@dataclass(frozen=True, slots=True)
class Choice:
    """An item to ask, the number of the quote it is about, if it is about one, what it is worth, by how much chance
    lifts it above others that are worth as much, and what it costs that its talk was asked about before.
    """

    item: Item
    number: int | None
    worth: float = 0.0
    luck: float = 0.0
    cost: float = 0.0


class Offers:
    """What the packs offer, looked up once for a form: the best first, with some chance. `forms` are looked through at
    the same time. `beside`: several packs are asked about, so the guest of one stands among those of others.
    """

    def __init__(
        self, view: View, rng: random.Random, history: History, page: int = 0, *, forms: Sequence[str] = (),
        beside: bool = False,
    ) -> None:  # fmt: skip
        self._view, self._rng, self._page, self._forms, self._beside = view, rng, page, forms, beside
        self._sample, self._favour = history.sample, history.favour
        self._mixed: dict[tuple[str, int], dict[str, list[Choice]]] = {}

    def of(self, form: str, pack: PackSummary) -> Sequence[Choice]:
        """The items of a form among some quotes of a pack."""
        kind = kind_in(form)
        if (kind, pack.info.id) not in self._mixed:
            try:
                self._mixed[kind, pack.info.id] = self._by_form(kind, pack)
            except NotLookedThrough as first:
                raise NotLookedThrough(
                    partial(self._look_through, form, pack) if self._sample else first.prepare
                ) from None
        return self._mixed[kind, pack.info.id].get(form, [])

    def written(self, kinds: Collection[str], packs: Sequence[PackSummary]) -> Sequence[Choice]:
        """The items of these kinds that came with the packs, in any order but for what they are worth more here."""
        found = [(item, number) for item, number in self._view.written(packs) if known_kind(item) in kinds]
        chosen = (Choice(i, n, WRITTEN + self._favour(i, n), self._rng.random()) for i, n in found)
        return sorted(chosen, key=lambda choice: -(choice.worth + choice.luck))

    def _by_form(self, kind: str, pack: PackSummary) -> dict[str, list[Choice]]:
        by_form: dict[str, list[Choice]] = {}
        looked_at = random.Random(f"{self._sample} {pack.info.id}") if self._sample else self._rng
        for choice in self._best_first(self._found(kind, pack, looked_at, PATIENCE, self._page * PATIENCE)):
            by_form.setdefault(form_of(choice.item), []).append(choice)
        return by_form

    def _look_through(self, form: str, pack: PackSummary) -> None:
        """All that a mix asks about the same quotes of a pack, so that nothing else of it is missing."""
        alike = Offers(
            self._view, random.Random(self._sample), History(sample=self._sample), self._page, forms=self._forms,
            beside=self._beside,
        )  # fmt: skip
        for other in dict.fromkeys((form, *self._forms)):
            alike.of(other, pack)

    def all(self, kind: str, pack: PackSummary) -> Iterator[Choice]:
        """All items of a kind, a handful after the other."""
        best = self._best_first(self._found(kind, pack, self._rng))
        # What was said in so many words is more of a question than how often something was.
        yield from sorted(best, key=lambda choice: choice.item.unit == TIMES) if KINDS[kind].make is None else best

    def with_options(self, choice: Choice) -> Iterator[Choice]:
        """What asks for the same of the same quote, and is pressed."""
        number, kind = choice.number, known_kind(choice.item)
        if number is None or KINDS[kind].make is None:
            return
        for pack in self._view.library.packs.values():
            if pack.info.id == self._view.number(number).pack_id:
                yield from (o for o in self.of(kind, pack) if o.number == number and o.item.key == choice.item.key)

    def _found(
        self, kind: str, pack: PackSummary, looked_at: random.Random, most: int | None = None, first: int = 0
    ) -> Iterator[Choice]:
        offers = self._view.offers(kind, [pack], looked_at, most, first, beside=self._beside)
        return (
            Choice(item, number, worth + self._favour(item, number), CHANCE * self._rng.random())
            for item, number, worth in offers
        )

    def _best_first(self, offers: Iterator[Choice]) -> Iterator[Choice]:
        while handful := list(islice(offers, HANDFUL)):
            yield from self.best_first(handful, lambda choice: choice.worth + choice.luck)

    def places(self, history: History) -> Sequence[int]:
        """The numbers of what this game asked about."""
        return self._view.numbers_of(sorted(history.game_quotes))

    @property
    def library(self) -> Library:
        """Where the packs are from."""
        return self._view.library

    def best_first(self, choices: Iterable[Choice], value: Callable[[Choice], float]) -> Sequence[Choice]:
        """By what they are worth; but of the few of one form that are nearly the best any comes first."""
        return varied([(value(choice), choice) for choice in choices], alike=_alike, luck=lambda choice: choice.luck)


def _alike(one: Choice, other: Choice) -> bool:
    return form_of(one.item) == form_of(other.item)
