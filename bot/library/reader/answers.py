"""What a process that reads one document is asked for, and what it answers."""

# Answers: what was read; a ContentError; out of memory; an error of ours, by its kind and place.
READ, REFUSED, MEMORY, FAILED = "read", "refused", "memory", "failed"
# What is to be read.
DOCUMENT, FEED = "document", "feed"
