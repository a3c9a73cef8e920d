"""What is said on Discord alone, most of it to its operator."""

from collections.abc import Sequence

from bot.chat.counts import counted
from bot.chat.messages import Mark, Notice

REFUSED = (
    "Discord refuses the token in DISCORD_TOKEN: in the developer portal open your application, Bot, Reset Token, "
    "and copy the new one."
)
INTENTS = (
    "Discord refuses the intents the bot asks for, though it asks for none that needs a permission: check in the "
    "developer portal, Bot, that the application is not restricted."
)
NOT_TAKEN = Notice(
    text="Discord did not take the file: it may be too large for this server. Export one pack at a time.",
    mark=Mark.REFUSED,
)
SHARDS = "Discord refuses the number of shards the bot asked for: start it again, and leave sharding to Discord."
OTHER_COUNT = (
    "Discord wants {wanted} shards by now and refuses {count}; this process lets go of its own, and they are counted "
    "anew once every process has."
)
LOST = (
    "Discord: the lease on this process's shards ended while the database did not answer; it let go of them and joins "
    "again."
)
STANDS_BY = "stands by: other processes hold every shard"
NO_SCOPE = (
    "Discord does not let the bot register its commands: invite it again with the scopes bot and "
    "applications.commands; quoth doctor prints the link."
)
NOT_SET_UP = "Discord is not set up: set DISCORD_TOKEN to be there; the README tells where it is found."
UNREACHABLE = "Discord cannot be reached: check that this machine may open connections to discord.com."
CODE_GRANT = (
    "The invite link cannot work while “Requires OAuth2 Code Grant” is on: switch it off in the developer portal, Bot."
)


def let_in(name: str, servers: int, link: str) -> str:
    """The token is good."""
    where = counted(servers, "server") if servers else "no server yet"
    return f"Discord lets “{name}” in; it is in {where}. This link invites it:\n  {link}"


def all_open(count: int) -> str:
    """Every schedule's posts would stand."""
    return f"Discord: what is scheduled can be posted ({counted(count, 'place')})."


def channel_closed(channel: str, server: str, lacking: Sequence[str]) -> str:
    """A schedule whose posts would not stand."""
    return (
        f"Discord: nothing can be posted in #{channel} of {server}, where something is scheduled: allow "
        f"{' and '.join(lacking)} under Permissions of the channel, or end it there with /daily off."
    )


def channel_gone(channel: str, server: str) -> str:
    """Somebody deleted it."""
    return (
        f"Discord: the channel {channel} of {server}, where something is scheduled, is gone: set the schedule anew in "
        "another one."
    )


def not_in(server: int, count: int) -> str:
    """The bot was removed."""
    return (
        f"Discord: the bot is not in server {server}, where something is scheduled ({counted(count, 'place')}): invite "
        "it again, or let its data go after 30 days."
    )


def holding(numbers: Sequence[int], count: int) -> str:
    """Which shards a process is connected for; to the log of its operator."""
    if not numbers:
        return (
            f"Discord: other processes hold {'the only shard' if count == 1 else f'all {count} shards'}; this one "
            "stands by, and takes over within ten seconds when one of them ends."
        )
    return f"Discord: this process holds {len(numbers)} of {counted(count, 'shard')} ({ranges(numbers)})."


def ranges(numbers: Sequence[int]) -> str:
    """0, 1, 2, 5 as 0-2, 5."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)


def nowhere(server: str) -> Notice:
    """To the owner of a server where the bot can write in no channel."""
    return Notice(
        text=f"I was invited to {server}, but I may write in none of its channels. Open a channel's settings, "
        "Permissions, and allow me View Channel, Send Messages and Read Message History; then type /quote there."
    )


def nobody_told(server: int) -> str:
    """Nor could the owner be told."""
    return (
        f"nothing may be written in server {server}, and its owner takes no messages: allow View Channel and Send "
        "Messages in one of its channels"
    )
