"""The questions of `quoth setup` on a terminal. What is typed as a token is not shown."""

import getpass
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from bot.app.dotenv_file import is_plain
from bot.chat.messages import Mark
from bot.cli import doctor_wording
from bot.cli import setup_wording as wording
from bot.cli.setup_checks import check, in_the_way, tokens_of


class Dialogue:
    """Asks for what each platform needs until it takes it, or whoever asks has enough."""

    def __init__(
        self, path: Path, there: Mapping[str, str], known: Mapping[str, str], *, replace: bool = False
    ) -> None:
        """`there` is what stands in the file at `path`, `known` all that holds; `replace` asks no leave for that."""
        self._path, self._there, self._known, self._replace = path, there, known, replace

    def new(self) -> dict[str, str]:
        """What is to be written."""
        self._say(wording.beginning(self._path))
        chosen: dict[str, str] = {}
        for platform in wording.PLATFORMS:
            chosen |= self._platform(platform)
        return chosen

    def confirm(self, question: str) -> bool:
        """Whether they said yes."""
        return self._line(question) in ("y", "yes")

    def _platform(self, platform: str) -> dict[str, str]:
        while True:
            entered = dict(self._entered(platform))
            if not entered:
                return {}
            self._say(wording.asking(platform))
            findings = check(platform, {**self._known, **entered})
            for finding in findings:
                self._say(f"{doctor_wording.SIGNS[finding.mark]} {finding.sentence}")
            if all(f.mark is not Mark.WRONG for f in findings):
                return entered
            answer = self._line(wording.WHAT_NOW)
            if answer.startswith("w"):
                return entered
            if answer.startswith("l"):
                return {}

    def _entered(self, platform: str) -> Iterator[tuple[str, str]]:
        """What was typed for it. Slack's signing secret is asked for only where Socket Mode was not chosen."""
        have, names = set[str](), tokens_of(platform, self._known)
        for name in names:
            if name == "SLACK_SIGNING_SECRET" and "SLACK_APP_TOKEN" in have:
                continue
            value = self._value(name)
            if value and value != self._there.get(name):
                have.add(name)
                yield name, value
            elif value or self._known.get(name) or self._known.get(f"{name}_FILE"):
                have.add(name)
            elif name == names[0]:
                return

    def _value(self, name: str) -> str:
        if trouble := in_the_way([name], self._known):
            self._say(trouble[0])
            return ""
        if self._known.get(name):
            self._say(wording.is_set(name))
        while True:
            value = getpass.getpass(wording.PROMPTS[name]).strip()
            if value and not is_plain(value):
                self._say(wording.no_token(name))
                continue
            old = self._there.get(name, "")
            if not value or not old or value == old or self._replace:
                return value
            return value if self.confirm(wording.replace(name, self._path)) else ""

    def _line(self, question: str) -> str:
        return input(question).strip().casefold()

    def _say(self, line: str) -> None:
        sys.stdout.write(line + "\n")
        sys.stdout.flush()
