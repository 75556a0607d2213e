"""Sharing the dashboard on a network: signed links, and the gate that stands in front of everything."""
