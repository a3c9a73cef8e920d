"""Sentences about nothing in particular: what anything that is said has in common, and how near what has nothing to do
with each other is to a model.
"""

from functools import lru_cache
from itertools import combinations
from statistics import fmean, pstdev
from typing import NamedTuple

from bot.meaning.directions import Directions
from bot.meaning.model import Embedder

SENTENCES = """
I think that is a good question, and I do not know the answer.
We had dinner at my sister's house on Sunday.
Then the train was late, so I walked the rest of the way.
You have to be patient if you want to learn it well.
They built the old bridge out of stone and timber.
My father used to say that you can never have enough rope.
The meeting was moved to next Thursday because nobody had time.
It cost more than we had planned, and it took twice as long.
She wrote a letter to the editor and never heard back.
The dog barks whenever somebody comes to the door.
There were about forty people in the room, most of them students.
If you mix the two colours you get a kind of green.
He plays the trumpet in a band at weekends.
The water in the lake was too cold to swim in.
I was surprised how quiet the city was at night.
What I liked most was the music at the end of the film.
Nobody told us that the rules had been changed.
The company sells machines that wash bottles.
In my first year I made a lot of mistakes.
The doctor said I should sleep more and drink less coffee.
We planted three apple trees behind the school.
It is hard to say whether that will work for everybody.
The team lost the match in the last minute.
So we sat down and talked about what to do next.
The law was passed without much of a debate.
People trust what they have seen with their own eyes.
Could you tell us a little about how it all began?
The computer had to be switched off and on again.
Every summer my grandmother made jam for the whole street.
The price of bread has gone up again this month.
He read the contract twice before he signed it.
Our neighbours are moving to the coast in spring.
You can see the stars better from the top of the hill.
I would rather do one thing well than three things badly.
The teacher asked the children to draw their favourite animal.
Most of the work was done by hand in those days.
The box was empty, although it had felt heavy.
They argued about money for most of the evening.
The answer is in the second chapter of the book.
That is all we have time for today, thank you very much.
""".strip().splitlines()


class Scale(NamedTuple):
    """How near sentences are to each other that have nothing in common: the mean of their cosines, and the spread."""

    mean: float
    spread: float


# Of all-MiniLM-L6-v2, on whose scale likenesses of strong models are told.
OF_MINILM = Scale(0.08, 0.089)


@lru_cache(maxsize=8)
def scale(embedder: Embedder) -> Scale:
    """That of a model."""
    made = everyday(embedder)
    near = Directions(b"".join(made), embedder.about.dimension)
    every = [near.likenesses(one) for one in made]
    cosines = [every[one][other] for one, other in combinations(range(len(made)), 2)]
    return Scale(fmean(cosines), pstdev(cosines))


@lru_cache(maxsize=8)
def everyday(embedder: Embedder) -> tuple[bytes, ...]:
    """Their directions."""
    size, made = embedder.about.dimension, embedder.vectors(SENTENCES)
    return tuple(made[first : first + size] for first in range(0, len(made), size))
