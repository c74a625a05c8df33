"""Sentences in English and Simplified Chinese, by code and parameters."""

from greenward.texts.say import has_text, say, say_reason

__all__ = ["has_text", "say", "say_reason"]
