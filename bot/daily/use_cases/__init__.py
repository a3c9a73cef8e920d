"""What people set, what the tick makes, guesses."""
