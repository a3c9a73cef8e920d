"""Words, figures and names that are alike: what look-ups and the judge both go by."""
