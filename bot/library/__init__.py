"""Packs of quotes: reading and keeping them, finding and showing what was said."""
