"""Dialogs and panels that open over the window."""
