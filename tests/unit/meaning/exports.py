"""A tiny sentence-transformer in ONNX that can be looked through: a row for each word, and no layer above it.

Written field by field as onnx.proto numbers them, so that no library for making models is needed.
"""

import json
from array import array
from pathlib import Path

WORDS = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "tea", "coffee", "plan", "fire")
ROWS = ((0, 0, 0), (0, 0, 0), (0, 0, 0), (0, 0, 0), (1, 0.1, 0), (0.9, 0, 0.2), (0, 1, 0), (0, 0, 1))
_FLOAT, _INT64 = 1, 7


def make_export(folder: Path, *, fed: str = "input_ids", rows: tuple[tuple[float, ...], ...] = ROWS) -> Path:
    """A whole folder as exporters leave it."""
    folder.mkdir(exist_ok=True)
    (folder / "model.onnx").write_bytes(_model(fed, rows))
    tokenizer: dict[str, object] = {
        "version": "1.0", "added_tokens": [], "truncation": None, "padding": None, "post_processor": None,
        "decoder": None, "normalizer": {"type": "Lowercase"}, "pre_tokenizer": {"type": "Whitespace"},
        "model": {"type": "WordLevel", "unk_token": "[UNK]", "vocab": {word: n for n, word in enumerate(WORDS)}},
    }  # fmt: skip
    (folder / "tokenizer.json").write_text(json.dumps(tokenizer))
    (folder / "config.json").write_text(json.dumps({"hidden_size": len(rows[0]), "_name_or_path": "somebody/tea"}))
    (folder / "README.md").write_text("---\nlanguage: en\nlicense: mit\n---\n# Tea\n")
    return folder


def _model(fed: str, rows: tuple[tuple[float, ...], ...]) -> bytes:
    table = b"".join(map(_number, [1] * 2, (len(rows), len(rows[0])))) + _number(2, _FLOAT) + _bytes(8, b"rows")
    table += _bytes(9, array("f", [n for row in rows for n in row]).tobytes())
    node = _bytes(1, b"rows") + _bytes(1, fed.encode()) + _bytes(2, b"last_hidden_state") + _bytes(4, b"Gather")
    shown = _bytes(11, _told(fed, _INT64, "batch", "sequence"))
    given = _bytes(12, _told("last_hidden_state", _FLOAT, "batch", "sequence", "width"))
    graph = _bytes(1, node) + _bytes(2, b"tea") + _bytes(5, table) + shown + given
    return _number(1, 8) + _bytes(7, graph) + _bytes(8, _number(2, 13))


def _told(name: str, kind: int, *sizes: str) -> bytes:
    shape = b"".join(_bytes(1, _bytes(2, size.encode())) for size in sizes)
    return _bytes(1, name.encode()) + _bytes(2, _bytes(1, _number(1, kind) + _bytes(2, shape)))


def _number(field: int, value: int) -> bytes:
    return _packed(field << 3) + _packed(value)


def _bytes(field: int, value: bytes) -> bytes:
    return _packed(field << 3 | 2) + _packed(len(value)) + value


def _packed(value: int) -> bytes:
    found = bytearray()
    while value > 127:
        found.append(value & 127 | 128)
        value >>= 7
    return bytes([*found, value])
