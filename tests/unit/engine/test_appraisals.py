"""What a model that knows the order of words tells of quotes: in the background, kept as numbers, never in the way."""

import asyncio
import errno
from collections.abc import Iterable
from dataclasses import replace
from math import nan
from pathlib import Path

import pytest

from bot.library.appraisals import Appraisals, blended
from bot.library.contents import LibraryContents
from bot.library.model import NumberedQuote, StoredPack
from bot.meaning.reranker import Appraisal
from content.items import Offer
from content.model import Item
from tests.builders import pack, stored

TEXTS = ("The first of the plans was about tea.", "The second of the plans was about fire.", "Fire!")


class LikesFire:
    """A model that thinks much of fire."""

    version = "fire-1"
    forms: tuple[str, ...] = ("who-said", "bluff typed")

    def __init__(self, most: int | None = None) -> None:
        self.asked: list[str] = []
        self.most = most
        self.rested = 0

    def appraise(self, texts: Iterable[str]) -> list[Appraisal]:
        """More for it, and for rounds of whose line it is; nobody wants to end it."""
        said = list(texts)
        self.asked += said
        likes = ("fire" in text.casefold() for text in said)
        return [Appraisal(2.0, (0.25, -0.5)) if one else Appraisal(-2.0, (0.0, 0.0)) for one in likes]

    def rest(self) -> None:
        """Counted."""
        self.rested += 1


def of(pack_id: int = 1, language: str = "en") -> StoredPack:
    """A pack of three quotes, which score alike."""
    made = pack("talk", *TEXTS)
    quotes = tuple(replace(q, score=0.5) for q in made.quotes)
    kept = stored(pack_id, replace(made, quotes=quotes), first=7)
    return replace(kept, info=replace(kept.info, language=language))


def scored(model: LikesFire, folder: Path | None = None) -> Appraisals:
    """By that model."""
    return Appraisals(model, folder)


async def told(made: Appraisals, one: StoredPack) -> None:
    """Once it is known."""
    made.begin([one])
    while made.of(one) is None:  # noqa: ASYNC110 - nothing tells it
        await asyncio.sleep(0.005)


def about_it(kind: str, about: NumberedQuote) -> Offer:
    """A round of that kind about a quote."""
    options = ("Ada", "Ben") if kind == "who-said" else ()
    return Offer(
        Item(
            id=kind, quote_id=about.quote.id, kind=kind, stem="?", stimulus="…", options=options, key="Ada", accept=()
        ),
        0.0,
    )


async def test_quotes_are_ranked_anew_once_the_model_read_them() -> None:
    """Until then by what they scored when they came."""
    made, one = scored(LikesFire()), of()
    contents = LibraryContents([one], None, made.of)
    assert [q.score for q in contents.ranked(1)] == [0.5, 0.5, 0.5]

    await told(made, one)
    ranked = sorted(contents.ranked(1), key=lambda q: -q.score)

    assert {q.number for q in ranked[:2]} == {8, 9}
    assert [score > 0.5 for _, score in contents.scores(1)] == [False, True, True]
    await made.close()


async def test_rounds_about_a_quote_are_worth_more_or_less_once_it_was_read() -> None:
    """Of the forms that the model tells of; never less than nothing nor more than all."""
    made, one = scored(LikesFire()), of()
    contents, about = LibraryContents([one], None, made.of), one.quotes[1]
    said, cut = (replace(about_it(kind, about), worth=w) for kind, w in (("who-said", 0.9), ("bluff", 0.4)))
    other = replace(about_it("in-order", about), worth=0.5)
    assert list(contents.as_read([said, cut, other], about)) == [said, cut, other]

    await told(made, one)

    assert [offer.worth for offer in contents.as_read([said, cut, other], about)] == [1.0, 0.0, 0.5]
    assert [offer.worth for offer in contents.as_read([said], one.quotes[0])] == [0.9]
    await made.close()


async def test_a_folder_keeps_what_was_told(tmp_path: Path) -> None:
    """As numbers; for other words the model is asked again, and a pack that is gone leaves nothing."""
    first, one = scored(LikesFire(), tmp_path), of()
    await told(first, one)
    await first.close()

    model = scored(later := LikesFire(), tmp_path)
    await told(model, one)
    assert (later.asked, model.of(one)) == ([], first.of(one))
    changed = replace(one, quotes=one.quotes[:2], passages=of().passages)
    await told(model, changed)
    assert later.asked == list(TEXTS[:2])

    assert await model.kept() == {1}
    await model.forget(frozenset({1}))
    assert await model.kept() == frozenset()
    await model.close()


async def test_what_fails_or_is_in_another_language_keeps_its_score(caplog: pytest.LogCaptureFixture) -> None:
    """A model that fails is told once, and is not asked about that pack again."""

    class Failing(LikesFire):
        def appraise(self, texts: Iterable[str]) -> list[Appraisal]:
            self.asked += texts
            raise RuntimeError("no memory")

    made, one, german = scored(model := Failing()), of(1), of(2, "de")
    for _ in range(3):
        made.begin([one, german])
        while "could not be read" not in caplog.text:  # noqa: ASYNC110 - nothing tells it
            await asyncio.sleep(0.005)

    assert (made.of(one), made.of(german)) == (None, None)
    assert model.asked == list(TEXTS)
    await made.close()


async def test_a_slow_model_reads_the_best_alone_and_rests_then() -> None:
    """The others keep the score they have."""
    made, one = scored(model := LikesFire(most=2)), of()
    quotes = tuple(
        replace(q, quote=replace(q.quote, score=s)) for q, s in zip(one.quotes, (0.2, 0.6, 0.5), strict=True)
    )
    one = replace(one, quotes=quotes)

    await told(made, one)
    while not model.rested:  # noqa: ASYNC110 - nothing tells it
        await asyncio.sleep(0.005)

    assert sorted(model.asked) == sorted(TEXTS[1:])
    appraisal = made.of(one)
    assert appraisal is not None
    scores = appraisal.scores
    assert set(appraisal.rounds["who-said"]) == {8, 9}
    assert scores[7] == pytest.approx(0.2)
    assert min(scores[8], scores[9]) > 0.6
    await made.close()


async def test_samples_keep_their_scores() -> None:
    """People chose what is in them."""
    made, one = scored(model := LikesFire()), of()
    sample = replace(of(2), info=replace(of(2).info, sample=True))
    made.begin([sample])
    await told(made, one)

    assert (model.asked, made.of(sample)) == (list(TEXTS), None)
    await made.close()


async def test_where_no_process_can_be_had_a_line_says_so(caplog: pytest.LogCaptureFixture) -> None:
    """And the scores stay."""

    class Scarce(LikesFire):
        def appraise(self, texts: Iterable[str]) -> list[Appraisal]:
            raise OSError(errno.EMFILE, "Too many open files")

    made, one = scored(Scarce()), of()
    made.begin([one])
    while "keep the scores they have" not in caplog.text:  # noqa: ASYNC110 - nothing tells it
        await asyncio.sleep(0.005)

    assert "ulimit -n allows more" in caplog.text
    assert (made.of(one), "Traceback" in caplog.text) == (None, False)
    await made.close()


@pytest.mark.parametrize(
    ("score", "model", "both"),
    [
        (0.4, nan, 0.4),
        (0.5, 0.0, 0.5),
        (0.5, 2.0, 0.786),
        (0.5, -2.0, 0.214),
        (0.8, 0.0, 0.619),
        (0.8, 1.386, 0.8),
        (1.0, -3.0, 1.0),
        (0.0, 3.0, 0.0),
    ],
)
def test_both_count(score: float, model: float, both: float) -> None:
    """The model more; what somebody pinned stays."""
    assert blended(score, model) == pytest.approx(both, abs=0.001)
