"""The parts of the query language: its signs, its fields, its dates."""
