"""How an entry is sealed."""

import json
from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256

START = "0" * 64


def digest(
    *,
    previous: str,
    tenant_id: int,
    sequence: int,
    at: datetime,
    actor_id: int | None,
    actor: str,
    act: str,
    thing: str,
    thing_id: int | None,
    thing_name: str,
    change: Mapping[str, list[str | None]],
    address: str,
) -> str:
    """The SHA-256 seal, 64 hex digits, over one entry and the seal of the entry before it."""
    content = [
        previous, tenant_id, sequence, at.isoformat(), actor_id, actor, act, thing, thing_id, thing_name, dict(change), address,
    ]  # fmt: skip
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()
