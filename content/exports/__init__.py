"""Packs in the forms of other programs."""
