"""The archive folder: listing, reading, and which generator it belongs to."""
