"""What a process of several does on one database: hear people, do what is due, or both."""

from datetime import timedelta
from enum import Enum

# So long after its time a round stays open whose answers another process hears: one that came in time is kept by then.
ELSEWHERE = timedelta(seconds=1)


class Role(Enum):
    """What `quoth run --role` may be."""

    ALL = "all"
    INGRESS = "ingress"
    WORKER = "worker"

    @property
    def hears(self) -> bool:
        """Whether people are heard and answered."""
        return self is not Role.WORKER

    @property
    def works(self) -> bool:
        """Whether what is due is done, and what is written is sent."""
        return self is not Role.INGRESS

    @property
    def patience(self) -> timedelta:
        """How long after its time a round is closed."""
        return timedelta() if self.hears else ELSEWHERE
