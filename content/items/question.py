"""Whether something asks."""

import re

# “…, you know what I mean?” and “…, right?” ask for a nod: what was said before them is no question.
_NOD = re.compile(
    r"(?:[,;.…-]|--|–)\s*(?:(?:you )?(?:know|see|get) what I(?:['’]m| am)? ?(?:mean|say|saying)|you know|you see|right|"
    r"okay|ok|yeah|yes|no|huh|eh|correct|see|"
    r"(?:is|are|was|were|do|does|did|has|have|can|could|will|would|should)(?:n['’]t)? (?:it|he|she|they|you|we|I|that))"
    r"\?[\"”'’]*$",
    re.IGNORECASE,
)


def is_question(text: str) -> bool:
    """Whether it ends by asking."""
    return text.rstrip("”\"'’").endswith(("?", "？"))


def is_asking(text: str) -> bool:
    """Whether it asks for more than a nod."""
    return is_question(text) and _NOD.search(text) is None
