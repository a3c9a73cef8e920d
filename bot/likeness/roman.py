"""Roman numerals."""

import re

_ROMAN = {"m": 1000, "d": 500, "c": 100, "l": 50, "x": 10, "v": 5, "i": 1}
_WELL_FORMED = re.compile("m{0,3}(cm|cd|d?c{0,3})(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})")


def roman(word: str) -> int:
    """The number a Roman numeral stands for; 0 for any other word."""
    low = word.lower()
    if not low or len(low) > 15 or not _WELL_FORMED.fullmatch(low):
        return 0
    values = [_ROMAN[c] for c in low]
    return sum(-v if v < after else v for v, after in zip(values, [*values[1:], 0], strict=True))
