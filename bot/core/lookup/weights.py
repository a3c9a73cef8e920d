"""The constants of the look-up. `python -m tests.benchmarks.tuning` fits them anew and prints this table.

Fitted on searches corrupted in six ways (and short ones) from sentences that the benchmark does not ask for, in
libraries of 1,000, 10,000 and 100,000; the benchmark prints what they reach on the others.
"""

# What each of rerank.Traits counts.
SCORE = (2.66, 2.32, 1.50, 2.12, 0.51, 1.90, 1.44, 1.44, 3.34)

# confidence = 1 / (1 + exp(-(INTERCEPT + Σ coefficient · value))), of confidence.Evidence.
INTERCEPT = -5.69
EVIDENCE = (6.15, 7.90, 9.25, 3.79, -2.46, -3.33, 4.05, -2.38)

# From this confidence on one quote stands out; below the other, nothing is like it.
FOUND, UNSURE = 0.7, 0.1
