"""Lines that come often, in several forms. Which one is chance, and chance is an argument."""

import random

GREETINGS = (
    "Quoth here. I remember what was said, which makes me popular and feared in equal measure.",
    "Good day. I keep quotes the way a cellar keeps wine, only with less patience.",
    "Quoth, at your service: somebody said something once, and I was listening.",
    "Hello. I never forget a sentence; faces I have never seen.",
    "Quoth reporting. Whatever was said, I have it in writing.",
    "Welcome. I quote people accurately, a habit that has ended several friendships.",
)

# None of them may sound like right or wrong, or like taking something away.
RECORDED = (
    "Recorded: {answer}",
    "Noted: {answer}",
    "Written down: {answer}",
    "Answer noted: {answer}",
    "Your answer is in: {answer}",
    "On record: {answer}",
)

NOBODY_RIGHT = (
    "Nobody had it.",
    "Nobody got that one.",
    "Nobody had it this time.",
    "Nobody was right this time.",
    "Nobody had it. It happens to the best transcripts.",
)

NO_ANSWER = (
    "Nobody answered.",
    "Silence. A position, but not an answer.",
    "No answers came in.",
    "Nobody said anything, which is at least unquotable.",
    "The round passed without an answer.",
)

# To a single player.
NOT_IT = (
    "Not this time.",
    "That was not it.",
    "That answer was wrong.",
    "It was another.",
    "That was not the answer.",
)

NOT_FOUND = (
    "I found nothing like that. Try a few of the rarer words.",
    "Nothing like it is here. A rarer word or two would help.",
    "Nothing here comes near. Other words, perhaps?",
    "I found no match. The odder the words you remember, the better I search.",
    "I found no such words. /quotes packs shows what I look through.",
)

DAILY_LEADS = (
    "Quote of the day.",
    "Today's quote, fresh from the cellar.",
    "On the record, for today:",
    "Somebody said this once, and today it is your turn to hear it.",
    "The quote of the day has arrived, on time and unrepentant.",
    "Today, from the archives:",
    "A sentence to start with:",
)


def pick(lines: tuple[str, ...], rng: random.Random) -> str:
    """One of the lines."""
    return rng.choice(lines)
