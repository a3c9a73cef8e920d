"""Where the themes meet: the registries, the engine, what keeps it running."""
