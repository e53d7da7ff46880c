"""Newsfold: a desktop news reader for a folder of articles."""
