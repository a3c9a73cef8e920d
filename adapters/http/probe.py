"""`python -m adapters.http.probe`: whether a `quoth run` with these settings is alive here.

For the health check of a container, which needs no other program for it; exit code 0 or 1, with a sentence.
"""

import os
import sys
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from bot.app.configuration import environment, read
from bot.errors import ConfigError

SECONDS = 4.0
# Whoever listens everywhere is asked at home.
EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - nothing is bound to it here


def main() -> int:
    """Ask /livez where HTTP_HOST and HTTP_PORT say; no proxy is used for it."""
    try:
        settings = read(environment(os.environ, Path.cwd()))
    except ConfigError as error:
        return _told(str(error), 1)
    host, port = EVERYWHERE.get(settings.http_host, settings.http_host), settings.http_port
    if not port:
        return _told("HTTP_PORT is 0, so nobody knows which port to ask: name one.", 1)
    connection = HTTPConnection(host, port, timeout=SECONDS)
    try:
        connection.request("GET", "/livez")
        status = connection.getresponse().status
    except (OSError, HTTPException) as error:
        return _told(f"{host}:{port} does not answer ({type(error).__name__}).", 1)
    finally:
        connection.close()
    return _told(f"{host}:{port} answers {status}.", 0 if status == 200 else 1)


def _told(sentence: str, code: int) -> int:
    sys.stdout.write(sentence + "\n")
    return code


if __name__ == "__main__":
    sys.exit(main())
