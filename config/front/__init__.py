"""What stands before Django: finished answers, given only while the database says they hold."""

from config.front.front import Front
from config.front.watching import Watch, watch_of

__all__ = ["Front", "Watch", "watch_of"]
