"""The least a Slack app can do: Bolt on its own server, every command acknowledged with "pong"."""

import os
import re
import sys

from aiohttp import web
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient


async def serve() -> web.Application:
    """The app, told where its Slack is."""
    client = AsyncWebClient(token=os.environ["SLACK_BOT_TOKEN"], base_url=os.environ["SLACK_API_BASE"] + "/")
    app = AsyncApp(client=client, signing_secret=os.environ["SLACK_SIGNING_SECRET"])

    @app.command(re.compile(".*"))
    async def pong(ack: AsyncAck) -> None:
        await ack("pong")

    made: web.Application = app.web_app(path="/slack/events")

    async def ready(_: web.Application) -> None:
        sys.stdout.write(f"ready http {os.environ['HTTP_HOST']}:{os.environ['HTTP_PORT']}\nready slack\n")
        sys.stdout.flush()

    made.on_startup.append(ready)
    return made


if __name__ == "__main__":
    web.run_app(serve(), host=os.environ["HTTP_HOST"], port=int(os.environ["HTTP_PORT"]), print=None, access_log=None)
