"""Addresses that a page may be fetched from: those of the public Internet, never a machine of the local
network.

The author of a page chooses where its host name and its redirects lead, and services on the local network
trust whoever can reach them. So a name is resolved once, the address is checked, and that address is
connected to.
"""

import ipaddress
import socket
from collections.abc import Callable

from rag.errors import Unreadable

# From a host name and a port to the addresses to try, in order; raises Unreadable.
Resolve = Callable[[str, int], list[str]]

_NAT64 = ipaddress.ip_network("64:ff9b::/96")
# Not public, though Python's `is_global` says so: Azure's address for its machines, a block kept for protocols,
# relays from IPv6, site-local addresses, and the newer block for documentation.
_INNER = tuple(
    map(
        ipaddress.ip_network,
        ("168.63.129.16/32", "192.0.0.0/24", "192.88.99.0/24", "fec0::/10", "3fff::/20"),
    )
)


def public_addresses(host: str, port: int) -> list[str]:
    """The addresses of `host`; raises Unreadable where there are none, or one of them is not public."""
    try:
        answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise Unreadable(f"The name {host!r} is not known. Check the address.") from error
    found = list(dict.fromkeys(str(answer[4][0]) for answer in answers))
    for address in found:
        if not is_public(address):
            raise Unreadable(
                f"{host!r} leads to {address}, which is not on the public Internet. "
                "Save the page as a file and ingest that."
            )
    return found


def is_public(address: str) -> bool:
    """Is an address on the public Internet, whatever notation it hides another one in?"""
    ip: ipaddress.IPv4Address | ipaddress.IPv6Address = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inner is None and ip in _NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    if any(ip in network for network in _INNER):
        return False
    return ip.is_global and not ip.is_multicast and not ip.is_reserved
