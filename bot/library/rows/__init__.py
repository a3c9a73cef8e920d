"""The library's rows in the database."""
