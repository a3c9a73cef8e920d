"""Passages of which readers would take the first for a quote, and hardly the second."""

BETTER_AND_WORSE = [
    (
        "I painted the harbour kettle red so that nobody would ever steal it again, and then I stole it myself.",
        "So I think the second thing there would be sort of the configuration file that we have for that one.",
    ),
    (
        "A committee is a machine that turns an hour of somebody's life into a paragraph that nobody reads.",
        "And with that we go to the next question, which is about the thing that you mentioned a bit earlier.",
    ),
    ("Nobody ever thanked a lighthouse, and it shone all the same.", "Yeah, yeah, right, and it was, it was that."),
]
