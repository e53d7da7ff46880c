"""What the reader can do: use cases, synchronous and free of Qt."""
