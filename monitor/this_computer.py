"""Which names and addresses are those of the computer itself: what is served there, nobody else can open."""

import ipaddress


def is_this_computer(host: str) -> bool:
    """Whether a name or an address is that of the computer itself."""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
