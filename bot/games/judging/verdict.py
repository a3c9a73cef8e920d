"""What a judge can say."""

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """ACCEPT counts; PROMPT: one more try; REJECT. NEAR is a guess at a number that makes points and is not right."""

    ACCEPT = "accept"
    PROMPT = "prompt"
    NEAR = "near"
    REJECT = "reject"

    @property
    def rank(self) -> int:
        """REJECT 0, NEAR and PROMPT 1, ACCEPT 2."""
        return {"reject": 0, "accept": 2}.get(self.value, 1)


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict and the code of its reason. `ask` is what a PROMPT asks back, "" for "be more exact"."""

    verdict: Verdict
    reason: str
    ask: str = ""
