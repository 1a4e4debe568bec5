"""Tags of the public pages' templates."""
