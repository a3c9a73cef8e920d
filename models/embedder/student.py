"""The student: a row for each piece of a word, so that the mean of a sentence's rows points where the teacher does."""

from collections.abc import Sequence

import numpy as np
import torch
from torch.nn import functional

DIMENSION, _ROUNDS, _BATCH = 256, 5, 768
_FASTEST, _LEFT_OUT, _WARMTH = 0.006, 0.15, 0.05
# How fast a piece's start loses weight with how common it is.
_COMMON = 1e-3


def train(sentences: Sequence[Sequence[int]], taught: np.ndarray, pieces: np.ndarray) -> np.ndarray:
    """The table. `taught` are the teacher's vectors of the sentences, `pieces` those of each piece alone."""
    torch.manual_seed(0)
    torch.set_num_threads(1)
    directions = np.linalg.eigh(taught.T @ taught)[1][:, ::-1][:, :DIMENSION]
    wanted = functional.normalize(torch.from_numpy(taught @ directions), dim=1)
    counts = np.bincount(np.concatenate([np.array(s) for s in sentences]), minlength=len(pieces))
    weight = _COMMON / (_COMMON + counts / counts.sum())
    start = ((pieces - pieces.mean(0)) @ directions) * weight[:, None]
    table = torch.nn.Parameter(torch.from_numpy(start.astype(np.float32)))
    steps = len(sentences) // _BATCH
    pace = torch.optim.Adam([table], lr=_FASTEST)
    change = torch.optim.lr_scheduler.OneCycleLR(pace, max_lr=_FASTEST, total_steps=_ROUNDS * steps)
    for number in range(_ROUNDS):
        order = torch.randperm(len(sentences)).tolist()
        for step in range(steps):
            some = order[step * _BATCH : (step + 1) * _BATCH]
            loss = _loss(table, [sentences[i] for i in some], wanted[some])
            pace.zero_grad()
            loss.backward()
            pace.step()
            change.step()
        print(f"  round {number + 1} of {_ROUNDS}: loss {float(loss):.3f}", flush=True)
    found: np.ndarray = table.detach().numpy()
    return found


def _loss(table: torch.Tensor, said: Sequence[Sequence[int]], wanted: torch.Tensor) -> torch.Tensor:
    """How far the directions are from the teacher's, and how differently alike the sentences are among themselves."""
    places = torch.tensor([piece for sentence in said for piece in sentence])
    rows = torch.repeat_interleave(torch.arange(len(said)), torch.tensor([len(s) for s in said]))
    kept = torch.rand(len(places)) > _LEFT_OUT
    summed = torch.zeros(len(said), DIMENSION).index_add(0, rows[kept], table[places[kept]])
    found = functional.normalize(summed, dim=1, eps=1e-6)
    itself = torch.eye(len(said), dtype=torch.bool)
    ours, theirs = (functional.log_softmax((v @ v.T / _WARMTH).masked_fill(itself, -1e4), 1) for v in (found, wanted))
    apart = functional.kl_div(ours, theirs, log_target=True, reduction="batchmean")
    return (1 - (found * wanted).sum(1)).mean() + apart
