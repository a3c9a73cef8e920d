"""Whether SQLite's log beside a database is whole, as far as that can be told.

SQLite takes the log to end before the first frame whose checksum is wrong, and says nothing: what was committed after
it is gone. Where frames follow that are right, it was damaged. A log that was only cut short, or that ends with a
damaged frame, looks as if the process had died a moment earlier: nobody can tell. https://sqlite.org/walformat.html
"""

import struct
from itertools import pairwise
from pathlib import Path

_HEADER, _FRAME = 32, 24
# Beyond what the bot lets it grow to by far; a longer one is not looked at.
_LONGEST = 256_000_000
_MAGIC = {0x377F0682: "<", 0x377F0683: ">"}
Sum = tuple[int, int]
DAMAGED = (
    "{log} is damaged: what was written last into {path} is lost from there on. Stop Quoth, keep a copy of both, and "
    "compare with your newest backup; once quoth run or quoth whosaid has opened it, the database counts as it is."
)


def is_damaged(log: Path) -> bool:
    """Whether frames that are right follow one that is wrong; looked at twice, for somebody may be writing."""
    return _wrong_at(log) is not None and _wrong_at(log) == _wrong_at(log)


def _wrong_at(log: Path) -> int | None:
    try:
        data = log.read_bytes() if _HEADER < log.stat().st_size < _LONGEST else b""
    except OSError:
        return None
    if not data:
        return None
    order = _MAGIC.get(int.from_bytes(data[:4]))
    size = int.from_bytes(data[8:12])
    begun: Sum = struct.unpack(">II", data[24:32])
    if order is None or size not in _PAGES or _sum(data[:24], order, (0, 0)) != begun:
        return 0
    frames = [data[at : at + _FRAME + size] for at in range(_HEADER, len(data) - _FRAME - size + 1, _FRAME + size)]
    seeds = [begun, *(_kept(frame) for frame in frames)]
    right = [
        frame[8:16] == data[16:24] and _sum(frame[_FRAME:], order, _sum(frame[:8], order, seed)) == _kept(frame)
        for seed, frame in zip(seeds, frames, strict=False)
    ]
    # After the log was begun anew frames of the one before may follow: theirs are other salts.
    return next((at for at, (this, _) in enumerate(pairwise(right)) if not this and any(right[at + 1 :])), None)


_PAGES = frozenset(512 << power for power in range(8))


def _kept(frame: bytes) -> Sum:
    kept: Sum = struct.unpack(">II", frame[16:_FRAME])
    return kept


def _sum(data: bytes, order: str, seed: Sum) -> Sum:
    """The checksum of SQLite's log, going on from another."""
    one, two = seed
    words = struct.unpack(f"{order}{len(data) // 4}I", data)
    for first, second in zip(words[::2], words[1::2], strict=True):
        one = (one + first + two) & 0xFFFFFFFF
        two = (two + second + one) & 0xFFFFFFFF
    return one, two
