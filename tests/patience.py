"""How long tests wait for what has to come: it guards against hanging, far above what a busy machine needs."""

PATIENCE = 300.0
