"""Greenward: green procurement for public institutions, from a need to a supervised record."""

__version__ = "0.1.0"
