"""What a judge can say."""

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """ACCEPT counts; PROMPT: near, one more try; REJECT."""

    ACCEPT = "accept"
    PROMPT = "prompt"
    REJECT = "reject"

    @property
    def rank(self) -> int:
        """REJECT 0, PROMPT 1, ACCEPT 2."""
        return ("reject", "prompt", "accept").index(self.value)


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict and the code of its reason. `ask` is what a PROMPT asks back, "" for "be more exact"."""

    verdict: Verdict
    reason: str
    ask: str = ""
