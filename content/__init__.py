"""What the bot knows: transcript → turns → quotes → items → pack.

    reader.py       bytes of a file → Transcript (told by content; one module a format in formats/)
    quotes/         Transcript → quotes worth remembering, each with a score and its reasons
    items/          quotes → quiz items, every rule with a name
    packs.py        all of it as one Pack; the shipped ones lie in transcripts/ and packs/

Imports nothing of the bot, knows no platform and no database.
"""
