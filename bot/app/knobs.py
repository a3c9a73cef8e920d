"""How a variable of the environment is read as a text, a number, an address or one of a few words."""

from collections.abc import Callable, Mapping


class Knobs:
    """The variables; what is wrong with one becomes a sentence among the problems, and its default is used."""

    def __init__(self, values: Mapping[str, str], problems: list[str]) -> None:
        self._values, self.problems = values, problems

    def text(self, name: str) -> str:
        """Its value without spaces around it; "" where it is not set."""
        return self._values.get(name, "").strip()

    def token(self, name: str, begins: str) -> str:
        """A secret of which only the beginning is known."""
        value = self.text(name)
        if value and not value.startswith(begins):
            self.problems.append(f"{name} does not begin with {begins}: copy the token of that kind from Slack.")
        return value

    def url(self, name: str, scheme: str) -> str:
        """An address of that scheme, secure or not, without a slash at its end."""
        value = self.text(name).rstrip("/")
        if value and not value.startswith((f"{scheme}://", f"{scheme}s://")):
            self.problems.append(f"{name} is “{value}”: it begins with {scheme}s:// (or {scheme}://), or leave it out.")
        return value

    def one_of(self, name: str, known: tuple[str, ...], default: str, fold: Callable[[str], str]) -> str:
        """One of these words, each written as `fold` makes it."""
        value = fold(self.text(name)) or default
        if value not in known:
            self.problems.append(f"{name} is “{value}”: it takes one of {', '.join(known)}.")
        return value

    def number(self, name: str, least: int, most: int, default: int) -> int:
        """A whole number within these bounds."""
        value = self.text(name)
        if not value:
            return default
        if not (value.isascii() and value.isdigit() and len(value) < 10 and least <= int(value) <= most):
            self.problems.append(f"{name} is “{value}”: it takes a whole number from {least} to {most}.")
            return default
        return int(value)

    def address(self, name: str) -> tuple[str, int] | None:
        """HOST:PORT, an IPv6 address in brackets."""
        value = self.text(name)
        if not value:
            return None
        host, sign, port = value.rpartition(":")
        if not (sign and host and port.isascii() and port.isdigit() and len(port) < 6 and int(port) < 65536):
            self.problems.append(f"{name} is “{value}”: write HOST:PORT, such as 127.0.0.1:9464, or leave it out.")
            return None
        return host.removeprefix("[").removesuffix("]"), int(port)
