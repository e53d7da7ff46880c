"""What the text of a file means."""
