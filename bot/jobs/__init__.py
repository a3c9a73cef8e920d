"""What wakes the engine when nobody speaks. The rows say what is due; jobs only say when to look."""
