"""The signed page comes home: what the code on a page says, what a scan shows, and which document its pages make."""

from __future__ import annotations

from ocop.paperwork.scans.marks import Mark, parse, payload, version_of

__all__ = ["Mark", "parse", "payload", "version_of"]
