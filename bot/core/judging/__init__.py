"""Whether a typed answer is right, as a fair host would say: against what else it could be, not by one threshold.

ACCEPT counts, PROMPT asks to be more exact, REJECT does not count; each with a reason that is a stable code.
"""

from collections.abc import Sequence

from bot.core.judging.names import is_name, judge_name
from bot.core.judging.normal import strip_question
from bot.core.judging.phrases import judge_phrase
from bot.core.judging.verdict import Judgement, Verdict
from content.text import fold

__all__ = ["ANSWER_LIMIT", "Judgement", "Verdict", "judge"]

ANSWER_LIMIT = 200


def judge(*, key: str, accept: Sequence[str] = (), rivals: Sequence[str] = (), answer: str) -> Judgement:
    """Judge an answer against the key, its other accepted forms, and the rivals (other speakers, or distractors).

    An answer over 200 characters is refused before anything is compared. Never raises.
    """
    if len(answer) > ANSWER_LIMIT:
        return Judgement(Verdict.REJECT, "too-long")
    said = strip_question(answer)
    if not any(c.isalnum() for c in fold(said)):
        return Judgement(Verdict.REJECT, "empty")
    own = {fold(key), *map(fold, accept)}
    if fold(said) in own:
        return Judgement(Verdict.ACCEPT, "exact" if fold(said) == fold(key) else "alias")
    others = [r for r in rivals if fold(r) not in own]
    if is_name(key):
        return judge_name((key, *accept), others, said)
    # "It's" may begin the phrase itself, so the whole answer has its chance too.
    forms = dict.fromkeys((said, answer.strip()))
    return max((judge_phrase((key, *accept), others, form) for form in forms), key=lambda j: j.verdict.rank)
