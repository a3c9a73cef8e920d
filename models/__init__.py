"""What ships with Quoth as data and was made by scripts: tables and models, with what the scripts need."""
