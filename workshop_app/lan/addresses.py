"""The machine's networks, and which one is likely the hotspot that the phones are on.

Python's own library cannot list addresses by adapter on every system: `socket` knows names without
addresses, and asking for the host's name finds 127.0.1.1 on many a Linux. `ifaddr` asks the system
(`getifaddrs`, `GetAdaptersAddresses`) through ctypes: pure Python, MIT, without dependencies.
"""

from __future__ import annotations

import ipaddress
import re
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, get_args

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workshop_app.words import Words

Kind = Literal[
    "own_hotspot", "phone_hotspot", "wifi", "cable", "other", "alone", "public", "virtual", "vpn"
]
"""What a network is, the likeliest for phones first."""

_ORDER: Final = {kind: place for place, kind in enumerate(get_args(Kind))}

_NAMES: Final[tuple[tuple[Kind, str], ...]] = (
    ("own_hotspot", r"wi-?fi direct|hosted network|^(ap|uap|bridge1\d\d)\d*$"),
    ("vpn", r"^(tun|tap|utun|wg|ppp|ipsec|tailscale|zt|nordlynx|proton)|vpn|wireguard|tailscale"),
    (
        "virtual",
        r"^(docker|br-|veth|virbr|vmnet|vboxnet|lxc|lxd|podman|cni|bridge0|awdl|llw|anpi)"
        r"|virtual|vethernet|vmware|hyper-v|wsl|bluetooth",
    ),
    ("wifi", r"^(wl|wifi|ath|ra\d)|wi-?fi|wlan|wireless|802\.11"),
    ("cable", r"^(eth|en|usb)|ethernet|gbe|lan"),
)
"""What adapters are called, on Linux and macOS by a short name, on Windows by a long one."""

_SHARED: Final[tuple[tuple[Kind, str], ...]] = (
    ("own_hotspot", "192.168.137.1/32"),  # Windows, Mobile hotspot
    ("own_hotspot", "10.42.0.0/16"),  # NetworkManager, "shared to other computers"
    ("phone_hotspot", "172.20.10.0/28"),  # iPhone
    ("phone_hotspot", "192.168.42.0/24"),  # Android by USB
    ("phone_hotspot", "192.168.43.0/24"),  # Android up to 10
    ("vpn", "100.64.0.0/10"),  # Tailscale and other networks laid over networks
)


class Network(NamedTuple):
    """One address of this machine, and what it belongs to."""

    address: str
    name: str
    kind: Kind

    def said(self, words: Words) -> str:
        """In plain words, with the name that the system gives it."""
        return words(f"lan.network.{self.kind}", name=self.name)


def networks() -> list[Network]:
    """Every IPv4 network of this machine, the likeliest for phones first; none when offline.

    Loopback is left out, for no phone reaches it, and so is IPv6: one address is enough to guard.
    """
    import ifaddr

    found = (
        (adapter.name, adapter.nice_name, str(ip.ip))
        for adapter in ifaddr.get_adapters()
        for ip in adapter.ips
        if ip.is_IPv4
    )
    return in_order(found)


def in_order(adapters: Iterable[tuple[str, str, str]]) -> list[Network]:
    """Networks from the names of adapters, short and long, and their IPv4 addresses."""
    found: dict[str, Network] = {}
    for name, nice_name, address in adapters:
        ip = ipaddress.IPv4Address(address)
        if not ip.is_loopback and not ip.is_unspecified:
            found[address] = Network(address, nice_name, kind_of(name, nice_name, ip))
    return sorted(found.values(), key=lambda network: (_ORDER[network.kind], network.name))


def kind_of(name: str, nice_name: str, ip: ipaddress.IPv4Address) -> Kind:
    """What a network is, by its address where that says it, else by the adapter's names."""
    for kind, shared in _SHARED:
        if ip in ipaddress.IPv4Network(shared):
            return kind
    named: Kind = "other"
    for kind, pattern in _NAMES:
        if _called(pattern, name, nice_name):
            named = kind
            break
    if named in ("virtual", "vpn"):
        return named
    if ip.is_link_local:
        return "alone"
    return named if ip.is_private else "public"


def _called(pattern: str, *names: str) -> bool:
    return any(re.search(pattern, name, re.IGNORECASE) for name in names)
