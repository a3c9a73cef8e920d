"""The searches that retell what talks say: whatever is quoted of a talk, the passage of each is still found in it."""

from tests.benchmarks.meanings import ELSEWHERE, OTHERS, ours, retellings, talks
from tests.shared import needs


@needs(OTHERS)
def test_every_retelling_has_a_right_answer() -> None:
    """Else the benchmarks of meaning and of strictness, whose figures models/README.md shows, would end midway."""
    known = talks()
    retold = [*retellings(known), *ours(known, ELSEWHERE)]

    assert len(retold) == 199
    assert all(one.right for one in retold)
