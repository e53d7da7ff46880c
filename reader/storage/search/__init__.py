"""The index of texts: what the indexer writes, and what is looked up in it.

It lies beside the catalog, in a folder named by its own version and by the catalog whose numbers it holds: an
index of another one is none. Terms come with blanks between (see `reader.content.searchable`); what a
query means is decided above.
"""
