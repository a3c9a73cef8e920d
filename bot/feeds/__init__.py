"""Podcasts that are followed: their feeds are looked at, and what has a transcript comes in by itself."""
