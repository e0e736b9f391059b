"""Prepare, run and follow up workshops on one laptop, without internet."""

__version__ = "0.1.0"
