"""All cards in a table: found by a query, sorted by any column, changed many at a time."""
