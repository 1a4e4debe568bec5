"""Rows to content, and content to text."""
