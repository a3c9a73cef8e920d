"""What is counted, as Prometheus asks for it."""
