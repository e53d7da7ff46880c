"""The engine: python-liquid made lenient, as Jekyll's `error_mode: warn` is, and bounded in its work."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sized
from dataclasses import dataclass, field
from functools import partial
from typing import Any, ClassVar, Final, TextIO

from liquid import BoundTemplate, Environment, Mode, RenderContext, Token
from liquid.exceptions import (
    BlockNestingError,
    LiquidError,
    LiquidInterrupt,
    LiquidSyntaxError,
    ResourceLimitError,
)

from reader.content.templating.long_list import LongList

LARGEST: Final = 2_000_000
"""Characters or items that a filter may be given or return."""


@dataclass(slots=True)
class Services:
    """What templates of one article may ask the program for, and how much they have asked.

    The callables return None for what does not exist. ``parse`` makes a template of a text, ``left`` is
    how much work is allowed still, ``weight`` what a round of a loop counts for: what stands in it is not
    counted one by one.
    """

    include: Callable[[str], str | None]
    relative: Callable[[str], str | None]
    link_to: Callable[[str], str | None]
    parse: Callable[[str], BoundTemplate | None]
    left: int
    weight: int = 1
    templates: dict[str, BoundTemplate | None] = field(default_factory=dict)

    def spend(self, steps: int) -> None:
        """Count work; raises ResourceLimitError when it has been too much."""
        self.left -= steps
        if self.left < 0:
            raise ResourceLimitError("the template does too much", token=None)


class PageContext(RenderContext):
    """A render context that knows the article's `Services` and counts its work."""

    __slots__ = ("services",)

    def __init__(self, template: BoundTemplate, values: Mapping[str, object], services: Services) -> None:
        super().__init__(template, globals=values)
        self.services = services

    def raise_for_loop_limit(self, length: int = 1) -> None:
        """Count the rounds of a loop that is about to start."""
        self.services.spend((length + 1) * self.services.weight)

    def get_item(self, obj: Any, key: Any) -> Any:  # noqa: ANN401 - as the base class has it
        """Return an item of something; of a list that is never made whole, its true size."""
        return obj.total if key == "size" and isinstance(obj, LongList) else super().get_item(obj, key)

    def filter(self, name: str, token: Token | None) -> Callable[..., object]:
        """Return the named filter, bounded; an unknown one hands its value on, as in Jekyll."""
        return partial(_bounded, self.services, name, super().filter(name, token))


class LenientTemplate(BoundTemplate):
    """A template whose broken parts print nothing and leave the others alone."""

    def render_with_context(
        self,
        context: RenderContext,
        buffer: TextIO,
        *_: Any,  # noqa: ANN401 - as the base class has it
        partial: bool = False,
        block_scope: bool = False,
        **__: Any,  # noqa: ANN401 - as the base class has it
    ) -> None:
        """Render node by node; only too much work ends it all."""
        with context.extend({"partial": partial}):
            for node in self.nodes:
                try:
                    node.render(context, buffer)
                except LiquidInterrupt:
                    if partial and not block_scope:
                        raise
                    break
                except ResourceLimitError:
                    raise
                except Exception:  # noqa: BLE001, S112 - whatever a filter stumbles over, the page goes on
                    continue


class JekyllEnvironment(Environment):
    """An environment that raises what cannot be parsed and forgives what cannot be rendered."""

    template_class = LenientTemplate
    block_nesting_limit: ClassVar[int] = 60
    context_depth_limit: ClassVar[int] = 60
    local_namespace_limit: ClassVar[int | None] = 16 * 2**20
    output_stream_limit: ClassVar[int | None] = 8 * 2**20
    string_first_and_last = True
    keyword_assignment = True

    def __init__(self) -> None:
        super().__init__(tolerance=Mode.LAX, strict_filters=False)

    def error(
        self, exc: type[LiquidError] | LiquidError, msg: str | None = None, token: Token | None = None
    ) -> None:
        """Raise errors of parsing, and of work without bounds; let the others pass."""
        error = exc if isinstance(exc, LiquidError) else exc(msg, token=token)
        if error.token is None:
            error.token = token
        if isinstance(error, (LiquidSyntaxError, BlockNestingError, ResourceLimitError)):
            raise error


def _bounded(
    services: Services, name: str, function: Callable[..., object], *args: object, **kwargs: object
) -> object:
    """Call a filter unless what goes in, or would come out, is out of all proportion."""
    size = sum(_size(arg) for arg in args)
    services.spend(1 + size // 256)
    if size > LARGEST or _growth(name, args) > LARGEST:
        raise ResourceLimitError(f"too much for {name}", token=None)
    result = function(*args, **kwargs)
    if isinstance(result, list) and _size(result) > LARGEST:
        raise ResourceLimitError(f"too much of {name}", token=None)
    if isinstance(result, int) and abs(result) >= 1 << 128:
        raise ResourceLimitError("the number is too large", token=None)
    return result


def _size(value: object) -> int:
    """Return about how long a value prints; a list with all in it, for it may hold a list again and again."""
    if not isinstance(value, list):
        return len(value) if isinstance(value, Sized) else 1
    total, waiting = 0, [value]
    while waiting and total <= LARGEST:
        for item in waiting.pop():
            total += len(item) + 1 if isinstance(item, str) else 1
            if isinstance(item, list):
                waiting.append(item)
    return total


def _growth(name: str, args: tuple[object, ...]) -> int:
    """Return about how long the result of a filter that multiplies its input would be."""
    if name == "join" and len(args) > 1:
        return _size(args[0]) * len(str(args[1]))
    if name == "replace" and len(args) > 2 and isinstance(args[0], str):
        return args[0].count(str(args[1])) * len(str(args[2]))
    if name in {"uniq", "where", "group_by"} and not isinstance(args[0], str):
        return _size(args[0]) ** 2 // 100
    return 0
