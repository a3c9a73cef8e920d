"""`make model-embedder`: teach the table on two cores in about ten minutes, and write bot/meaning/english anew."""

import json
import tempfile
from pathlib import Path

import numpy as np

from bot.meaning.table import ENGLISH, FACTS, FORMAT, ROWS, SCALES, VOCABULARY
from bot.meaning.wordpiece import WordPieces
from models.embedder import sources
from models.embedder.package import vocabulary
from models.embedder.student import DIMENSION, train
from models.embedder.teacher import Teacher

# Longer sentences cost three times as much and teach no more.
_MOST_PIECES = 21
_SOURCE = "all-MiniLM-L6-v2, imitated on sentences of public-domain and permissively licensed texts; see NOTICE"


def main() -> None:
    """Fetch, teach, train, write."""
    pieces = vocabulary()
    cut = WordPieces(pieces)
    with tempfile.TemporaryDirectory() as folder:
        every = [cut.of(sentence) for sentence in sources.sentences(Path(folder))]
    sentences = [said for said in every if 0 < len(said) <= _MOST_PIECES]
    print(f"{len(sentences):,} sentences", flush=True)
    teacher = Teacher()
    table = train(sentences, teacher.vectors(sentences), teacher.vectors([[piece] for piece in range(len(pieces))]))
    write(ENGLISH, table, pieces)


def write(folder: Path, table: np.ndarray, pieces: list[str]) -> None:
    """The table in signed bytes, each row in its own scale; pieces that no English text has are left out."""
    kept = [place for place, piece in enumerate(pieces) if piece.isascii() and not piece.startswith("[")]
    rows = table[kept]
    scales = (np.abs(rows).max(1) / 127 + 1e-12).astype("<f4")
    folder.mkdir(exist_ok=True)
    (folder / ROWS).write_bytes(np.round(rows / scales[:, None]).astype(np.int8).tobytes())
    (folder / SCALES).write_bytes(scales.tobytes())
    (folder / VOCABULARY).write_text("".join(f"{pieces[place]}\n" for place in kept), "utf-8")
    facts = {"format": FORMAT, "name": "quoth-en-1", "language": "en", "dimension": DIMENSION, "source": _SOURCE}
    (folder / FACTS).write_text(json.dumps(facts, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
