"""The bot on Discord: interactions in, Components V2 out, by discord.py; nothing is kept in memory between two."""
