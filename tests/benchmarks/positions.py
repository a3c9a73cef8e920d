"""Where the right answer stands in ten thousand games."""

from tests.positions import MOST, chi_square, everything, places

GAMES, SEED = 10_000, 4


def main() -> None:
    """Print chi-square for each kind and number of options."""
    print(f"\nthe place of the right answer in {GAMES:,} games of ten rounds")
    print("  kind               options  rounds  chi-square  most by chance (0.1 %)")
    for (kind, size), counted in sorted(places(everything(), GAMES, SEED).items()):
        found = chi_square(counted, range(size))
        print(f"  {kind:18} {size:7} {counted.total():7,} {found:11.2f} {MOST[size]:9.2f}", flush=True)
        assert found < MOST[size]


if __name__ == "__main__":
    main()
