"""The real inputs that lie beside the checkout; they belong to their authors and are never copied into it."""

from pathlib import Path

SHARED = Path(__file__).resolve().parents[2] / "shared"
INTERVIEW = SHARED / "transcripts" / "000_a1ed3ec5d77a3ade.txt"
JUDGE_CASES = SHARED / "cases" / "judge.tsv"
DISCORD_API = SHARED / "specs" / "discord_openapi.json"
SLACK_MANIFEST = SHARED / "specs" / "slack_manifest.schema.json"
