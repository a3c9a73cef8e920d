"""The rules of daily posts: which local day is due when, what is too late, who plays on. Pure."""
