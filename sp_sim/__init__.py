"""Simulate how social prescribing link workers get established in English general practice."""

__version__ = "0.1.0"
