"""Web proxies beside each other: what is asked (scenarios), of whom (peers), by whom (load), at what cost (cpu)."""
