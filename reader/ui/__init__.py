"""What the reader sees; the only package with Qt beside the app module."""
