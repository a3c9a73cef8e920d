"""The bot at a keyboard, or in a pipe: several people can speak, buttons are letters, time can be virtual."""
