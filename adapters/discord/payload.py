"""What Discord's API takes. It stands apart so that the commands can be printed without discord.py."""

from typing import Any

Payload = dict[str, Any]
