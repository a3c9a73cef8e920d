"""Every sentence that people read, as functions from facts to Reply parts.

Dry, at most one joke a message, never at a player's expense, none in a refusal; a refusal names the next step.
"""
