"""The constants of the look-up. `python -m tests.benchmarks.tuning` fits them anew and prints this table.

Fitted on searches corrupted in six ways (and short ones) from sentences that the benchmark does not ask for, in
libraries of 300 to 100,000, and in the small ones on loose paraphrases; the benchmark prints what they reach on the
others.
"""

# What each of rerank.Traits counts.
SCORE = (4.36, 3.98, 1.13, 1.53, 0.00, 2.81, 2.33, 1.68, 2.22)

# confidence = 1 / (1 + exp(-(first + Σ coefficient · value))), of confidence.Evidence: as FEW says in a library of
# FEW_QUOTES, as MANY says in one of MANY_QUOTES, and in proportion between (by the logarithm of its size).
FEW_QUOTES, MANY_QUOTES = 300, 100_000
FEW = (-7.34, -10.52, 16.78, 8.59, 7.63, 5.58, -2.10, 13.85, -0.86)
MANY = (-5.29, 12.93, 5.76, 12.41, 1.91, -6.22, -3.16, 1.93, -3.20)

# From this confidence on one quote stands out; below the other, nothing is like it.
FOUND, UNSURE = 0.85, 0.3

# Who seems to stand out does so with this chance, of confidence.Evidence as above; below OUTSTANDING one is not sure.
# Fitted on half of eleven talks, with what was said in others and what people ask in everyday life
# (`python -m tests.benchmarks.strictness fit`).
OUTSTANDING_BY = (-1.42, 1.45, 4.30, 3.36, 0.66, -2.07, -1.19, 4.52, 2.16)
OUTSTANDING = 0.8
# Nor is one sure of what does not hold so much of a search: among ten quotes anything stands out by some words.
COVERED = 0.6

# What is meant where no words say so: what the score by words and the likeness in meaning count, and the chance that
# it is meant: 1 / (1 + exp(-(first + Σ coefficient · value))), of perhaps.Evidence. Below LIKELY it is not named.
# Fitted on retellings of eleven talks and on what people ask in everyday life
# (`python -m tests.benchmarks.meanings_tuning`).
PERHAPS_SCORE = (1.0, 1.0)
PERHAPS = (-5.54, 1.30, 13.93, -0.80, 4.51)
LIKELY = 0.1
# The same where a strong model tells meanings.
STRONG_SCORE = (1.0, 1.5)
STRONG_PERHAPS = (-4.40, 3.02, 5.63, -1.33, 4.38)
# Nor are those beside the first that are hardly meant.
NAMED_FROM = 0.02
