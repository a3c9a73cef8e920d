"""The database: SQLite embedded, PostgreSQL beside it, one schema and one suite of promises (bot.ports) for both."""
