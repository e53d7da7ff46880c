"""Colours and style sheets from the theme folders."""
