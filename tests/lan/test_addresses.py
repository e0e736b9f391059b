"""Which network is likely the phones', by what the three systems call their adapters."""

from __future__ import annotations

from typing import get_args

import pytest

from workshop_app.lan.addresses import Kind, Network, in_order, networks
from workshop_app.words import LANGUAGES, Words


@pytest.mark.parametrize(
    ("name", "nice_name", "address", "kind"),
    [
        ("{1B}", "Microsoft Wi-Fi Direct Virtual Adapter #2", "192.168.137.1", "own_hotspot"),
        ("{1B}", "Microsoft Wi-Fi Direct Virtual Adapter", "192.168.10.4", "own_hotspot"),
        ("wlan0", "wlan0", "10.42.0.1", "own_hotspot"),
        ("ap0", "ap0", "192.168.12.1", "own_hotspot"),
        ("bridge100", "bridge100", "192.168.2.1", "own_hotspot"),
        ("en0", "en0", "172.20.10.4", "phone_hotspot"),
        ("wlan0", "wlan0", "192.168.43.77", "phone_hotspot"),
        ("wlp3s0", "wlp3s0", "192.168.1.20", "wifi"),
        ("{2C}", "Intel(R) Wi-Fi 6 AX201 160MHz", "10.0.0.7", "wifi"),
        ("enp0s31f6", "enp0s31f6", "192.168.1.21", "cable"),
        ("{3D}", "Realtek PCIe GbE Family Controller", "192.168.1.22", "cable"),
        ("{4E}", "Something", "192.168.1.23", "other"),
        ("{2C}", "Intel(R) Wi-Fi 6 AX201 160MHz", "169.254.3.4", "alone"),
        ("eth0", "eth0", "93.184.216.34", "public"),
        ("docker0", "docker0", "172.17.0.1", "virtual"),
        ("{5F}", "VirtualBox Host-Only Ethernet Adapter", "192.168.56.1", "virtual"),
        ("{6A}", "Hyper-V Virtual Ethernet Adapter", "172.28.0.1", "virtual"),
        ("utun4", "utun4", "10.8.0.2", "vpn"),
        ("{7B}", "WireGuard Tunnel", "10.8.0.3", "vpn"),
        ("tailscale0", "tailscale0", "100.101.2.3", "vpn"),
    ],
)
def test_a_network_is_known_by_its_address_or_its_name(
    name: str, nice_name: str, address: str, kind: Kind
) -> None:
    assert in_order([(name, nice_name, address)]) == [Network(address, nice_name, kind)]


def test_the_likeliest_comes_first_and_loopback_never() -> None:
    found = in_order(
        [
            ("lo", "lo", "127.0.0.1"),
            ("tun0", "tun0", "10.8.0.2"),
            ("docker0", "docker0", "172.17.0.1"),
            ("eth0", "eth0", "192.168.1.21"),
            ("wlan0", "wlan0", "10.42.0.1"),
            ("wlan1", "wlan1", "192.168.1.20"),
            ("none", "none", "0.0.0.0"),
        ]
    )
    assert [network.name for network in found] == ["wlan0", "wlan1", "eth0", "docker0", "tun0"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_has_plain_words(language: str) -> None:
    words = Words.load(language)
    said = {Network("10.0.0.1", "eth7", kind).said(words) for kind in get_args(Kind)}
    assert len(said) == len(get_args(Kind))
    assert all("eth7" in sentence for sentence in said)


def test_this_machine_is_asked() -> None:
    for network in networks():
        assert not network.address.startswith("127.")
        assert network.name
