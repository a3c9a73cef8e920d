"""The HTTP server: is the process alive, is it ready, and the paths that platforms mount."""
