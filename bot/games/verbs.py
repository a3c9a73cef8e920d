"""What the buttons of games are called in their ids, and what a form gives back."""

ANSWER, TYPE, TYPED, HINT, SKIP = "answer", "type", "typed", "hint", "skip"
# The host takes an ending away: which one, and that one.
REMOVE, REMOVED = "remove", "removed"
# After a game: once more, with the same people, how one did, telling it, the leaderboard.
AGAIN, REMATCH, MINE, TELL, LEADERS = "again", "rematch", "mine", "tell", "leaders"
# A season of boards: shall it be closed, close it, open it again.
SEASON, CLOSE, REOPEN = "season", "close", "reopen"
JOIN, BEGIN, NEXT = "join", "begin", "next"
# What somebody thinks of a round.
LIKED, DISLIKED = "liked", "disliked"
# Play a kept mix; the menu's entries that only their list shows, and what presses one.
PRESET = "preset"
MENU_ENTRY, KEEP_MIX, DELETE_MIX = "do", "keep-mix", "delete-mix"
ANSWER_LIMIT = 200
TYPED_FIELD = "text"
# Questions of one's own: the form, what was put into it, mine instead of theirs; the list; suggestions; bringing back.
WRITE, WROTE, INSIST, QUESTIONS = "write", "wrote", "insist", "questions"
SUGGESTED, ADMIT, DECLINE, UNWRITE, REWRITE = "suggested", "admit", "decline", "unwrite", "rewrite"
