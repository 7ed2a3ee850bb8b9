"""The library's SQLite database: the only place with SQL on it. Migrations, repositories, undo, integrity."""
