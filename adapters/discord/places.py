"""Where an interaction happened, who speaks, and what the bot lacks there. Everything is in the payload itself."""

import discord
from discord import Interaction, Permissions

from adapters.discord import wire
from bot.chat.incoming import Place, Problem, User
from bot.chat.places import own_workspace
from content.text import clean

PLATFORM = "discord"
NAME_LENGTH = 64
# As people find them in a channel's permissions.
NEEDED = {"view_channel": "View Channel", "send_messages": "Send Messages"}
NEEDED_IN_THREAD = {"view_channel": "View Channel", "send_messages_in_threads": "Send Messages in Threads"}

NEEDED_FOR_THREAD = {"create_public_threads": "Create Public Threads", **dict([*NEEDED_IN_THREAD.items()][1:])}


def place_of(interaction: Interaction) -> Place:
    """The guild and its channel; in direct messages and where only the user has the app, a workspace of their own."""
    channel, thread = _channel(interaction)
    workspace = str(interaction.guild_id) if is_installed(interaction) else personal(_owner(interaction))
    return Place(platform=PLATFORM, workspace=workspace, channel=channel, thread=thread)


def shard_of(guild_id: int, count: int) -> int:
    """The shard by which a guild is heard, of so many there are; direct messages come by the first."""
    return (guild_id >> 22) % count


def personal(user_id: int | str) -> str:
    """The workspace of one user alone."""
    return own_workspace(str(user_id))


def user_of(interaction: Interaction) -> User:
    """Who speaks, under the name shown there."""
    name = " ".join(clean(interaction.user.display_name).split())[:NAME_LENGTH]
    return User(id=str(interaction.user.id), name=name or str(interaction.user.id))


def is_installed(interaction: Interaction) -> bool:
    """Whether the bot is a member there, not just brought along by a user."""
    owners = wire.owners(interaction)
    return interaction.guild_id is not None and (not owners or wire.ASKED_BY_GUILD in owners)


def is_alone(interaction: Interaction) -> bool:
    """Whether these are the direct messages between the bot and one user."""
    return interaction.guild_id is None and not interaction.context.private_channel


def is_manager(interaction: Interaction) -> bool:
    """Whether Discord lets them manage the server; everybody manages the workspace of their own."""
    rights = interaction.permissions
    return not is_installed(interaction) or rights.manage_guild or rights.administrator


def problem_of(interaction: Interaction) -> tuple[Problem | None, tuple[str, ...]]:
    """What stands against posting there, and the rights that are missing."""
    if is_alone(interaction):
        return None, ()
    if not is_installed(interaction):
        return Problem.BETWEEN_PEOPLE if interaction.guild_id is None else Problem.NOT_HERE, ()
    return problem_in(interaction.app_permissions, thread=isinstance(interaction.channel, discord.Thread))


def no_thread(interaction: Interaction) -> tuple[str, ...]:
    """What is missing to play in a thread of its own there."""
    if isinstance(interaction.channel, discord.VoiceChannel | discord.StageChannel):
        return ("a text channel",)
    return tuple(shown for name, shown in NEEDED_FOR_THREAD.items() if not getattr(interaction.app_permissions, name))


def problem_in(rights: Permissions, *, thread: bool) -> tuple[Problem | None, tuple[str, ...]]:
    """The same for a channel or thread where the bot has these rights."""
    needed = NEEDED_IN_THREAD if thread else NEEDED
    lacking = tuple(shown for name, shown in needed.items() if not getattr(rights, name))
    return (Problem.NOT_ALLOWED if lacking else None), lacking


def _channel(interaction: Interaction) -> tuple[str, str]:
    channel = interaction.channel
    if isinstance(channel, discord.Thread):
        return str(channel.parent_id), str(channel.id)
    return str(interaction.channel_id), ""


def _owner(interaction: Interaction) -> int:
    """Who brought the bot along; somebody else may press its buttons."""
    return wire.owners(interaction).get(wire.ASKED_BY_USER) or interaction.user.id
