"""The three stores: catalog, shelves and state; the only place with SQL."""
