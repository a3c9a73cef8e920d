"""What is kept about somebody: shown, handed out, forgotten."""
