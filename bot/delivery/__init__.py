"""What is posted by itself: the outbox, wake-ups, what a platform is."""
