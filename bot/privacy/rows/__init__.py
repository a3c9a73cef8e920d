"""What the database says of somebody, and whose words are whose."""
