"""What is said of platforms that are set up."""

PLATFORMS = {"discord": "Discord", "slack": "Slack"}


def missing_extra(platform: str, python: str) -> str:
    """The library of a platform is optional, and not there; `python` is the interpreter that lacks it."""
    return (
        f"{PLATFORMS[platform]} is set up, but its library is not installed: run “{python} -m pip install "
        f'"quoth[{platform}]"”, or unset its token.'
    )


def missing_jobs(python: str) -> str:
    """The queue is asked for, and its library is not there."""
    return (
        f"QUOTH_JOBS is procrastinate, but that library is not installed: run “{python} -m pip install "
        '"quoth[jobs]"”, or leave QUOTH_JOBS out.'
    )


def goes_on_without(platform: str, reason: str) -> str:
    """One of several platforms refuses the bot while others let it in."""
    return f"{reason} Quoth goes on without {PLATFORMS.get(platform, platform)}; start it again when that is mended."
