"""What the bot makes of a row of each table: `quoth doctor` and `quoth backup` try it with all of them."""

from collections.abc import Mapping

from bot.daily.rows import delivery_of, subscription_of
from bot.games.rows.questions import question_of
from bot.games.rows.values import answer_of, fake_of, game_of, mark_of, player_of, round_of
from bot.library.rows.pack_values import info, item_of, kept_quote, speaker_of, turn_of
from bot.storage.row_check import Thaw

THAW: Mapping[str, Thaw] = {
    "pack": info, "speaker": speaker_of, "turn": turn_of, "quote": kept_quote, "item": item_of,
    "game": game_of, "player": player_of, "round": round_of, "answer": answer_of, "mark": mark_of,
    "fake": fake_of, "question": question_of,
    "subscription": subscription_of, "delivery": delivery_of,
}  # fmt: skip
