"""`python -m bot` is `quoth`."""

import sys

from bot.cli import main

sys.exit(main())
