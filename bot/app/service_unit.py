"""A unit for systemd that runs Quoth with no more rights than it uses; see systemd.exec(5)."""

from collections.abc import Sequence
from pathlib import Path

# What `systemd-analyze security` asks for and Quoth can do without. It speaks TCP, the local socket of PostgreSQL, and
# starts children of its own; it needs no device, no capability, no kernel, no other process.
HARDENED = (
    "NoNewPrivileges=yes", "CapabilityBoundingSet=", "AmbientCapabilities=", "PrivateTmp=yes", "PrivateDevices=yes",
    "DevicePolicy=closed", "ProtectSystem=strict", "ProtectHome=read-only", "ProtectProc=invisible",
    "ProtectClock=yes", "ProtectControlGroups=yes", "ProtectHostname=yes", "ProtectKernelLogs=yes",
    "ProtectKernelModules=yes", "ProtectKernelTunables=yes", "LockPersonality=yes", "RemoveIPC=yes",
    "RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX", "RestrictNamespaces=yes", "RestrictRealtime=yes",
    "RestrictSUIDSGID=yes", "SystemCallArchitectures=native", "SystemCallFilter=@system-service",
    "SystemCallFilter=~@privileged", "SystemCallErrorNumber=EPERM", "UMask=0077",
)  # fmt: skip


def unit(*, user: str, folder: Path, command: Sequence[str], written: Sequence[Path]) -> str:
    """The text of quoth.service: as that user, in the folder of `.env`; only `written` folders can be written."""
    paths = "".join(f"ReadWritePaths={_word(str(path))}\n" for path in dict.fromkeys(written))
    hardened = "".join(f"{line}\n" for line in HARDENED)
    return f"""\
[Unit]
Description=Quoth, a quote and quiz bot for Slack and Discord
Wants=network-online.target
After=network-online.target postgresql.service
# Ten starts in ten minutes are enough: a token that is refused is so the next time too.
StartLimitIntervalSec=600
StartLimitBurst=10

[Service]
Type=exec
User={user}
WorkingDirectory={_specifiers(str(folder))}
ExecStart={" ".join(map(_word, command))}
# It may be killed at any moment and goes on where it was. With code 2 the settings are wrong, and stay so.
Restart=on-failure
RestartSec=5
RestartPreventExitStatus=2
TimeoutStopSec=15
# Reading a transcript that takes too much memory ends that, not the bot.
OOMPolicy=continue
{hardened}{paths}
[Install]
WantedBy=multi-user.target
"""


def _word(text: str) -> str:
    """As one word of a line; systemd takes no quotation mark in the name of a program."""
    escaped = _specifiers(text)
    return f'"{escaped}"' if " " in escaped else escaped


def _specifiers(text: str) -> str:
    return text.replace("%", "%%")
