"""Look-ups and packs as commands."""

from bot.chat.commands import MOST, Answers, Command, Completes, Option, Permission, Urgency
from bot.library import (
    block_wording,
    blocks,
    exports,
    imports,
    lookups,
    merges,
    pack_names,
    removal,
    review,
    shelf,
    voices,
)
from bot.library import bringing_wording as bringing
from bot.library import tidying_wording as tidying
from bot.library import voices_wording as joining
from bot.library.book import additions, changes, history, lists
from bot.library.book_model import LONGEST, LONGEST_LINK, LONGEST_NAME
from bot.library.export_files import FORMATS
from bot.library.links import is_link
from bot.library.services import Services
from bot.library.typed_quotes import read_typed
from bot.library.wording import SEARCH_LIMIT

LOOKUPS: tuple[Command[Services], ...] = (
    Command(
        name="quote",
        summary="A random quote; or the one with that number, by that speaker, with those words.",
        example="/quote 12",
        answers=Answers.PUBLIC,
        answers_with={"search": Answers.PRIVATE},
        handler=lookups.quote,
        options=(
            Option(
                name="search",
                summary="a number, a speaker, or words",
                rest=True,
                limit=SEARCH_LIMIT,
                completes=Completes.QUOTE,
            ),
        ),
    ),
    Command(
        name="whosaid",
        summary="Find a half-remembered quote and who said it.",
        example="/whosaid the plan was never written down",
        answers=Answers.PRIVATE,
        handler=lookups.who_said,
        options=(Option(name="words", summary="what you remember", required=True, rest=True, limit=SEARCH_LIMIT),),
    ),
)

# More pages nobody turns.
MOST_PAGES = 9999
_NUMBER = Option(name="number", summary="the quote's number", required=True, minimum=1, maximum=MOST)

BOOK: tuple[Command[Services], ...] = (
    Command(
        name="quotes add",
        summary="Add a quote to this workspace's own book: the words, and who said them.",
        example='/quotes add "Tea first, decisions later." by Ada Novak',
        answers=Answers.FORM,
        answers_with={"quote": Answers.PRIVATE},
        handler=additions.add,
        reads_line=read_typed,
        options=(
            Option(name="quote", summary="what was said, word for word", limit=LONGEST),
            Option(name="by", summary="who said it", limit=LONGEST_NAME, mentions=True),
            Option(name="date", summary="when, if not today: 2026-03-01"),
            Option(name="link", summary="where it can be read", limit=LONGEST_LINK),
        ),
    ),
    Command(
        name="quotes edit",
        summary="Put the words or the speaker of a quote right.",
        example="/quotes edit 12",
        answers=Answers.FORM,
        handler=changes.edit,
        options=(_NUMBER,),
    ),
    Command(
        name="quotes delete",
        summary="Take a quote out; its number stays empty.",
        example="/quotes delete 12",
        answers=Answers.PRIVATE,
        handler=changes.delete,
        options=(_NUMBER,),
    ),
    Command(
        name="quotes list",
        summary="The quotes here, page by page, the newest first: all, or those with words, of somebody, of a day.",
        example="/quotes list ship added=me",
        answers=Answers.PRIVATE,
        handler=lists.listing,
        reads_plain=lists.read_plain,
        options=(
            Option(name="words", summary="only those that hold them", limit=SEARCH_LIMIT),
            Option(name="speaker", summary="only what they said", limit=LONGEST_NAME, also=("by",)),
            Option(name="pack", summary="only of this one", completes=Completes.PACK),
            Option(name="added", summary="only what they added; me for your own", limit=LONGEST_NAME),
            Option(name="date", summary="only what was said then: 2026-03-01, 2026-03 or 2026"),
            Option(name="page", summary="which page", minimum=1, maximum=MOST_PAGES),
        ),
    ),
    Command(
        name="quotes best",
        summary="What members voted for: this week, this month or of all time.",
        example="/quotes best month",
        answers=Answers.PRIVATE,
        handler=lists.best,
        options=(Option(name="period", summary="of all time unless chosen", choices=lists.PERIODS),),
    ),
    Command(
        name="quotes history",
        summary="Who added, changed or took out a quote, and when.",
        example="/quotes history 12",
        answers=Answers.PRIVATE,
        handler=history.history,
        permission=Permission.MANAGER,
        options=(_NUMBER,),
    ),
)

PACKS: tuple[Command[Services], ...] = (
    Command(
        name="quotes packs",
        summary="The packs this place can use.",
        example="/quotes packs",
        answers=Answers.PRIVATE,
        handler=shelf.listing,
    ),
    Command(
        name="quotes import",
        summary="Bring in a transcript: a file or a link, with a name for the pack if you like.",
        example="/quotes import name=talk",
        answers=Answers.PRIVATE,
        handler=imports.bring,
        urgency=Urgency.LONG,
        permission=Permission.MANAGER,
        options=(
            Option(name="file", summary="the transcript, or a list of quotes", upload=True, limit=bringing.LIMIT),
            Option(name="name", summary="what the pack is called", limit=bringing.NAME_LIMIT),
            Option(
                name="speaker", summary="who speaks, if nobody is named in it; - for nobody", limit=bringing.NAME_LIMIT
            ),
            Option(name="speakers", summary="what labels mean: SPEAKER_00=Ada, SPEAKER_01=Ben"),
            Option(
                name="link", summary="where the transcript lies, instead of a file", limit=LONGEST_LINK, reads=is_link
            ),
        ),
    ),
    Command(
        name="quotes enable",
        summary="Use a pack here that is offered, was switched off or removed.",
        example="/quotes enable the-round-table",
        answers=Answers.PRIVATE,
        handler=shelf.enable,
        permission=Permission.MANAGER,
        options=(Option(name="pack", summary="see /quotes packs", required=True, rest=True),),
    ),
    Command(
        name="quotes disable",
        summary="Let a pack rest here; others keep it.",
        example="/quotes disable the-round-table",
        answers=Answers.PRIVATE,
        handler=shelf.disable,
        permission=Permission.MANAGER,
        options=(Option(name="pack", summary="see /quotes packs", required=True, rest=True, completes=Completes.PACK),),
    ),
    Command(
        name="quotes review",
        summary="Look at the best quotes, one by one: keep, drop, put right.",
        example="/quotes review",
        answers=Answers.PRIVATE,
        handler=review.review,
        permission=Permission.MANAGER,
        options=(Option(name="pack", summary="only this one", rest=True, completes=Completes.PACK),),
    ),
    Command(
        name="quotes remove",
        summary="Take a pack of yours away from everybody; for a day it can be brought back.",
        example="/quotes remove talk",
        answers=Answers.PRIVATE,
        handler=removal.remove,
        permission=Permission.MANAGER,
        options=(Option(name="pack", summary="see /quotes packs", required=True, rest=True, completes=Completes.PACK),),
    ),
    Command(
        name="quotes export",
        summary="A pack as a file: whole for managers, for others what is theirs.",
        example="/quotes export csv",
        answers=Answers.PRIVATE,
        handler=exports.export,
        urgency=Urgency.LONG,
        options=(
            Option(
                name="format", summary="csv, jsonl, fortune: quotes; gift, anki: questions; quoth: all", choices=FORMATS
            ),
            Option(name="pack", summary="only this one", rest=True, completes=Completes.PACK),
        ),
    ),
    Command(
        name="quotes rename",
        summary="Another name for a pack of yours.",
        example=tidying.RENAME_EXAMPLE,
        answers=Answers.PRIVATE,
        handler=pack_names.rename,
        permission=Permission.MANAGER,
        options=(
            Option(name="pack", summary="see /quotes packs", required=True, completes=Completes.PACK),
            Option(name="name", summary="the new name", required=True, limit=bringing.NAME_LIMIT),
        ),
        reads_plain=tidying.read_to,
    ),
    Command(
        name="quotes merge",
        summary="Put one pack of yours into another; for ten minutes it can be undone.",
        example=tidying.MERGE_EXAMPLE,
        answers=Answers.PRIVATE,
        handler=merges.merge,
        permission=Permission.MANAGER,
        options=(
            Option(name="pack", summary="which one", required=True, completes=Completes.PACK),
            Option(name="into", summary="the one that keeps its name", required=True, completes=Completes.PACK),
        ),
        reads_plain=tidying.read_into,
    ),
    Command(
        name="quotes speaker",
        summary="Somebody is somebody else, or called otherwise, in your packs.",
        example=joining.EXAMPLE,
        answers=Answers.PRIVATE,
        handler=voices.speaker,
        permission=Permission.MANAGER,
        options=(
            Option(name="speaker", summary="as they are called now", required=True, limit=bringing.NAME_LIMIT),
            Option(name="name", summary="who that is", required=True, limit=bringing.NAME_LIMIT),
            Option(name="pack", summary="only in this one", completes=Completes.PACK),
        ),
        reads_plain=joining.read_is,
    ),
    Command(
        name="quotes block",
        summary="Words or a speaker never to be shown here; alone it lists them.",
        example=block_wording.EXAMPLE,
        answers=Answers.PRIVATE,
        handler=blocks.block,
        permission=Permission.MANAGER,
        options=(
            Option(name="words", summary="hides what holds them", limit=block_wording.LIMIT),
            Option(name="speaker", summary="hides what they said", limit=block_wording.LIMIT),
        ),
        reads_plain=block_wording.read_what,
    ),
    Command(
        name="quotes unblock",
        summary="Show again what was blocked.",
        example="/quotes unblock quarterly synergy",
        answers=Answers.PRIVATE,
        handler=blocks.unblock,
        permission=Permission.MANAGER,
        options=(Option(name="what", summary="which words, or which speaker", required=True, rest=True),),
    ),
)
