"""The left pane: places, categories, tags and time."""
