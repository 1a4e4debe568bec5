"""Text to content, and content to rows."""
