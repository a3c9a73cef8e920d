"""What whoever runs Quoth asks of the rows of all themes."""
