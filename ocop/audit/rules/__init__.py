"""What the office has settled about its trail: how entries are sealed and how they read."""

from ocop.audit.rules.sealing import FAULT_WORDS, START, Fault, Link, digest, fault_of

__all__ = ["FAULT_WORDS", "START", "Fault", "Link", "digest", "fault_of"]
