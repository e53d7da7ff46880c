"""Jekyll's filters for lists: choosing, grouping, ordering (``filters.rb``, ``grouping_filters.rb``)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sized
from io import StringIO
from typing import Final

from liquid import Environment, RenderContext
from liquid.filter import with_context

from reader.content.templating.filters import text_of
from reader.content.templating.long_list import LongList


def items_of(value: object) -> list[object]:
    """Return what a filter goes through: a list's items, a mapping's values, or the one thing itself."""
    if isinstance(value, Mapping):
        return list(value.values())
    if isinstance(value, str) or not isinstance(value, Iterable):
        return [] if value is None else [value]
    return list(value)


def property_of(item: object, path: object) -> object:
    """Return an item's property, whose name may have dots; None where it has none."""
    for name in text_of(path).split("."):
        item = item.get(name) if isinstance(item, Mapping) else None
    return item


def where(value: object, name: object, wanted: object = None) -> list[object]:
    """Return the items whose property is (or, being a list, holds) the wanted value."""
    return [item for item in items_of(value) if _is(property_of(item, name), wanted)]


def find(value: object, name: object, wanted: object = None) -> object:
    """Return the first item that `where` would return, or None."""
    return next(iter(where(value, name, wanted)), None)


def _is(found: object, wanted: object) -> bool:
    if wanted is None:
        return found is None
    if isinstance(found, (list, tuple)):
        return any(text_of(each) == text_of(wanted) for each in found)
    return found is not None and text_of(found) == text_of(wanted)


@with_context
def where_exp(value: object, name: object, expression: object, *, context: RenderContext) -> list[object]:
    """Return the items for which an expression holds."""
    test = _evaluator(f"{{% if {text_of(expression)} %}}1{{% endif %}}", text_of(name), context)
    return [item for item in items_of(value) if test(item)]


@with_context
def find_exp(value: object, name: object, expression: object, *, context: RenderContext) -> object:
    """Return the first item for which an expression holds, or None."""
    return next(iter(where_exp(value, name, expression, context=context)), None)


@with_context
def group_by_exp(value: object, name: object, expression: object, *, context: RenderContext) -> list[object]:
    """Return groups of the items for which an expression prints the same."""
    return _grouped(value, _evaluator(f"{{{{ {text_of(expression)} }}}}", text_of(name), context))


def group_by(value: object, name: object) -> list[object]:
    """Return groups of the items whose property prints the same."""
    return _grouped(value, lambda item: text_of(property_of(item, name)))


def _grouped(value: object, key_of: Callable[[object], str]) -> list[object]:
    groups: dict[str, list[object]] = {}
    for item in items_of(value):
        groups.setdefault(key_of(item), []).append(item)
    return [{"name": key, "items": group, "size": len(group)} for key, group in groups.items()]


def _evaluator(markup: str, name: str, context: RenderContext) -> Callable[[object], str]:
    template = context.env.from_string(markup)

    def evaluate(item: object) -> str:
        context.raise_for_loop_limit()
        buffer = StringIO()
        with context.extend({name: item}):
            template.render_with_context(context, buffer, partial=True)
        return buffer.getvalue()

    return evaluate


def sort(value: object, name: object = None, nils: object = "first") -> list[object]:
    """Return the items in order, of themselves or of a property; those without it first or last."""
    keyed = [(item, item if name is None else property_of(item, name)) for item in items_of(value)]
    absent = [item for item, key in keyed if key is None]
    present = [pair for pair in keyed if pair[1] is not None]
    numbers = all(isinstance(key, (int, float)) for _, key in present)
    ordered = [item for item, _ in sorted(present, key=lambda pair: pair[1] if numbers else text_of(pair[1]))]  # type: ignore[arg-type,return-value] # all numbers, or all text
    return [*absent, *ordered] if nils == "first" else [*ordered, *absent]


def array_to_sentence_string(value: object, connector: object = "and") -> str:
    """Return ``a, b, and c``."""
    words = [text_of(item) for item in items_of(value)]
    if len(words) < 3:
        return f" {text_of(connector)} ".join(words)
    return f"{', '.join(words[:-1])}, {text_of(connector)} {words[-1]}"


def push(value: object, item: object) -> list[object]:
    """Return the list with an item more at its end."""
    return [*items_of(value), item]


def unshift(value: object, item: object) -> list[object]:
    """Return the list with an item more at its start."""
    return [item, *items_of(value)]


def pop(value: object, count: object = 1) -> list[object]:
    """Return the list without its last items."""
    items = items_of(value)
    return items[: max(len(items) - _whole(count), 0)]


def shift(value: object, count: object = 1) -> list[object]:
    """Return the list without its first items."""
    return items_of(value)[_whole(count) :]


def sample(value: object, count: object = 1) -> object:
    """Return items of the list: the first ones, so that a page reads the same each time."""
    items = items_of(value)
    return items[: _whole(count)] if _whole(count) != 1 else next(iter(items), None)


def size(value: object) -> int:
    """Return how many items or characters there are."""
    if isinstance(value, LongList):
        return value.total
    return len(value) if isinstance(value, Sized) else 0


def _whole(value: object) -> int:
    return max(value, 0) if isinstance(value, int) else 1


FILTERS: Final[dict[str, Callable[..., object]]] = {
    "array_to_sentence_string": array_to_sentence_string,
    "find": find,
    "find_exp": find_exp,
    "group_by": group_by,
    "group_by_exp": group_by_exp,
    "pop": pop,
    "push": push,
    "sample": sample,
    "shift": shift,
    "size": size,
    "sort": sort,
    "unshift": unshift,
    "where": where,
    "where_exp": where_exp,
}


def register(env: Environment) -> None:
    """Give an environment these filters."""
    for name, function in FILTERS.items():
        env.add_filter(name, function)
