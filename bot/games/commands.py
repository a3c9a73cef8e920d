"""Games as commands."""

from bot.chat.commands import MOST, Answers, Command, Completes, Option, Permission, Urgency
from bot.games.mix import OPTIONS
from bot.games.own_questions import EXAMPLE, FIELDS, read_numbered, read_plainly
from bot.games.presets import NAME_LIMIT, NOT_KEPT
from bot.games.use_cases import answers, controls, corrections, presets, questions, quiz
from bot.library.services import Services
from content.items.rules import LONGEST_TEXT

PLAYING: tuple[Command[Services], ...] = (
    Command(
        name="quiz start",
        summary="Start a quiz in this channel.",
        example="/quiz start rounds=5",
        answers=Answers.PRIVATE,
        handler=quiz.start,
        posts=True,
        options=OPTIONS,
    ),
    Command(
        name="quiz join",
        summary="Take part: rounds wait for your answer.",
        example="/quiz join red",
        answers=Answers.PRIVATE,
        handler=quiz.join,
        urgency=Urgency.FIRST,
        options=(Option(name="team", summary="red, blue, green or gold, in a game with named teams"),),
    ),
    Command(
        name="quiz begin",
        summary="End the lobby: the first round follows.",
        example="/quiz begin",
        answers=Answers.PRIVATE,
        handler=quiz.begin,
        permission=Permission.HOST,
    ),
    Command(
        name="quiz answer",
        summary="Answer the open round, by letter or in words.",
        example="/quiz answer B",
        answers=Answers.UPDATE,
        handler=answers.answer,
        urgency=Urgency.FIRST,
        options=(Option(name="text", summary="your answer", required=True, rest=True),),
    ),
    Command(
        name="quiz hint",
        summary="A hint for the open round, for half the points.",
        example="/quiz hint",
        answers=Answers.PRIVATE,
        handler=answers.hint,
        urgency=Urgency.FIRST,
    ),
    Command(
        name="quiz skip",
        summary="Skip the round: the host at once, the others by vote.",
        example="/quiz skip",
        answers=Answers.PRIVATE,
        handler=controls.skip,
        urgency=Urgency.FIRST,
    ),
    Command(
        name="quiz pause",
        summary="Let the clock stand still.",
        example="/quiz pause",
        answers=Answers.PRIVATE,
        handler=controls.pause,
        permission=Permission.HOST,
    ),
    Command(
        name="quiz resume",
        summary="Let the clock go on.",
        example="/quiz resume",
        answers=Answers.PRIVATE,
        handler=controls.resume,
        permission=Permission.HOST,
    ),
    Command(
        name="quiz scores",
        summary="The scores of the running game.",
        example="/quiz scores",
        answers=Answers.PRIVATE,
        handler=quiz.scores,
    ),
)

HOSTING: tuple[Command[Services], ...] = (
    Command(
        name="quiz stop",
        summary="End the game; its host or a manager may.",
        example="/quiz stop",
        answers=Answers.PRIVATE,
        handler=controls.stop,
        permission=Permission.HOST,
    ),
    Command(
        name="quiz accept",
        summary="Over-rule the judge: that player's last answer was right; alone it lists the refused ones.",
        example="/quiz accept",
        answers=Answers.PRIVATE,
        handler=corrections.accept,
        permission=Permission.HOST,
        options=(Option(name="player", summary="whose answer", rest=True, person=True, completes=Completes.PLAYER),),
    ),
    Command(
        name="quiz void",
        summary="Undo the last round: everything is as if it had not been played.",
        example="/quiz void",
        answers=Answers.PRIVATE,
        handler=corrections.void,
        permission=Permission.HOST,
    ),
)

_WRITTEN = (
    Option(name="question", summary="what is asked", limit=LONGEST_TEXT),
    Option(name="right", summary="the right answer; several with ; between them", limit=LONGEST_TEXT),
    Option(name="wrong", summary="two or three wrong ones with ; between them", limit=LONGEST_TEXT),
    Option(name="explanation", summary="what is told at the reveal", limit=LONGEST_TEXT),
)
WRITING: tuple[Command[Services], ...] = (
    Command(
        name="quiz add",
        summary="A question of your own: at once by a manager, to be looked at by one from others.",
        example=EXAMPLE,
        answers=Answers.FORM,
        answers_with={FIELDS[0]: Answers.PRIVATE},
        handler=questions.add,
        options=_WRITTEN,
        reads_plain=read_plainly,
    ),
    Command(
        name="quiz list",
        summary="The questions of your own: all to managers, to others theirs.",
        example="/quiz list",
        answers=Answers.PRIVATE,
        handler=questions.listing,
    ),
    Command(
        name="quiz edit",
        summary="Look at one of them, or change it.",
        example="/quiz edit 3",
        answers=Answers.PRIVATE,
        handler=questions.edit,
        options=(Option(name="number", summary="which question", required=True, minimum=1, maximum=MOST), *_WRITTEN),
        reads_plain=read_numbered,
    ),
    Command(
        name="quiz delete",
        summary="Take one of them away; for ten minutes it can be brought back.",
        example="/quiz delete 3",
        answers=Answers.PRIVATE,
        handler=questions.delete,
        options=(Option(name="number", summary="which question", required=True, minimum=1, maximum=MOST),),
    ),
)
_MIX = tuple(o for c in PLAYING if c.name == "quiz start" for o in c.options if o.name not in NOT_KEPT)
_KNOWN_NAME = Option(
    name="name", summary="which mix", required=True, rest=True, limit=NAME_LIMIT, completes=Completes.PRESET
)

PRESETS: tuple[Command[Services], ...] = (
    Command(
        name="quiz preset save",
        summary="Keep a mix under a name; without options the one that was played here last.",
        example="/quiz preset save friday closest rounds=5",
        answers=Answers.PRIVATE,
        handler=presets.save,
        options=(
            Option(
                name="name", summary="what it is called", required=True, limit=NAME_LIMIT, phrase=True,
                completes=Completes.PRESET,
            ),
            *_MIX,
        ),
    ),
    Command(
        name="quiz preset use",
        summary="Start a quiz in this channel from a kept mix.",
        example="/quiz preset use friday",
        answers=Answers.PRIVATE,
        handler=presets.use,
        posts=True,
        options=(_KNOWN_NAME,),
    ),
    Command(
        name="quiz preset delete",
        summary="Take a mix away: who kept it may, and managers.",
        example="/quiz preset delete friday",
        answers=Answers.PRIVATE,
        handler=presets.delete,
        options=(_KNOWN_NAME,),
    ),
    Command(
        name="quiz preset list",
        summary="The mixes that are kept here.",
        example="/quiz preset list",
        answers=Answers.PRIVATE,
        handler=presets.list_,
    ),
)  # fmt: skip
