"""Quizzes of other programs, told by content: one module a format; each becomes hand-written items.

A format offers `recognises(document) -> bool` and `read(document) -> Quiz`; known.py is the table of them.
"""
