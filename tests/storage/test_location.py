"""PROMISES 15: a file in a synced folder, on a network path, on FAT is warned about, always."""

from __future__ import annotations

import sys
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

import pytest

from workshop_app.storage.location import (
    Mount,
    Risk,
    linux_mounts,
    mac_mounts,
    marked_by,
    read_mounts,
    risk_at,
    risk_of,
)

LINUX = """\
/dev/nvme0n1p2 / ext4 rw,relatime 0 0
proc /proc proc rw 0 0
/dev/sda1 /media/eva/STICK\\040ONE vfat rw,nosuid 0 0
/dev/sda2 /media/eva/CARD exfat rw,nosuid 0 0
//server/share /mnt/share cifs rw 0 0
server:/home /home/eva/office nfs4 rw 0 0
gvfsd-fuse /run/user/1000/gvfs fuse.gvfsd-fuse rw 0 0
eva@host: /home/eva/remote fuse.sshfs rw 0 0
/dev/sdb1 /home/eva/office/local ext4 rw 0 0
"""
MAC = """\
/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
/dev/disk3s5 on /System/Volumes/Data (apfs, local, journaled, nobrowse)
//eva@server/share on /Volumes/share (smbfs, nodev, nosuid, mounted by eva)
/dev/disk4s1 on /Volumes/STICK (2) (msdos, local, nodev, nosuid, noowners)
"""
WINDOWS = [
    Mount(PureWindowsPath("C:\\"), "NTFS"),
    Mount(PureWindowsPath("E:\\"), "FAT32"),
    Mount(PureWindowsPath("F:\\"), "exFAT"),
    Mount(PureWindowsPath("Z:\\"), "network"),
]

SYNCED = {
    "/home/eva/Dropbox/day.workshop": "Dropbox",
    "/home/eva/Dropbox (Personal)/2026/day.workshop": "Dropbox",
    "/home/eva/Nextcloud/day.workshop": "Nextcloud",
    "/home/eva/Nextcloud2/day.workshop": "Nextcloud",
    "/home/eva/ownCloud/day.workshop": "ownCloud",
    "/home/eva/Google Drive/day.workshop": "Google Drive",
    "/Users/eva/Library/CloudStorage/GoogleDrive-eva@here.org/My Drive/d.workshop": "Google Drive",
    "/Users/eva/Library/CloudStorage/OneDrive-Northlight/d.workshop": "OneDrive",
    "/Users/eva/Library/Mobile Documents/com~apple~CloudDocs/d.workshop": "iCloud",
    "C:\\Users\\eva\\OneDrive\\Documents\\day.workshop": "OneDrive",
    "C:\\Users\\eva\\OneDrive - Northlight BV\\day.workshop": "OneDrive",
    "C:\\Users\\eva\\iCloudDrive\\day.workshop": "iCloud",
    "G:\\Mijn Drive\\day.workshop": "Google Drive",
}


def _pure(text: str) -> PurePath:
    return PureWindowsPath(text) if ":\\" in text or text.startswith("\\") else PurePosixPath(text)


@pytest.mark.parametrize(("path", "service"), SYNCED.items())
def test_a_synced_folder_is_known_by_its_name(path: str, service: str) -> None:
    assert risk_at(_pure(path), []) == Risk("synced", service)


@pytest.mark.parametrize(
    "path",
    [
        "/home/eva/Documents/Workshops/day.workshop",
        "/home/eva/Documents/Dropbox.workshop",
        "/home/eva/dropboxes/day.workshop",
        "/home/eva/Boxes/My drivers/day.workshop",
        "C:\\Users\\eva\\Documents\\day.workshop",
    ],
)
def test_an_ordinary_folder_is_no_risk(path: str) -> None:
    mounts = [*linux_mounts(LINUX), *WINDOWS]
    assert risk_at(_pure(path), mounts) is None


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/media/eva/STICK ONE/day.workshop", "fat"),
        ("/media/eva/CARD/a/day.workshop", "fat"),
        ("/mnt/share/day.workshop", "network"),
        ("/home/eva/office/2026/day.workshop", "network"),
        ("/run/user/1000/gvfs/smb-share:server=s,share=x/day.workshop", "network"),
        ("/home/eva/remote/day.workshop", "network"),
    ],
)
def test_the_innermost_drive_of_linux_decides(path: str, kind: str) -> None:
    found = risk_at(PurePosixPath(path), linux_mounts(LINUX))
    assert found is not None
    assert found.kind == kind


def test_a_local_drive_inside_a_share_is_no_risk() -> None:
    path = PurePosixPath("/home/eva/office/local/day.workshop")
    assert risk_at(path, linux_mounts(LINUX)) is None


def test_what_was_mounted_last_over_a_folder_decides() -> None:
    mounts = [Mount(PurePosixPath("/mnt"), "nfs"), Mount(PurePosixPath("/mnt"), "ext4")]
    assert risk_at(PurePosixPath("/mnt/day.workshop"), mounts) is None
    assert risk_at(PurePosixPath("/mnt/day.workshop"), mounts[:1]) == Risk("network")


def test_the_drives_of_a_mac() -> None:
    mounts = list(mac_mounts(MAC))
    assert risk_at(PurePosixPath("/Volumes/share/day.workshop"), mounts) == Risk("network")
    assert risk_at(PurePosixPath("/Volumes/STICK (2)/day.workshop"), mounts) == Risk("fat")
    assert risk_at(PurePosixPath("/Users/eva/day.workshop"), mounts) is None


@pytest.mark.parametrize(
    ("path", "risk"),
    [
        ("\\\\server\\share\\day.workshop", Risk("network")),
        ("Z:\\day.workshop", Risk("network")),
        ("E:\\day.workshop", Risk("fat")),
        ("F:\\2026\\day.workshop", Risk("fat")),
        ("C:\\day.workshop", None),
    ],
)
def test_the_drives_of_windows(path: str, risk: Risk | None) -> None:
    assert risk_at(PureWindowsPath(path), WINDOWS) == risk


def test_a_synced_folder_on_a_share_is_named_by_its_service() -> None:
    path = PurePosixPath("/mnt/share/Dropbox/day.workshop")
    assert risk_at(path, linux_mounts(LINUX)) == Risk("synced", "Dropbox")


def test_a_link_into_a_synced_folder_is_followed(tmp_path: Path) -> None:
    synced = tmp_path / "Dropbox"
    synced.mkdir()
    link = tmp_path / "sessions"
    try:
        link.symlink_to(synced, target_is_directory=True)
    except OSError:
        pytest.skip("links cannot be made here")
    assert risk_of(link / "day.workshop") == Risk("synced", "Dropbox")


@pytest.mark.parametrize(
    ("mark", "service"),
    [
        (".stfolder", "Syncthing"),
        (".nextcloudsync.log", "Nextcloud"),
        (".dropbox.cache", "Dropbox"),
    ],
)
def test_a_synced_folder_with_another_name_is_known_by_its_mark(
    tmp_path: Path, mark: str, service: str
) -> None:
    path = tmp_path / "Shared" / "2026" / "day.workshop"
    path.parent.mkdir(parents=True)
    assert marked_by(path) == ""
    (tmp_path / "Shared" / mark).mkdir()
    assert marked_by(path) == service
    assert risk_of(path) == Risk("synced", service)


def test_a_temporary_folder_of_this_computer_is_no_risk(tmp_path: Path) -> None:
    assert risk_of(tmp_path / "day.workshop") is None


@pytest.mark.skipif(sys.platform == "win32", reason="Windows is asked for one drive only")
def test_this_computers_own_drives_are_read(tmp_path: Path) -> None:
    folders = {str(mount.folder) for mount in read_mounts(tmp_path)}
    assert folders & {"/proc", "/dev", "/System/Volumes/Data"}
    assert all(Path(folder).is_absolute() for folder in folders)


def test_a_computer_that_starts_from_the_network_is_not_warned_about_all_of_it() -> None:
    mounts = list(linux_mounts("server:/root / nfs rw 0 0\nserver:/home /home nfs rw 0 0\n"))
    assert risk_at(PurePosixPath("/srv/day.workshop"), mounts) is None
    assert risk_at(PurePosixPath("/home/day.workshop"), mounts) == Risk("network")
