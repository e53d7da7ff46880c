from __future__ import annotations

from collections.abc import Mapping
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from reader.content.document import Role
from reader.library.plan import Arrangement, Plan, arrange, newest_first, plan
from reader.sources.folder import FileInfo
from reader.storage.rows import Kind, Known

NAME = "2022-05-26-a.md"
POST, OLD = f"_posts/{NAME}", f"old_post/{NAME}"


def role(path: str) -> Role | None:
    if path.endswith(".png"):
        return None
    return Role.POST if path.startswith(("_posts/", "en/_posts/")) else Role.LOOSE


def info(path: str, mtime: int = 1) -> FileInfo:
    return FileInfo(path, 10, mtime)


def listing(*paths: str) -> dict[str, FileInfo]:
    return {path: info(path) for path in paths}


def known(
    paths: Mapping[str, Kind | int], heads: Mapping[str, str] | None = None, by_path: tuple[str, ...] = ()
) -> dict[str, Known]:
    ids = {path: number for number, path in enumerate(paths, 1)}
    return {
        path: Known(
            ids[path],
            10,
            1,
            5,
            kind,
            path in by_path,
            ids[path] * 100 if kind == Kind.ARTICLE else None,
            ids.get((heads or {}).get(path, "")),
        )
        for path, kind in paths.items()
    }


def read(found: Plan) -> list[str]:
    return [file.path for file in found.read]


def test_everything_is_new() -> None:
    found = plan(listing(POST, "_posts/x.md", "c.png"), {}, role)
    assert read(found) == [POST, "_posts/x.md"]
    assert (found.moved, found.copies, found.forget, found.rekey) == ({}, {}, (), ())


def test_nothing_changed() -> None:
    there = known(
        {POST: Kind.ARTICLE, OLD: Kind.COPY, "category/a.html": Kind.CATEGORY_PAGE, "n.md": Kind.NOTHING},
        {OLD: POST},
    )
    assert plan(listing(*there), there, role).empty


def test_a_changed_file_is_read_again_whatever_it_was() -> None:
    there = known({POST: Kind.ARTICLE, "c.md": Kind.CATEGORY_PAGE, "n.md": Kind.NOTHING})
    found = plan({path: info(path, mtime=2) for path in there}, there, role)
    assert set(read(found)) == set(there)


def test_other_rules_make_everything_stale() -> None:
    there = known({POST: Kind.ARTICLE, "c.md": Kind.CATEGORY_PAGE, "n.md": Kind.NOTHING})
    assert set(read(plan(listing(*there), there, role, stale=True))) == set(there)


def test_a_file_is_gone() -> None:
    assert plan({}, known({POST: Kind.ARTICLE, "c.md": Kind.COPY}), role).forget == (POST, "c.md")


def test_what_is_no_article_any_more_by_its_path_is_forgotten() -> None:
    assert plan(listing("c.png"), known({"c.png": Kind.ARTICLE}), role).forget == ("c.png",)


def test_a_move() -> None:
    found = plan(listing(OLD), known({POST: Kind.ARTICLE}), role)
    assert (found.moved, found.forget, read(found), found.taken_over) == ({OLD: POST}, (), [OLD], frozenset())


def test_a_rename_is_a_removal_and_an_addition_until_the_text_is_known() -> None:
    found = plan(listing("_posts/2022-05-26-b.md"), known({POST: Kind.ARTICLE}), role)
    assert (found.moved, found.forget, read(found)) == ({}, (POST,), ["_posts/2022-05-26-b.md"])


def test_a_copy_is_not_read() -> None:
    found = plan(listing(POST, OLD), {}, role)
    assert (read(found), found.copies, found.by_path) == ([POST], {OLD: POST}, frozenset())


def test_a_known_article_gets_a_copy() -> None:
    found = plan(listing(POST, OLD), known({POST: Kind.ARTICLE}), role)
    assert (read(found), found.moved, found.copies) == ([], {}, {OLD: POST})


def test_the_copy_takes_over_when_the_post_goes() -> None:
    found = plan(listing(OLD), known({POST: Kind.ARTICLE, OLD: Kind.COPY}, {OLD: POST}), role)
    assert (found.moved, read(found), found.forget) == ({OLD: POST}, [OLD], ())


def test_a_post_takes_over_from_a_file_that_becomes_its_copy() -> None:
    found = plan(listing(POST, OLD), known({OLD: Kind.ARTICLE}), role)
    assert (found.moved, found.taken_over, found.copies) == ({POST: OLD}, {POST}, {OLD: POST})


def test_posts_of_one_name_in_two_trees_are_two_articles() -> None:
    other = f"en/_posts/{NAME}"
    found = plan(listing(POST, other), known({POST: Kind.ARTICLE}), role)
    assert (read(found), found.by_path, found.copies, found.rekey) == ([other], {other}, {}, ())


def test_the_first_path_takes_the_name() -> None:
    other = f"en/_posts/{NAME}"
    found = plan(listing(POST, other), known({other: Kind.ARTICLE}), role)
    assert (read(found), found.by_path, found.rekey) == ([POST], {other}, (other,))


def test_an_undated_name_that_several_have_is_nobodys() -> None:
    found = plan(listing("a/index.md", "b/index.md"), known({"a/index.md": Kind.ARTICLE}), role)
    assert (found.by_path, found.rekey) == ({"a/index.md", "b/index.md"}, ("a/index.md",))


def test_a_name_is_unique_again() -> None:
    there = known(
        {"a/index.md": Kind.ARTICLE, "b/index.md": Kind.ARTICLE}, by_path=("a/index.md", "b/index.md")
    )
    found = plan(listing("a/index.md"), there, role)
    assert (found.rekey, found.forget, found.by_path) == (("a/index.md",), ("b/index.md",), frozenset())


def test_a_file_that_holds_no_article_cannot_show_one_for_others() -> None:
    paths = ["a/2022-05-26-a.txt", "b/2022-05-26-a.txt", "c/2022-05-26-a.txt"]
    first = plan(listing(*paths), {}, role)
    assert (read(first), set(first.copies)) == ([paths[0]], set(paths[1:]))
    second = plan(
        listing(*paths), known({paths[0]: Kind.NOTHING, paths[1]: Kind.COPY, paths[2]: Kind.COPY}), role
    )
    assert read(second) == [paths[1]]
    assert second.copies == {paths[2]: paths[1]}
    barren = known(dict.fromkeys(paths, Kind.NOTHING))
    assert plan(listing(*paths), barren, role).empty


def test_a_file_that_holds_no_article_counts_as_a_copy_behind_one_that_does() -> None:
    paths = ["a/2022-05-26-a.md", "b/2022-05-26-a.md"]
    found = plan(listing(*paths), known({paths[1]: Kind.NOTHING}), role)
    assert (read(found), found.copies) == ([paths[0]], {paths[1]: paths[0]})
    found = plan(listing(POST, OLD), known({OLD: Kind.CATEGORY_PAGE}), role)
    assert (read(found), found.copies) == ([POST], {OLD: POST})


def test_the_newest_come_first_and_loose_ends_last() -> None:
    day = 86_400_000_000_000
    files = [
        (FileInfo("_posts/2022-05-26-a.md", 1, 0), Role.POST),
        (FileInfo("README.md", 1, 30_000 * day), Role.LOOSE),
        (FileInfo("x.md", 1, 19_139 * day), Role.PAGE),  # 2022-05-27
        (FileInfo("y.md", 1, 19_000 * day), Role.PAGE),  # 2022-01-08
        (FileInfo("_posts/2022-05-26-b.md", 1, 0), Role.POST),
        (FileInfo("old_post/2021-12-31-b.md", 1, 0), Role.LOOSE),
    ]
    assert [file.path for file in newest_first(files)] == [
        "x.md",
        "_posts/2022-05-26-b.md",
        "_posts/2022-05-26-a.md",
        "y.md",
        "old_post/2021-12-31-b.md",
        "README.md",
    ]


PATHS = st.builds(
    "{}{}.md".format,
    st.sampled_from(["_posts/", "en/_posts/", "old_post/", "", "z/"]),
    st.sampled_from(["2022-05-26-a", "2022-05-27-b", "index", "note"]),
)


@given(st.sets(PATHS), st.randoms(use_true_random=False))
def test_who_shows_what_depends_on_the_paths_alone(paths: set[str], random: Random) -> None:
    roles = {path: found for path in sorted(paths) if (found := role(path))}
    shuffled = list(roles.items())
    random.shuffle(shuffled)
    one, other = arrange(roles), arrange(dict(shuffled))
    assert (set(one.heads), one.by_path, one.copies) == (set(other.heads), other.by_path, other.copies)
    assert set(one.heads) | set(one.copies) == set(roles)
    assert not set(one.heads) & set(one.copies)
    assert set(one.copies.values()) <= set(one.heads)
    keys = [
        path if path in one.by_path else path.rpartition("/")[2].removesuffix(".md") for path in one.heads
    ]
    assert len(set(keys)) == len(keys)


@given(st.sets(PATHS), st.sets(PATHS))
def test_a_plan_that_was_carried_out_leaves_nothing_to_do(before: set[str], after: set[str]) -> None:
    first = carried_out({}, plan(listing(*before), {}, role), before)
    second = carried_out(first, plan(listing(*after), first, role), after)
    assert plan(listing(*after), second, role).empty
    shown = {path for path, row in second.items() if row.kind == Kind.ARTICLE}
    assert shown == set(arrange({path: found for path in after if (found := role(path))}).heads)


def carried_out(there: Mapping[str, Known], todo: Plan, paths: set[str]) -> dict[str, Known]:
    """Return what is known once a plan was carried out in which every file that is read is an article."""
    now = dict(there)
    for new, old in todo.moved.items():
        now[new] = now.pop(old)
    for path in todo.forget:
        del now[path]
    free = max((row.id for row in now.values()), default=0) + 1
    for number, path in enumerate([file.path for file in todo.read] + list(todo.rekey), free):
        row = now.get(path) or Known(number, 10, 1, 5, Kind.ARTICLE, False, number * 100, None)
        now[path] = row._replace(kind=Kind.ARTICLE, by_path=path in todo.by_path, head=None)
    for number, (path, head) in enumerate(todo.copies.items(), free + len(paths) + 10):
        old = now.get(path)
        now[path] = Known(old.id if old else number, 10, 1, 0, Kind.COPY, False, None, now[head].id)
    return now


def test_an_arrangement_of_nothing() -> None:
    assert arrange({}) == Arrangement((), frozenset(), {})


def test_a_file_that_holds_no_article_is_not_where_one_went() -> None:
    there = known({"_posts/note.md": Kind.ARTICLE, "old/note.md": Kind.NOTHING})
    found = plan(listing("old/note.md"), there, role)
    assert (found.moved, found.forget, read(found)) == ({}, ("_posts/note.md",), [])
