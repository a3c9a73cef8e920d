"""The static embedder of bot/meaning/english: a table that imitates a teacher, made by `make model-embedder`."""
