"""Searching: from a query to the articles that fit it, and to the words of each that do."""
