"""What people say to the bot and what it says: requests, replies, commands, refusals."""
