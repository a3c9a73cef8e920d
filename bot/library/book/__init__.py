"""A workspace's own book: quotes that people add, correct and take out, and what became of each."""
