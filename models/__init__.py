"""Tables of content/data that are fitted to rated passages, and the scripts that make them."""
