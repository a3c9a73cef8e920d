"""Makes what content/data holds of other people's talks: counts, never sentences."""
