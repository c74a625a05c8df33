"""Sentences in English and Simplified Chinese, by code and parameters."""

from greenward.texts.say import enumerated, has_text, say, say_reason

__all__ = ["enumerated", "has_text", "say", "say_reason"]
