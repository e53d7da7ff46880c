"""The right pane: the page of an article."""
