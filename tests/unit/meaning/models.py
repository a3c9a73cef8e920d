"""A model that can be looked through: each word has a direction of its own, some the same."""

import json
from array import array
from pathlib import Path

WORDS = ("[UNK]", "tea", "coffee", "plan", "##s", "fire", "not", "?")
ROWS = ((0, 0, 0), (100, 10, 0), (90, 0, 20), (0, 120, 0), (0, 5, 0), (0, 0, 127), (-60, -60, -60), (1, 1, 1))


def make_model(folder: Path, **facts: object) -> Path:
    """A whole one; `facts` stand instead of what it would say of itself."""
    folder.mkdir(exist_ok=True)
    told = {"format": 1, "name": "toy", "language": "en", "dimension": 3, "source": "made up", **facts}
    (folder / "model.json").write_text(json.dumps(told))
    (folder / "vocabulary.txt").write_text("\n".join(WORDS) + "\n")
    (folder / "rows.bin").write_bytes(array("b", [n for row in ROWS for n in row]).tobytes())
    (folder / "scales.bin").write_bytes(array("f", [0.01] * len(WORDS)).tobytes())
    return folder
