"""Where a session file lies, and what can go wrong there: a warning, never a refusal.

A program that keeps folders in step may copy the file half-written, a server on the network
may lose a lock, and a stick formatted as FAT may lose more than the last change.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path, PurePath, PureWindowsPath
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_MOUNTS = Path("/proc/self/mounts")
_ESCAPED = re.compile(r"\\([0-7]{3})")
_MAC_MOUNT = re.compile(r".+? on (?P<folder>.+) \((?P<fstype>[^,)]+)[^)]*\)")

_SERVICES: Final = (
    ("Dropbox", re.compile(r"dropbox\b.*")),
    ("OneDrive", re.compile(r"onedrive\b.*|skydrive")),
    ("Google Drive", re.compile(r"google ?drive\b.*|my drive|mijn drive|\.shortcut-targets-by-id")),
    ("iCloud", re.compile(r"icloud ?drive\b.*|com~apple~clouddocs|mobile documents")),
    ("Nextcloud", re.compile(r"nextcloud\d*\b.*")),
    ("ownCloud", re.compile(r"owncloud\b.*")),
    ("Box", re.compile(r"box sync|box-box")),
    ("pCloud", re.compile(r"p ?cloud ?drive\b.*")),
    ("MEGA", re.compile(r"megasync\b.*|mega-sync")),
    ("Proton Drive", re.compile(r"proton ?drive\b.*")),
    ("Synology Drive", re.compile(r"synology ?drive\b.*|cloudstation")),
    ("STACK", re.compile(r"stack(drive)?-sync|transip stack")),
    ("Syncthing", re.compile(r"syncthing")),
)
"""How each service calls its folders, in lower case, a part of the path at a time."""

_MARKERS: Final = (
    ("Dropbox", ".dropbox.cache"),
    ("Nextcloud", ".nextcloudsync.log"),
    ("ownCloud", ".owncloudsync.log"),
    ("Syncthing", ".stfolder"),
)
"""What a service leaves at the top of a folder that has another name."""

_NETWORK: Final = (
    "network nfs nfs4 cifs smb smb2 smb3 smbfs afpfs afs webdav davfs ncpfs ncp coda ceph "
    "glusterfs lustre gpfs 9p vboxsf vmhgfs prl_fs fuse.sshfs fuse.gvfsd-fuse fuse.rclone "
    "fuse.davfs2 fuse.curlftpfs fuse.smbnetfs fuse.glusterfs fuse.s3fs fuse.vmhgfs-fuse "
    "macfuse osxfuse"
)
_FAT: Final = "fat fat12 fat16 fat32 vfat msdos exfat fuse.exfat texfat"

_DRIVE_REMOTE: Final = 4
"""What Windows' ``GetDriveType`` says of a share that has a letter."""


class Mount(NamedTuple):
    """A drive or share: the folder it appears in and the name of its file system."""

    folder: PurePath
    fstype: str


class Risk(NamedTuple):
    """What is risky about a place; ``service`` is who keeps a ``synced`` folder in step."""

    kind: Literal["synced", "network", "fat"]
    service: str = ""


def risk_of(path: Path) -> Risk | None:
    """What is risky about where ``path`` lies on this computer; ``None`` for nothing known.

    Links are followed, so that a folder in step is noticed under any name.
    """
    whole = path.absolute()
    try:
        real = whole.resolve()
    except OSError:
        real = whole
    mounts = read_mounts(real)
    return risk_at(real, mounts, marked_by(real)) or risk_at(whole, mounts)


def risk_at(path: PurePath, mounts: Iterable[Mount], marked: str = "") -> Risk | None:
    """What is risky about an absolute path among these drives; reads nothing.

    ``marked`` is the service that marked a folder above as its own, if one did.
    """
    service = _service(path) or marked
    if service:
        return Risk("synced", service)
    if path.drive.startswith("\\\\"):
        return Risk("network")
    fstype = _fstype(path, mounts)
    if fstype in _NETWORK.split():
        return Risk("network")
    return Risk("fat") if fstype in _FAT.split() else None


def marked_by(path: Path) -> str:
    """The service that left its mark in a folder above ``path``; empty for none."""
    for folder in path.parents:
        for service, mark in _MARKERS:
            try:
                if (folder / mark).exists():
                    return service
            except OSError:
                continue
    return ""


def _service(path: PurePath) -> str:
    """The service whose folder stands in the path, the innermost first."""
    for part in reversed(path.parts[:-1]):
        folded = part.casefold()
        for service, pattern in _SERVICES:
            if pattern.fullmatch(folded):
                return service
    return ""


def _fstype(path: PurePath, mounts: Iterable[Mount]) -> str:
    """The file system of the innermost drive that holds ``path``; the last mounted wins."""
    depth, found = -1, ""
    for mount in mounts:
        if path.is_relative_to(mount.folder) and len(mount.folder.parts) >= depth:
            depth, found = len(mount.folder.parts), mount.fstype.casefold()
    return found


# -- what this computer has mounted ------------------------------------------------------


def read_mounts(path: Path) -> Sequence[Mount]:
    """The drives and shares of this computer, on Windows only the one that holds ``path``.

    Nothing where it cannot be known.
    """
    if sys.platform == "win32":
        return _windows_drive(path)
    try:
        if sys.platform == "darwin":
            said = subprocess.run(
                ["/sbin/mount"], capture_output=True, text=True, timeout=2, check=True
            )
            return list(mac_mounts(said.stdout))
        return list(linux_mounts(_MOUNTS.read_text(encoding="utf-8", errors="replace")))
    except (OSError, subprocess.SubprocessError):
        return []


def linux_mounts(text: str) -> Iterator[Mount]:
    """The drives in a file such as ``/proc/self/mounts``.

    The root is left out: a computer started from the network has nowhere better to go.
    """
    for line in text.splitlines():
        fields = line.split(" ")
        if len(fields) >= 3 and fields[1] != "/":
            folder = _ESCAPED.sub(lambda found: chr(int(found[1], 8)), fields[1])
            yield Mount(Path(folder), fields[2])


def mac_mounts(text: str) -> Iterator[Mount]:
    """The drives in what the command ``mount`` prints on macOS."""
    for line in text.splitlines():
        found = _MAC_MOUNT.fullmatch(line)
        if found:
            yield Mount(Path(found["folder"]), found["fstype"])


def _windows_drive(path: Path) -> list[Mount]:
    if sys.platform != "win32":
        return []
    import ctypes

    root = path.anchor
    kernel = ctypes.windll.kernel32
    if kernel.GetDriveTypeW(root) == _DRIVE_REMOTE:
        return [Mount(PureWindowsPath(root), "network")]
    name = ctypes.create_unicode_buffer(64)
    known = kernel.GetVolumeInformationW(root, None, 0, None, None, None, name, len(name))
    return [Mount(PureWindowsPath(root), name.value)] if known else []
