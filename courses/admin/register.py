"""What is in a course or term already: which keys are taken, where lists end, what can be chosen."""

from functools import cached_property

from django.db.models import Max, Model, Q

from courses.admin.keys import suggest_key
from courses.content.base import ENDS_IN_DATE, LAST_CLASS, RESERVED_KEYS, TO_BE_ANNOUNCED
from courses.models import Course, CourseItem, DaySwap, NoClassDay, Term
from courses.models.base import item_models

FORBIDDEN = RESERVED_KEYS | {LAST_CLASS, TO_BE_ANNOUNCED}

Keyed = CourseItem | NoClassDay | DaySwap


class Register:
    """A course's keys, places and objects, each read once a request."""

    def __init__(self, course: Course) -> None:
        """Keep the course; nothing is read before it is needed."""
        self.course = course
        self._places: dict[type[CourseItem], int] = {}
        self._objects: dict[type[Model], list[Model]] = {}

    def adopt(self, item: Keyed) -> None:
        """Make a new row one of this course."""
        if isinstance(item, CourseItem | NoClassDay):
            item.course = self.course

    def objects(self, model: type[Model]) -> list[Model]:
        """Return the course's rows of a model, in their order."""
        if model not in self._objects:
            self._objects[model] = list(model._default_manager.filter(course=self.course))
        return self._objects[model]

    def new_key(self, item: Keyed) -> str:
        """Return a key for a new item, made from what it is; it is taken from now on."""
        return take_key(item, self._keys)

    def new_place(self, model: type[CourseItem]) -> int:
        """Return the place after the last in the course's list of a model."""
        if model not in self._places:
            rows = model._default_manager.filter(course=self.course)
            self._places[model] = rows.aggregate(last=Max("position"))["last"] or 0
        self._places[model] += 1
        return self._places[model]

    @cached_property
    def _keys(self) -> set[str]:
        """The keys that a new item cannot have: those of the term's no-class days too."""
        days = NoClassDay.objects.filter(Q(course=self.course) | Q(term=self.course.term_id))
        keys = set(days.values_list("key", flat=True))
        for model in item_models():
            rows = model._default_manager.filter(course=self.course)
            keys.update(rows.values_list("key", flat=True))
        return keys


class TermRegister:
    """A term's keys, read once a request."""

    def __init__(self, term: Term) -> None:
        """Keep the term; nothing is read before it is needed."""
        self.term = term

    def adopt(self, item: Keyed) -> None:
        """Make a new row one of this term."""
        if isinstance(item, NoClassDay | DaySwap):
            item.term = self.term

    def new_key(self, item: Keyed) -> str:
        """Return a key for a new item, made from what it is; it is taken from now on."""
        return take_key(item, self._keys)

    @cached_property
    def _keys(self) -> set[str]:
        keys = set(self.term.no_class_days.values_list("key", flat=True))
        keys.update(self.term.day_swaps.values_list("key", flat=True))
        for model in item_models():
            rows = model._default_manager.filter(course__term=self.term)
            keys.update(rows.values_list("key", flat=True))
        return keys


def take_key(item: Keyed, taken: set[str]) -> str:
    """Return a key that is not taken, and take it."""
    base = suggest_key(item)
    if base in FORBIDDEN or ENDS_IN_DATE.search(base):
        base = f"{base}-{item._meta.model_name}"
    key, n = base, 1
    while key in taken:
        n += 1
        key = f"{base}-{n}"
    taken.add(key)
    return key
