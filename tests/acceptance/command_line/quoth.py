"""The real `quoth` as a process."""

import subprocess
from collections.abc import Callable
from pathlib import Path

Quoth = Callable[..., "subprocess.CompletedProcess[str]"]


TALK = """\
Ines Moreau: Nobody reads the plan until the day it catches fire.
Hugo Prinz: The kettle has seen more of our decisions than the minutes ever will.
Ines Moreau: A meeting without biscuits is only an email with chairs.
"""


ROOT = str(Path(__file__).resolve().parents[3])
