"""Hits become an answer with exact quotes, or a refusal."""
