"""The process that reads quotes with the lower layers of a transformer: texts come a line of JSON at a time, and so do
the scores. It gives way to everything else, and ends with its input.
"""

import json
import os
import sys
from array import array
from contextlib import suppress
from pathlib import Path

from bot.meaning.lower_layers import LowerLayers
from bot.meaning.matrices import dot
from bot.meaning.reranker import LayerWeights, read_weights

_NICE = 19


def main() -> None:
    """Score what comes."""
    folder, weights = Path(sys.argv[1]), read_weights(Path(sys.argv[2]))
    with suppress(AttributeError, OSError):
        os.nice(_NICE)
    scorer = LowerScorer(LowerLayers(folder), weights)
    for line in sys.stdin:
        sys.stdout.write(json.dumps([scorer.score(text) for text in json.loads(line)]) + "\n")
        sys.stdout.flush()


class LowerScorer:
    """What the last of some layers tells of a text's worth as a quote."""

    def __init__(self, layers: LowerLayers, weights: LayerWeights) -> None:
        (row,) = weights.rows.values()
        self._layers, self._told, self._row = layers, weights, array("f", row)

    def score(self, text: str) -> float:
        """The rating that readers would give it, in standard deviations from a passage drawn by chance."""
        rated = dot(self._layers.mean(text), self._row) + self._told.constant
        return (rated - self._told.middle) / self._told.spread
