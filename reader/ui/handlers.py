"""What each action does that concerns a part of the window only."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from reader.domain.shelf import Show
from reader.ui.desk import Desk
from reader.ui.dressing import Dressing
from reader.ui.going import Going
from reader.ui.panes import Panes
from reader.ui.popups import Popups
from reader.ui.reading import Reading
from reader.ui.saved import Saved
from reader.ui.searching import Searching
from reader.ui.viewer.article_view import ArticleView
from reader.ui.widgets.search_field import SearchField


@dataclass(frozen=True, slots=True)
class Doers:
    """The parts that do something when they are asked to."""

    desk: Desk
    reading: Reading
    going: Going
    popups: Popups
    panes: Panes
    search: SearchField
    searching: Searching
    saved: Saved
    viewer: ArticleView
    dressing: Dressing


def handlers(parts: Doers) -> Mapping[str, Callable[[], object]]:
    """Return what actions of `SPECS` do, by their ids."""
    return {
        "open-folder": parts.popups.open_folder,
        "next-article": parts.reading.next_article,
        "previous-article": parts.reading.previous_article,
        "next-unread": parts.reading.next_unread,
        "previous-unread": parts.reading.previous_unread,
        "page-down": parts.reading.page_down,
        "page-up": parts.reading.page_up,
        "next-category": parts.reading.next_category,
        "previous-category": parts.reading.previous_category,
        "search": parts.search.start,
        "search-everywhere": parts.searching.widen,
        "search-order": parts.searching.turn_order,
        "keep-search": parts.saved.keep,
        "filter-categories": parts.going.to_filter,
        "toggle-read": parts.reading.toggle_read,
        "toggle-star": parts.reading.toggle_star,
        "mark-all": parts.desk.mark_all,
        "mark-above": parts.reading.mark_above,
        "mark-older": parts.reading.mark_older,
        "redo": parts.desk.redo,
        "open-original": parts.going.to_original,
        "reveal": parts.going.to_file,
        "renew": parts.desk.renew,
        "more-like-this": parts.going.to_similar,
        "find": parts.viewer.open_find,
        "next-hit": partial(parts.viewer.next_hit, 1),
        "previous-hit": partial(parts.viewer.next_hit, -1),
        "pane-sidebar": parts.going.to_sidebar,
        "pane-list": parts.going.to_list,
        "pane-page": parts.going.to_page,
        "show-all": partial(parts.reading.turn, Show.ALL),
        "show-unread": partial(parts.reading.turn, Show.UNREAD),
        "show-starred": partial(parts.reading.turn, Show.STARRED),
        "clean-up": parts.reading.clean_up,
        "toggle-sidebar": parts.panes.toggle_sidebar,
        "hide-read-categories": partial(parts.dressing.turn, "hide_read_categories"),
        "show-hidden": partial(parts.dressing.turn, "show_hidden"),
        "larger": partial(parts.viewer.zoom, 1),
        "smaller": partial(parts.viewer.zoom, -1),
        "normal-size": partial(parts.viewer.zoom, 0),
        "keys": parts.popups.open_keys,
    }
