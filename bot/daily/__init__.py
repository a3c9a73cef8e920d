"""Daily posts: schedules, what is drawn, guesses and streaks."""
