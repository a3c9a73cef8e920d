"""One transaction as use cases see it: the tables by theme, all on one connection."""

from sqlalchemy import Connection

from bot.storage.daily import DailyRows
from bot.storage.doubts import DoubtRows
from bot.storage.games import GameRows
from bot.storage.imports import ImportRows
from bot.storage.inbox import InboxRows, ShownRows
from bot.storage.items import ItemRows
from bot.storage.open_items import OpenItemRows
from bot.storage.packs import PackRows
from bot.storage.people import PeopleRows
from bot.storage.posts import PostRows
from bot.storage.settings import ChoiceRows


class SqlTransaction:
    """bot.ports.Transaction. `writes` locks what is read to be changed."""

    def __init__(self, connection: Connection, *, writes: bool) -> None:
        self.inbox = InboxRows(connection)
        self.imports = ImportRows(connection)
        self.packs = PackRows(connection)
        self.shown = ShownRows(connection)
        self.games = GameRows(connection, lock=writes)
        self.open_items = OpenItemRows(connection)
        self.people = PeopleRows(connection)
        self.items = ItemRows(connection)
        self.posts = PostRows(connection)
        self.daily = DailyRows(connection, lock=writes)
        self.choices = ChoiceRows(connection)
        self.doubts = DoubtRows(connection)
