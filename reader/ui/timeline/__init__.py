"""The middle pane: the list of articles."""
