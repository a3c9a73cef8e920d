"""The database: SQLite embedded, PostgreSQL beside it, one schema and one suite of promises for both."""
