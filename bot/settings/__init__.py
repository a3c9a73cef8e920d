"""What the managers of a workspace chose."""
