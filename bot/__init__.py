"""Quoth: the engine that holds quotes and items and answers about them. It knows no platform."""

__version__ = "0.1.0"
