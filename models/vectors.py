"""`make model-words`: which words stand in like company, as short vectors, from talks with a licence.

The talks are the clones in the folder that QUOTH_TALKS names (models/README.md). Needs models/requirements.txt; the
vectors lie in models/word_vectors.tsv.gz, so that fitting a score needs neither these nor the clones.
"""

import base64
import gzip
import hashlib
import os
import re
import sys
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from content.text import words

VECTORS = Path(__file__).parent / "word_vectors.tsv.gz"
# Talks that nobody looks at before the end: neither read here nor rated to learn from.
KEPT_BACK = (
    "transcripts/gotime/go-time-14.md",
    "transcripts/podcast/the-changelog-660.md",
    "transcripts/friends/changelog--friends-106.md",
    "transcripts/practicalai/practical-ai-151.md",
    "bitcointranscripts/sf-bitcoin-meetup/2019-03-15-partially-signed-bitcoin-transactions.md",
    "bitcointranscripts/bitcoin-explained/scaling-to-billions-of-users.md",
)
CLONES = ("transcripts", "bitcointranscripts")
VOCABULARY, SIZE, WINDOW = 8_000, 64, 6
_MARK = re.compile(r"\\?\[[^\]\n]{0,40}\\?\]|^\*\*[^*\n]+\*\*", re.MULTILINE)
# A translation is no English, what a folder holds is no talk.
_OTHER = re.compile(r"\.[a-z]{2}\.md$|/_index|README|/\.")


def main() -> None:
    """Count, reduce, write."""
    import numpy as np
    from scipy.sparse import coo_matrix, csr_matrix
    from sklearn.utils.extmath import randomized_svd

    folder = Path(os.environ.get("QUOTH_TALKS", ""))
    if not all((folder / c).is_dir() for c in CLONES):
        sys.exit(f"QUOTH_TALKS names no folder with {' and '.join(CLONES)}; models/README.md tells of both.")
    said = [w for text in _talks(folder) for w in _said(text)]
    counts = Counter(w for w in said if w)
    known = [w for w, _ in counts.most_common(VOCABULARY)]
    place = {w: i for i, w in enumerate(known)}
    row = np.array([place.get(w, -1) for w in said])
    shape = (VOCABULARY, VOCABULARY)
    beside = csr_matrix(shape, dtype=np.float32)
    for apart in range(1, WINDOW + 1):
        one, other = row[:-apart], row[apart:]
        both = (one >= 0) & (other >= 0)
        near = np.full(both.sum(), apart**-0.5, dtype=np.float32)
        beside += coo_matrix((near, (one[both], other[both])), shape=shape).tocsr()
    beside = (beside + beside.T).tocoo()
    total = np.asarray(beside.sum(axis=1)).ravel()
    smooth = total**0.75 / (total**0.75).sum()
    surprise = np.maximum(np.log(beside.data / (total[beside.row] * smooth[beside.col])), 0)
    left, strength, _ = randomized_svd(csr_matrix((surprise, (beside.row, beside.col)), shape=shape), SIZE, n_iter=4,
        random_state=0)  # fmt: skip
    vectors = left * np.sqrt(strength)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9
    whole = sum(counts.values())
    # A common word tells little: its vector is shortened by its frequency.
    vectors *= np.array([1e-3 / (1e-3 + counts[w] / whole) for w in known])[:, None]
    rows = np.clip(np.round(vectors * 127 / np.abs(vectors).max()), -127, 127).astype(np.int8)
    lines = [f"{w}\t{base64.b85encode(v.tobytes()).decode()}" for w, v in zip(known, rows, strict=True)]
    VECTORS.write_bytes(gzip.compress("\n".join(lines).encode(), mtime=0))


def _talks(folder: Path) -> Iterator[str]:
    """The texts of all talks but those kept back, in the order of their names."""
    for clone in CLONES:
        for path in sorted((folder / clone).rglob("*.md")):
            name = path.relative_to(folder).as_posix()
            # Half of them tell as much as all.
            if name not in KEPT_BACK and not _OTHER.search(name) and hashlib.sha256(name.encode()).digest()[0] % 2:
                yield path.read_text("utf-8")


def _said(text: str) -> Iterator[str]:
    """The words; "" stands between paragraphs, further than words look."""
    for paragraph in _MARK.sub("", text).split("\n\n"):
        yield from words(paragraph)
        yield from [""] * WINDOW


@cache
def word_vectors() -> dict[str, list[int]]:
    """The vectors that were made."""
    found = {}
    for line in gzip.decompress(VECTORS.read_bytes()).decode().split("\n"):
        word, _, coded = line.partition("\t")
        found[word] = [b - 256 if b > 127 else b for b in base64.b85decode(coded)]
    return found


if __name__ == "__main__":
    main()
