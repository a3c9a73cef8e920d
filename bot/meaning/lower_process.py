"""The process that reads quotes with the lower layers of a transformer: texts come a line of JSON at a time, and so
does what they tell. It gives way to everything else, and ends with its input.
"""

import json
import os
import sys
from array import array
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from bot.meaning.lower_layers import LowerLayers
from bot.meaning.matrices import dot
from bot.meaning.reranker import Appraisal, FormWeights, LayerWeights, read_round_weights, read_weights

_NICE = 19


def main() -> None:
    """Read what comes."""
    folder, weights, rounds = Path(sys.argv[1]), read_weights(Path(sys.argv[2])), read_round_weights(Path(sys.argv[3]))
    with suppress(AttributeError, OSError):
        os.nice(_NICE)
    reader = LowerAppraiser(LowerLayers(folder), weights, rounds)
    for line in sys.stdin:
        told = map(reader.read, json.loads(line))
        sys.stdout.write(json.dumps([(one.quote, *one.rounds) for one in told]) + "\n")
        sys.stdout.flush()


class LowerAppraiser:
    """What the last of some layers tells of a text."""

    def __init__(self, layers: LowerLayers, weights: LayerWeights, rounds: Mapping[str, FormWeights]) -> None:
        (row,) = weights.rows.values()
        self._layers, self._told, self._row = layers, weights, array("f", row)
        self._rounds = [(array("f", form.row), form.constant) for form in rounds.values()]

    def read(self, text: str) -> Appraisal:
        """What bot.meaning.reranker.QuoteReranker promises, of one."""
        mean = self._layers.mean(text)
        rated = dot(mean, self._row) + self._told.constant
        quote = (rated - self._told.middle) / self._told.spread
        return Appraisal(quote, tuple(dot(mean, row) + constant for row, constant in self._rounds))
