"""Wake-ups by Procrastinate: a queue in PostgreSQL that any number of processes work off together."""
