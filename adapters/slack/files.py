"""Files from Slack. The bot's token goes along to Slack's own hosts and to no other, redirects included.

A file that is only linked (Google Drive and the like) has an address of somebody else's: whoever uploads may choose it.
https://docs.slack.dev/reference/objects/file-object
"""

import logging

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from yarl import URL

from adapters import downloads
from adapters.downloads import Download, DownloadDelayed
from adapters.slack.incoming import SentFile
from adapters.slack.trouble import FAILURES, code_of, seconds_asked
from bot.chat.incoming import Upload
from bot.library.file_refusals import FileDelayed, FileElsewhere, FileGone, FileIsPage, FileUnlisted, FileWithheld

HOSTS = ("slack.com", "slack-gov.com")
HOPS = 5
PIECE = 64 * 1024
# A server that says nothing for so long has gone; the whole is bounded by downloads.SECONDS.
QUIET = aiohttp.ClientTimeout(total=None, connect=10, sock_read=15)
REDIRECTS, GONE, BARRED = (301, 302, 303, 307, 308), (404, 410), (401, 403)
_GONE_CODES = ("file_not_found", "file_deleted")
_log = logging.getLogger(__name__)


class Files:
    """Fetches files from Slack with the bot's token. `api` is where Slack is, "" for the real one alone."""

    def __init__(
        self, http: aiohttp.ClientSession, client: AsyncWebClient, token: str, limit: int, *, api: str = ""
    ) -> None:  # fmt: skip
        self._http, self._client, self._limit = http, client, limit
        self.token = token
        self._api = URL(api).origin() if api else None

    async def fetch(self, sent: SentFile) -> Upload:
        """The file; without its data when it is larger than any option takes. Raises a Refusal that says why not."""
        told = sent if sent.url or not sent.id else await self._looked_up(sent)
        if not told.url:
            raise FileUnlisted(name=told.name)
        address = _address(told.url)
        if not self._is_slacks(address):
            raise FileElsewhere(name=told.name, host=address.host or "another place")
        wanted = Download(name=told.name, size=told.size, limit=self._limit)
        return await downloads.fetch(wanted, lambda: self._read(wanted, address))

    async def _looked_up(self, sent: SentFile) -> SentFile:
        """In a channel shared with another workspace a payload tells of a file no more than that there is one."""
        try:
            answer = await self._client.files_info(file=sent.id)
        except SlackApiError as error:
            _log.warning("files.info did not tell of a file: %s", code_of(error))
            raise (FileGone if code_of(error) in _GONE_CODES else FileUnlisted)(name=sent.name) from None
        except FAILURES as error:
            _log.warning("files.info did not tell of a file: %s", type(error).__name__)
            raise FileDelayed(name=sent.name) from None
        return SentFile.of(answer["file"])

    async def _read(self, wanted: Download, address: URL) -> bytes:
        try:
            for _ in range(HOPS):
                async with self._http.get(
                    address, headers=self._headers(address), allow_redirects=False, timeout=QUIET
                ) as answer:  # fmt: skip
                    if answer.status not in REDIRECTS:
                        return await _taken(answer, wanted)
                    address = _next(answer, address, wanted)
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise DownloadDelayed(type(error).__name__) from error
        # Around in a circle, as where somebody has to sign in.
        raise FileIsPage(name=wanted.name)

    def _headers(self, address: URL) -> dict[str, str]:
        # What is compressed would count as other than what was told.
        plain = {"Accept-Encoding": "identity"}
        return plain | {"Authorization": f"Bearer {self.token}"} if self._is_slacks(address) else plain

    def _is_slacks(self, address: URL) -> bool:
        if self._api is not None and address.is_absolute() and address.origin() == self._api:
            return True
        host = (address.host or "").casefold().rstrip(".")
        return address.scheme == "https" and any(host == own or host.endswith(f".{own}") for own in HOSTS)


async def _taken(answer: aiohttp.ClientResponse, wanted: Download) -> bytes:
    """All of a body, at most one byte more than the limit."""
    if answer.status in GONE:
        raise FileGone(name=wanted.name)
    if answer.status in BARRED:
        raise FileWithheld(name=wanted.name)
    if answer.status != 200:
        raise DownloadDelayed(
            f"HTTP {answer.status}", seconds=seconds_asked(answer.headers) if answer.status == 429 else 0.0
        )
    data = bytearray()
    try:
        async for piece in answer.content.iter_chunked(PIECE):
            data += piece
            if len(data) > wanted.limit:
                break
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        raise DownloadDelayed(type(error).__name__, came=len(data)) from error
    return bytes(data[: wanted.limit + 1])


def _address(url: str) -> URL:
    """Empty for what is no address."""
    try:
        return URL(url)
    except ValueError:
        return URL()


def _next(answer: aiohttp.ClientResponse, address: URL, wanted: Download) -> URL:
    """Where a redirect leads: never from a protected line to an open one."""
    try:
        following = address.join(URL(answer.headers["Location"]))
    except (KeyError, ValueError):
        raise FileIsPage(name=wanted.name) from None
    if following.scheme != "https" and following.scheme != address.scheme:
        raise FileIsPage(name=wanted.name)
    return following
