"""Documents are read in processes of their own, each within limits: the Reader is in children.py.

Nothing is imported here, so that a child loads only what it reads with.
"""
