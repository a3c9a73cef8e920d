"""What an operator is told about Discord."""

REFUSED = (
    "Discord refuses the token in DISCORD_TOKEN: in the developer portal open your application, Bot, Reset Token, "
    "and copy the new one."
)
INTENTS = (
    "Discord refuses the intents the bot asks for, though it asks for none that needs a permission: check in the "
    "developer portal, Bot, that the application is not restricted."
)
SHARDS = "Discord refuses the number of shards the bot asked for: start it again, and leave sharding to Discord."
NO_SCOPE = (
    "Discord does not let the bot register its commands: invite it again with the scopes bot and "
    "applications.commands; quoth doctor prints the link."
)
