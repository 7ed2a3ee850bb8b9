"""Use cases. A command returns what it changed, a query returns domain values. No Qt, no SQL, no Whoosh."""
