"""Whether a search says the opposite of what was said."""

import pytest

from bot.library.lookup import terms
from bot.library.lookup.contrary import contradicts


@pytest.mark.parametrize(
    ("search", "said", "opposite"),
    [
        # An opposite beside the same words.
        ("tea last", "Tea first, decisions later.", True),
        ("tea first", "Tea first, decisions later.", False),
        ("the old plan", "The new plan burns.", True),
        ("plan is old", "The new plan burns.", True),
        # Beside other words it is about something else; where both are said, nobody knows.
        ("the old kettle", "The new plan burns and there is some tea left in the kettle.", False),
        ("the old plan", "The new plan is an old plan.", False),
        ("old and new plans", "The new plans burn.", False),
        ("cheap tea", "Expensive tea is no better.", True),
        ("cheap", "Expensive tea.", False),
        # Denied here and not there.
        ("nobody reads the plan", "Everybody reads the plan.", True),
        ("nobody reads the plan", "We do not read the plan, and nobody reads it.", False),
        ("the plan is not read", "The plan is read every day.", True),
        ("no kettle", "Two plans and no kettle.", False),
        ("never restored", "A backup that was restored.", True),
        ("never restored", "A backup that has never been restored.", False),
        ("nicht gelesen", "Der Plan wird gelesen.", True),
        ("nunca", "Nunca leemos el plan.", False),
        # Said of all here, denied there.
        ("everybody reads the plan", "Nobody reads the plan.", True),
        ("everybody reads the plan", "Everybody says that nobody reads the plan.", False),
        ("everybody reads the plan", "Nobody here ever reads the plan.", True),
        # Right before the word, that is: further away a no is an answer.
        ("everybody reads the plan", "No, she said, he reads the plan.", False),
        ("always restored", "A backup that has never been restored.", True),
        ("all reads", "One reads it.", False),
        # What is denied is near the word, and far from it something else is.
        ("nobody reads the plan", "Not that I mind, but in our house on the hill everybody reads the plan.", True),
        # A word alone is about nothing.
        ("nobody", "Everybody reads the plan.", False),
        ("the lamp is not out", "Nobody reads the plan.", False),
        ("", "Nobody reads the plan.", False),
    ],
)
def test_the_opposite(search: str, said: str, opposite: bool) -> None:
    """By pairs of words, and by what is denied."""
    assert contradicts(terms(search), terms(said)) is opposite
