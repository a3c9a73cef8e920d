"""A team that adds, corrects, disputes and forgets: told once, for whichever platform a `Chat` stands for.

Bob keeps what Alice says, and puts it right while Alice has it open too; a doubt is settled, the history is looked at.
Then Alice, whose words they are, wants to be quoted no more, and is forgotten.
"""

import re
from abc import ABC, abstractmethod
from dataclasses import dataclass, field

ALICE, BOB = "alice", "bob"
SAID = "Every plan survives until the kettle boils."
BETTER = "Every plan survives until the kettle boils over."
BEST = "Every plan survives until the second kettle boils over."


@dataclass
class Chat(ABC):
    """What people do on a platform. `told` is the whole conversation, a line each."""

    told: list[str] = field(default_factory=list)

    @abstractmethod
    async def say(self, who: str, text: str) -> object:
        """A message in the channel, which can be pointed at."""

    @abstractmethod
    async def point(self, who: str, message: object, label: str) -> object:
        """The form that an entry of the message's menu opens."""

    @abstractmethod
    async def form(self, who: str, command: str, **options: str) -> object:
        """The form that a command opens."""

    @abstractmethod
    async def send(self, who: str, form: object, **filled: str) -> str:
        """A form is filled in; what is answered."""

    @abstractmethod
    async def give(self, who: str, command: str, **options: str) -> str:
        """A command is given; what is answered."""

    @abstractmethod
    async def press(self, who: str, label: str) -> str:
        """The newest button of that label that they see; what is answered."""

    @abstractmethod
    async def note(self, who: str) -> str:
        """The newest direct message to them."""

    def expect(self, line: str, answer: str, *wanted: str) -> str:
        """Note what was done and answered; returns the answer."""
        self.told += [line, *(f"    {row}" for row in answer.splitlines())]
        missing = [want for want in wanted if want not in answer]
        assert not missing, f"{line}: {missing} in\n{answer}"
        return answer


def number_in(answer: str) -> str:
    """The number of the quote that it is about."""
    found = re.search(r"#(\d+)", answer)
    assert found is not None, answer
    return found[1]


async def tell(chat: Chat) -> None:
    """The whole story."""
    number = await adds(chat)
    await corrects(chat, number)
    other = await disputes(chat)
    await forgets(chat, number, other)


async def adds(chat: Chat) -> str:
    """By the menu of a message; whoever wrote it is told; what is there already is shown."""
    message = await chat.say(ALICE, SAID)
    form = await chat.point(BOB, message, "Quote this")
    kept = chat.expect(
        "bob: “Quote this” on it, sent as it stands",
        await chat.send(BOB, form, quote=SAID, by="Alice"),
        "is in the book",
        SAID,
    )
    number = number_in(kept)
    chat.expect("to alice, alone", await chat.note(ALICE), f"Bob quoted you as #{number}", SAID)
    again = await chat.give(ALICE, "quotes add", quote=SAID.upper(), by="Alice")
    chat.expect(f"alice: /quotes add “{SAID.upper()}” by Alice", again, "here already", f"#{number}")
    return number


async def corrects(chat: Chat, number: str) -> None:
    """Two have it open: who comes second loses nothing and overwrites nothing; what one did can be undone."""
    alices = await chat.form(ALICE, "quotes edit", number=number)
    bobs = await chat.form(BOB, "quotes edit", number=number)
    changed = await chat.send(BOB, bobs, quote=BETTER, by="Alice")
    chat.expect(f"bob: /quotes edit {number}, “{BETTER}”", changed, "is changed", BETTER)
    late = await chat.send(ALICE, alices, quote=BEST, by="Alice")
    chat.expect(f"alice: /quotes edit {number}, opened before that, “{BEST}”", late, "Bob")
    shown = await chat.give(BOB, "quote", search=number)
    chat.expect(f"bob: /quote {number}", shown, BETTER)
    out = await chat.give(BOB, "quotes delete", number=number)
    chat.expect(f"bob: /quotes delete {number}", out, "is taken out")
    chat.expect("bob: [Undo]", await chat.press(BOB, "Undo"), "is back")


async def disputes(chat: Chat) -> str:
    """Who doubts a speaker asks a manager, who puts it right; what was done to it is kept."""
    added = await chat.give(ALICE, "quotes add", quote="Nobody owns the roadmap since May.", by="Ida Roth")
    number = number_in(chat.expect("alice: /quotes add “Nobody owns the roadmap since May.” by Ida Roth", added))
    chat.expect(f"bob: /quote {number}", await chat.give(BOB, "quote", search=number), "Ida Roth")
    doubt = await chat.press(BOB, "Wrong speaker?")
    chat.expect("bob: [Wrong speaker?]", doubt, "A manager gets a private word")
    chat.expect("to alice, alone", await chat.note(ALICE), f"Bob asks whether #{number}")
    form = await chat.form(ALICE, "quotes edit", number=number)
    given = await chat.send(ALICE, form, quote="Nobody owns the roadmap since May.", by="Tom Okafor")
    chat.expect(f"alice: /quotes edit {number}, by Tom Okafor", given, "is changed", "Tom Okafor")
    history = await chat.give(ALICE, "quotes history", number=number)
    chat.expect(f"alice: /quotes history {number}", history, "Alice added it", "Tom Okafor")
    return number


async def forgets(chat: Chat, number: str, other: str) -> None:
    """First never quoted, then forgotten: the number stays empty, and nobody adds it again; others' words stay."""
    shown = await chat.give(ALICE, "privacy show")
    chat.expect("alice: /privacy show", shown, "Quotes of yours: 1", "30 days later")
    never = await chat.give(ALICE, "privacy optout", switch="on")
    chat.expect("alice: /privacy optout on", never, "1 quote of Alice vanished")
    gone = await chat.give(BOB, "quote", search=number)
    chat.expect(f"bob: /quote {number}", gone, "was taken out or is not quoted here any more")
    asked = await chat.give(ALICE, "privacy forget")
    chat.expect("alice: /privacy forget", asked, "cannot be undone", "1 quote")
    chat.expect("alice: [Forget me]", await chat.press(ALICE, "Forget me"), "nothing here says who you are")
    lost = await chat.give(BOB, "whosaid", words="until the kettle boils over")
    assert "kettle boils" not in chat.expect("bob: /whosaid until the kettle boils over", lost)
    refused = await chat.give(BOB, "quotes add", quote=SAID, by="Alice")
    chat.expect(f"bob: /quotes add “{SAID}” by Alice", refused, "Alice is not quoted here")
    chat.expect(f"bob: /quote {other}", await chat.give(BOB, "quote", search=other), "Tom Okafor")
    nothing = await chat.give(ALICE, "privacy show")
    chat.expect("alice: /privacy show", nothing, "Nothing.")
