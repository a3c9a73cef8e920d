"""What people do in games."""
