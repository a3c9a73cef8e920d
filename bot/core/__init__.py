"""Pure rules: no I/O, no clock, no chance of their own. Moments are arguments named `at`, chance is `rng`."""
