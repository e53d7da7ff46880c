"""What each site generator means by its files."""
