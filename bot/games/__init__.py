"""Quiz games: their rules, their rounds, what is said in them."""
