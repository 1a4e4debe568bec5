"""The pages of mail: where it is asked for, confirmed, changed and ended."""
