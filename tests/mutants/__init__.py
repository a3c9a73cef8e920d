"""`make mutants`: small changes of the rules, one at a time, and whether the quick tests notice."""
