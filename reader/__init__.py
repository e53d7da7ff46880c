"""Newsfold: a desktop news reader for a folder of articles."""

__version__ = "0.1.0"
