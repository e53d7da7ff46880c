"""Markdown as kramdown reads it, on top of Python-Markdown."""
