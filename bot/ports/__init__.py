"""What the engine asks of the world: a clock, a store, a way to post. Adapters and storage implement it.

A `Store` runs a use case as one function over one transaction: `await store.write(start, …)`. The function is plain
synchronous code and may be run again after a conflict, so it has no effect but through its `Transaction`.
"""

from bot.ports.daily import Choices, Daily
from bot.ports.doubts import Doubts
from bot.ports.games import Games
from bot.ports.imports import Imports
from bot.ports.jobs import Handler, Jobs
from bot.ports.open_items import OpenItems
from bot.ports.packs import Packs, Shown
from bot.ports.people import Items, People
from bot.ports.platform import Directory, Finding, HttpAnswer, Messenger, Mount, Platform
from bot.ports.posts import Post, Posts
from bot.ports.reading import Read, Reader, Work
from bot.ports.store import Clock, Inbox, Store, Transaction

__all__ = [
    "Choices",
    "Clock",
    "Daily",
    "Directory",
    "Doubts",
    "Finding",
    "Games",
    "Handler",
    "HttpAnswer",
    "Imports",
    "Inbox",
    "Items",
    "Jobs",
    "Messenger",
    "Mount",
    "OpenItems",
    "Packs",
    "People",
    "Platform",
    "Post",
    "Posts",
    "Read",
    "Reader",
    "Shown",
    "Store",
    "Transaction",
    "Work",
]
