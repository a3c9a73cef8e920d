"""The barest bot there is on discord.py: `/ping` answers "pong", `/later` once it is acknowledged. What Quoth is
measured against.
"""

import os
import sys

import discord
import yarl
from discord import app_commands
from discord.gateway import DiscordWebSocket
from discord.http import Route


class Pong(discord.AutoShardedClient):
    """Two commands, registered at the start; everything else as discord.py has it."""

    def __init__(self) -> None:
        super().__init__(intents=discord.Intents.default(), shard_count=1)
        self.tree = app_commands.CommandTree(self)
        self.tree.command(name="ping", description="pong")(ping)
        self.tree.command(name="later", description="pong")(later)

    async def setup_hook(self) -> None:
        """Register the command."""
        await self.tree.sync()

    async def on_ready(self) -> None:
        """Say so."""
        print("ready", flush=True)


async def ping(interaction: discord.Interaction) -> None:
    """The whole bot."""
    await interaction.response.send_message("pong", ephemeral=True)


async def later(interaction: discord.Interaction) -> None:
    """The same as a bot does it that has to look something up."""
    await interaction.response.defer()
    await interaction.edit_original_response(content="pong")


if __name__ == "__main__":
    Route.BASE = os.environ["DISCORD_API_BASE"]
    DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(os.environ["DISCORD_GATEWAY_URL"])
    sys.exit(Pong().run(os.environ["DISCORD_TOKEN"], log_handler=None))  # type: ignore[func-returns-value]
