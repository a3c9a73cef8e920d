"""Transcript formats, told by content: one module a format; known.py is the table of them.

A format offers `recognises(document) -> bool` and `read(document) -> Transcript`; the first that recognises a document
reads it. A Word document is first turned into lines (docx.py) and then told like any other text.
"""
