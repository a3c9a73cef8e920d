"""How much may be brought in, and when more fits in again."""

from datetime import timedelta

import pytest

from bot.library.file_refusals import ImportsUsedUp
from bot.library.quota import ImportRecord, Quota, check
from tests.builders import NOON

QUOTA = Quota(imports_per_hour=2, mb_per_day=10, workspace_mb_per_day=20)
MB = 1_000_000


def ago(minutes: float, megabytes: float = 1, *, counts: bool = True) -> ImportRecord:
    """What somebody brought in."""
    return ImportRecord(NOON - timedelta(minutes=minutes), int(megabytes * MB), counts)


@pytest.mark.parametrize(
    ("theirs", "workspace", "megabytes"),
    [
        ([], [], 10),
        ([ago(1)], [], 9),
        ([ago(60), ago(61), ago(62)], [], 1),
        # What was refused for what it is takes its room alone.
        ([ago(1, counts=False), ago(2, counts=False), ago(3)], [], 1),
        ([ago(24 * 60, 10)], [ago(24 * 60, 20)], 10),
        ([], [ago(1, 19)], 1),
    ],
)
def test_what_fits_in(theirs: list[ImportRecord], workspace: list[ImportRecord], megabytes: int) -> None:
    """An hour and a day reach back from now: what is so old counts no more."""
    check(QUOTA, theirs, workspace, megabytes * MB, NOON)


@pytest.mark.parametrize(
    ("theirs", "workspace", "megabytes", "what", "limit", "minutes"),
    [
        ([ago(50), ago(20)], [], 1, "imports", 2, 10),
        # The older one of three has to go, and the second.
        ([ago(50), ago(30), ago(20)], [], 1, "imports", 2, 30),
        ([ago(20), ago(50)], [], 1, "imports", 2, 10),
        ([ago(90, 4), ago(70, 6)], [], 1, "mine", 10, 24 * 60 - 90),
        ([ago(90, 4), ago(70, 6)], [], 5, "mine", 10, 24 * 60 - 70),
        ([ago(30, 10, counts=False)], [], 1, "mine", 10, 24 * 60 - 30),
        ([], [ago(90, 15), ago(80, 5)], 1, "workspace", 20, 24 * 60 - 90),
        # It will never fit in; a day is as long as one can say.
        ([], [], 11, "mine", 10, 24 * 60),
    ],
)
def test_what_does_not_fit_in_is_told_with_the_time_until_it_does(
    theirs: list[ImportRecord], workspace: list[ImportRecord], megabytes: int, what: str, limit: int, minutes: int
) -> None:
    """Imports an hour first, then a person's bytes, then the workspace's."""
    with pytest.raises(ImportsUsedUp) as refused:
        check(QUOTA, theirs, workspace, megabytes * MB, NOON)

    assert refused.value.facts == {"what": what, "limit": limit, "wait": timedelta(minutes=minutes)}
