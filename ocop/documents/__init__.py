"""Issued documents and their life."""

from ocop.documents.services.verifying import count_question, note_verification

__all__ = ["count_question", "note_verification"]
