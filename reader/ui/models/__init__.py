"""Thin Qt models over the library's shelves."""
