"""Players: boards, statistics, who hides."""
