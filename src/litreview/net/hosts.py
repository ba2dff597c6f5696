"""Which hosts are public: names and addresses that only a private network knows are told by themselves."""

from __future__ import annotations

import ipaddress
import socket

# Names that are no public host whatever a resolver says: RFC 6761, 6762, 7686, 8375, and those that routers make up.
PRIVATE_NAMES = (
    "localhost",
    "local",
    "internal",
    "intranet",
    "lan",
    "home",
    "corp",
    "home.arpa",
    "onion",
    "localdomain",
)
NAT64 = ipaddress.ip_network("64:ff9b::/96")


def private_name(host: str) -> bool:
    """Whether a host name is one that only a private network knows."""
    host = host.rstrip(".").lower()
    return any(host == name or host.endswith("." + name) for name in PRIVATE_NAMES)


def literal(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    """The address that a host part spells, in any form that a resolver takes (`127.1`, `0x7f000001`), else None."""
    try:
        return ipaddress.ip_address(host.strip("[]").partition("%")[0])
    except ValueError:
        pass
    if not host[:1].isdigit():
        return None
    try:
        return ipaddress.ip_address(socket.inet_aton(host.rstrip(".")))
    except OSError:
        return None


def private_address(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    """Whether an address is not of the public internet, those that carry another address inside included."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo or (None, None))[1]
        if inner is None and address in NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return private_address(inner)
    return not address.is_global or address.is_multicast
