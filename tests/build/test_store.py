"""The store of builds: it may be deleted, damaged, old or shared, and costs time then, never truth."""

import errno
import os
import shutil
import signal
import sqlite3
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import pytest
from jinja2 import DictLoader, Environment
from podhub.build import file_signs, parallel, rechecks
from podhub.build import store as module
from podhub.build.layout import conflicts, lay_out
from podhub.build.parallel import run_all
from podhub.build.rechecks import SHARE, StaleError
from podhub.build.store import Store
from podhub.build.templates import CompiledTemplates
from podhub.model.artifact import Artifact, Recording
from podhub.model.digest import digest
from podhub.read.no_memo import NoMemo

T = TypeVar("T")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where a store lies."""
    return tmp_path / "store"


def opened(folder: Path, engine: str = "1") -> Store:
    """A store as the next build finds it."""
    return Store(folder, engine, rechecks=False)


def artifact(path: str, text: str, made: list[str] | None = None) -> Artifact:
    """A file whose bytes follow from its key."""

    def make() -> bytes:
        if made is not None:
            made.append(path)
        return text.encode()

    return Artifact(path, f"key of {text}", make, "docs/a.md")


def files(folder: Path) -> list[Path]:
    """All files below a folder."""
    return [file for file in folder.rglob("*") if file.is_file()]


def never() -> str:
    """What must not be made again."""
    raise AssertionError("made although it was known")


def refuse_links(source: Path, target: Path) -> None:
    """What a disk says that knows no links."""
    raise PermissionError(1, "Operation not permitted")


def test_what_was_made_is_found_by_the_next_build(folder: Path) -> None:
    """A value and a file, each by its key."""
    first = opened(folder)
    assert first.value("a", lambda: ("made", 1)) == ("made", 1)
    first.contents([artifact("index.html", "hello")], folder, {})
    first.close()
    later, made = opened(folder), list[str]()
    assert later.value("a", never) == ("made", 1)
    [content] = later.contents([artifact("index.html", "hello", made)], folder, {}).values()
    assert later.objects.file(content.sha256).read_bytes() == b"hello"
    assert not made


def test_another_engine_has_other_keys(folder: Path) -> None:
    """Class 8: code, theme, packages and Python are in each key."""
    one, other = opened(folder, "1"), opened(folder, "2")
    assert one.key("text", "a") != other.key("text", "a")
    assert one.key("text", "a,b") != one.key("text", "a", "b")


@pytest.mark.parametrize(
    "harm", ["delete", "rubbish", "half", "flip", "swap", "older form", "folder"]
)
def test_a_store_that_is_damaged_costs_time_alone(folder: Path, harm: str) -> None:
    """Whatever happened to its file, values are right, and are kept again."""
    first = opened(folder)
    values = {f"key {n}": f"value {n} " * 500 for n in range(60)}
    first.values({key: (lambda v=value: v) for key, value in values.items()})
    first.close()
    file = folder / "store.sqlite"
    data = file.read_bytes()
    match harm:
        case "delete":
            file.unlink()
        case "rubbish":
            file.write_bytes(b"no database at all" * 999)
        case "half":
            file.write_bytes(data[: len(data) // 2])
        case "flip":
            file.write_bytes(data.replace(b"value 7 ", b"value 8 "))
        case "swap":  # as a flipped bit of an index does it
            with sqlite3.connect(file) as connection:
                other = "(select value from unit where key = 'key 8')"
                connection.execute(f"update unit set value = {other} where key = 'key 7'")
            connection.close()
        case "older form":
            with sqlite3.connect(file) as connection:
                connection.execute("pragma user_version = 77")
            connection.close()
        case "folder":
            file.unlink()
            file.mkdir()
    for _ in range(2):
        later = opened(folder)
        found = later.values({key: (lambda v=value: v) for key, value in values.items()})
        later.close()
        assert found == values


def test_a_row_of_another_key_is_not_taken(folder: Path) -> None:
    """No file of the site is another's, whatever became of the rows."""
    first = opened(folder)
    files = [artifact("a.html", "a"), artifact("b.html", "b")]
    right = first.contents(files, folder, {})
    first.close()
    with sqlite3.connect(folder / "store.sqlite") as connection:
        connection.execute("update content set key = key || 'x'")
        for key, other in (("a", "b"), ("b", "a")):
            found = f"key of {other}x"
            connection.execute("update content set key = ? where key = ?", (f"key of {key}", found))
    connection.close()
    assert opened(folder).contents(files, folder, {}) == right


def test_a_damaged_template_is_compiled_again(folder: Path) -> None:
    """Damage to what Jinja compiled is seen, also where Python would run it with another word."""

    def page() -> str:
        store = opened(folder)
        environment = Environment(loader=DictLoader({"page.html": "<p>{{ 'seller' }}</p>"}))
        environment.bytecode_cache = CompiledTemplates(store, "words")
        made = environment.get_template("page.html").render()
        store.close()
        return made

    assert page() == "<p>seller</p>"
    harmed = 0
    for file in folder.rglob("*"):
        if file.is_file() and b"<p>seller</p>" in (data := file.read_bytes()):
            file.write_bytes(data.replace(b"<p>seller</p>", b"<p>buyers</p>"))
            harmed += 1
    assert harmed
    assert page() == "<p>seller</p>"


def test_a_template_is_kept_the_same_whoever_else_holds_its_words() -> None:
    """What a build makes once more is compared with what another process has kept."""
    kept: list[object] = []

    class Noting(NoMemo):
        def value(self, key: str, make: Callable[[], T]) -> T:
            made = make()
            kept.append(made)
            return made

    held: list[object] = []

    class Holding(Environment):
        def compile(self, *arguments: Any, **options: Any) -> Any:
            code = super().compile(*arguments, **options)
            if kept:  # the second time alone
                held.extend(
                    part for one in code.co_consts for part in getattr(one, "co_consts", ())
                )
            return code

    for _ in range(2):
        environment = Holding(loader=DictLoader({"page.html": "<p>{{ page.one }} of {{ 2 }}</p>"}))
        environment.bytecode_cache = CompiledTemplates(Noting())
        environment.get_template("page.html")
    assert kept[0] == kept[1]


def test_two_builds_at_once_do_not_hinder_each_other(folder: Path) -> None:
    """Both write, both read what the other wrote."""
    one, other = opened(folder), opened(folder)
    assert one.value("a", lambda: 1) == 1
    assert other.value("b", lambda: 2) == 2
    assert one.value("b", lambda: 0) == 2
    assert other.value("a", lambda: 0) == 1


def test_a_file_that_was_changed_in_its_place_is_made_again(folder: Path, tmp_path: Path) -> None:
    """Links are one file: who writes into the site writes into the store, and must be found out."""
    store, made = opened(folder), list[str]()
    page = artifact("index.html", "hello", made)
    site = tmp_path / "one"
    lay_out(site, {page.path: page}, store, {})
    (site / "index.html").write_bytes(b"HELLO")
    again = tmp_path / "two"
    lay_out(again, {page.path: page}, store, {})
    assert (again / "index.html").read_bytes() == b"hello"
    assert made == ["index.html", "index.html"]


def test_one_piece_of_a_value_is_read_without_the_others(folder: Path) -> None:
    """So that an edit reads what it needs of what is large; a piece that is gone is made again."""
    makers = {f"key {n}": (lambda n=n: (n, {"a": f"a{n}", "b": f"b{n}"})) for n in range(3)}
    assert opened(folder).pieced(makers) == {"key 0": 0, "key 1": 1, "key 2": 2}
    store = opened(folder)
    assert store.piece(dict.fromkeys(makers, never), "b") == {f"key {n}": f"b{n}" for n in range(3)}
    assert (store.found, store.made) == (3, 0)
    store._data._write("delete from unit where key = ?", [("key 1 a",)])
    assert store.piece(makers, "a") == {f"key {n}": f"a{n}" for n in range(3)}
    assert NoMemo().piece(makers, "a") == {f"key {n}": f"a{n}" for n in range(3)}


@pytest.mark.parametrize("wrong", ["small", "piece"])
def test_every_part_of_a_value_is_compared(folder: Path, wrong: str) -> None:
    """A key that does not stand for a piece is as wrong as one that does not for the small part."""

    def build(value: tuple[str, dict[str, str]]) -> None:
        for _ in range(SHARE):
            store = Store(folder, "1")
            store._rechecks._started -= 1000
            store.pieced({"00000000": lambda: value})

    build(("small", {"a": "piece"}))
    with pytest.raises(StaleError):
        build(
            (
                "other" if wrong == "small" else "small",
                {"a": "other" if wrong == "piece" else "piece"},
            )
        )


def test_a_wrong_key_is_found_out_by_comparing(folder: Path) -> None:
    """A key that does not stand for all that decides: the build that compares it stops."""
    opened(folder).value("00000000", lambda: "yesterday")

    def build_often() -> None:
        for _ in range(SHARE):
            store = Store(folder, "1")
            store._rechecks._started -= 1000
            store.value("00000000", lambda: "today")

    with pytest.raises(StaleError, match="--fresh"):
        build_often()


@pytest.mark.parametrize("place", ["", "objects", "objects/2c", "objects/2c/f24d", "store.sqlite"])
def test_what_stands_in_the_way_costs_time_alone(folder: Path, tmp_path: Path, place: str) -> None:
    """A file where a folder is to be, or a folder where a file is to be."""
    site, page = tmp_path / "site", artifact("index.html", "hello")
    lay_out(site, {page.path: page}, opened(folder), {})
    there = min(folder.glob(f"{place}*")) if place else folder
    if there.is_dir():
        shutil.rmtree(there)
        there.write_text("no folder")
    else:
        there.unlink()
        there.mkdir()
        (there / "a").write_text("no file")
    shutil.rmtree(site)
    lay_out(site, {page.path: page}, opened(folder), {})
    assert (site / page.path).read_bytes() == b"hello"


def test_a_folder_takes_the_place_of_a_file_and_the_reverse(folder: Path, tmp_path: Path) -> None:
    """A build goes on in the folder that the one before has left."""
    for path in ("a.txt", "a.txt/b.txt", "a.txt", "a.txt/b.txt/c.txt", "a.txt/b.txt"):
        lay_out(tmp_path / "site", {path: artifact(path, path)}, opened(folder), {})
        assert [str(file.relative_to(tmp_path / "site")) for file in files(tmp_path / "site")] == [
            path
        ]
    shutil.rmtree(tmp_path / "site")
    (tmp_path / "site/a.txt").mkdir(parents=True)  # empty, so that nobody removes it
    lay_out(tmp_path / "site", {"a.txt": artifact("a.txt", "A")}, opened(folder), {})
    assert (tmp_path / "site/a.txt").read_bytes() == b"A"


@pytest.mark.parametrize("linked", [True, False])
def test_a_file_that_was_changed_without_a_trace_is_mended(
    folder: Path, tmp_path: Path, linked: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its size and time are what they were, as where a disk goes bad: it is found in its turn."""
    if not linked:
        monkeypatch.setattr(os, "link", refuse_links)
    site, page = tmp_path / "site", Artifact("a.html", digest("a"), lambda: b"hello", "docs/a.md")
    lay_out(site, {page.path: page}, opened(folder), {})
    state = (site / page.path).stat()
    (site / page.path).write_bytes(b"hullo")
    os.utime(site / page.path, ns=(state.st_atime_ns, state.st_mtime_ns))
    for _ in range(SHARE):
        store = Store(folder, "1")
        store._rechecks._started -= 1000
        lay_out(site, {page.path: page}, store, {})
        store.close()
    assert (site / page.path).read_bytes() == b"hello"
    store, made = opened(folder), (site / page.path).stat()
    lay_out(site, {page.path: page}, store, {})
    assert store.made == 0
    assert (site / page.path).stat() == made


def test_each_key_has_its_turn_however_little_time_there_is(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A build compares what it has time for; the next one begins with others."""
    now = 0.0
    monkeypatch.setattr(rechecks.time, "monotonic", lambda: now)
    keys, compared = {digest(str(number)) for number in range(100 * SHARE)}, set[str]()
    for build in range(40 * SHARE):
        turn = rechecks.Rechecks(folder, build)
        now += 10
        for key in turn.due(keys):
            now += 0.1
            compared.add(key)
    assert compared == keys


def test_what_nobody_uses_is_forgotten(folder: Path) -> None:
    """The store does not grow with every edit for ever."""
    store = opened(folder)
    store.value("used", lambda: 1)
    store.value("unused", lambda: 1)
    [content] = store.contents([artifact("a", "unused")], folder, {}).values()
    os.utime(store.objects.file(content.sha256))
    store.close()
    for _ in range(module.KEPT_BUILDS + 3 * module.NOTED_EVERY):
        store = opened(folder)
        store.value("used", never)
        store.tidy()
        store.close()
    assert opened(folder).value("unused", lambda: 2) == 2


@pytest.fixture
def forking(monkeypatch: pytest.MonkeyPatch) -> None:
    """All jobs but the first are worth a process."""
    monkeypatch.setattr(parallel, "TRIED", -1)
    monkeypatch.setattr(parallel, "WORTH", -1)
    monkeypatch.setattr(parallel, "_workers", lambda: 2)


def in_process(number: int) -> tuple[int, int]:
    """A job that tells who does it."""
    return number + 1, os.getpid()


@pytest.mark.parametrize("count", [1, 3, 200])
def test_jobs_run_in_order_whatever_runs_them(forking: None, count: int) -> None:
    """The first here, the others in processes of their own."""
    done = list(run_all([partial(in_process, number) for number in range(count)]))
    assert [number for number, _ in done] == list(range(1, count + 1))
    assert done[0][1] == os.getpid()
    assert os.getpid() not in {process for _, process in done[1:]}


def test_jobs_that_take_no_time_run_here() -> None:
    """However many there are."""
    jobs = [partial(in_process, number) for number in range(1000)]
    assert {process for _, process in run_all(jobs)} == {os.getpid()}


def test_a_job_may_have_jobs_of_its_own(forking: None) -> None:
    """They run in its process: a fork may make no other."""

    def several() -> list[int]:
        return list(run_all([partial(int, number) for number in range(9)]))

    assert list(run_all([several] * 9)) == [list(range(9))] * 9


def test_a_fork_that_is_told_to_end_at_its_start_ends(
    forking: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Others may have done all jobs before it begins; a command that has an answer of its own to the
    signal would wait for it for ever."""
    take = parallel._take

    def slowly(jobs: Sequence[Callable[[], object]]) -> None:
        try:
            (tmp_path / "first").touch(exist_ok=False)
        except FileExistsError:
            time.sleep(0.5)
        take(jobs)

    def give_up(number: int, frame: object) -> None:
        raise AssertionError("a fork lives on")

    monkeypatch.setattr(parallel, "_take", slowly)
    before = {
        signal.SIGTERM: signal.signal(signal.SIGTERM, lambda number, frame: None),
        signal.SIGALRM: signal.signal(signal.SIGALRM, give_up),
    }
    signal.alarm(20)
    try:
        assert list(run_all([partial(int, "1")] * 4)) == [1] * 4
    finally:
        signal.alarm(0)
        for number, answer in before.items():
            signal.signal(number, answer)


def test_the_error_of_a_job_is_raised_here(forking: None) -> None:
    """Also from another process."""
    jobs: list[Callable[[], int]] = [partial(int, "1")] * 100
    jobs[70] = partial(int, "no number")
    with pytest.raises(ValueError, match="no number"):
        list(run_all(jobs))


def test_jobs_in_other_processes_read_the_store(forking: None, folder: Path) -> None:
    """A connection does not survive a fork: each process opens its own."""
    store = opened(folder)
    store.parted({f"key {n}": (lambda n=n: (n, f"large {n}")) for n in range(9)})
    jobs = [partial(store.large, f"key {n % 9}", never) for n in range(100)]
    assert list(run_all(jobs)) == [f"large {n % 9}" for n in range(100)]


def test_two_files_never_share_an_address() -> None:
    """Not in another case or form of letters either, nor as a file and a folder."""
    paths = ("a/index.html", "A/index.html", "feed", "feed/1", "caf\u00e9.png", "Cafe\u0301.png")
    by_path, problems = conflicts([artifact(path, path) for path in paths])
    assert list(by_path) == ["a/index.html", "feed", "feed/1", "caf\u00e9.png"]
    assert [p.found for p in problems] == ["/A/index.html", "/Cafe\u0301.png", "/feed/1"]


def test_a_recording_that_left_this_machine_is_taken_from_the_store(
    folder: Path, tmp_path: Path
) -> None:
    """A checkout without recordings publishes those that were on the site before."""
    source = tmp_path / "001.mp3"
    source.write_bytes(b"sound")
    store = opened(folder)
    [content] = store.files({source: source.stat()}).values()
    here = Recording("audio/001.mp3", source, content, content.sha256, 5, "episodes/001.md")
    gone = Recording("audio/001.mp3", source, None, content.sha256, 5, "episodes/001.md")
    other = Recording("audio/002.mp3", source, None, "0" * 64, 5, "episodes/002.md")
    lay_out(tmp_path / "one", {here.path: here}, store, {})
    source.unlink()
    laid = lay_out(tmp_path / "two", {gone.path: gone, other.path: other}, store, {})
    assert (tmp_path / "two" / "audio" / "001.mp3").read_bytes() == b"sound"
    assert laid.missing == (other,)


def recorded(store: Store, source: Path) -> Recording:
    """A recording as a build finds it."""
    [content] = store.files({source: source.stat()}).values()
    return Recording(
        "audio/001.mp3", source, content, content.sha256, content.size, "episodes/1.md"
    )


def aged(file: Path, data: bytes) -> Path:
    """A file that was written two days ago."""
    file.write_bytes(data)
    old = file.stat().st_mtime_ns - 2 * 86400 * 10**9
    os.utime(file, ns=(old, old))
    return file


def test_a_recording_is_linked(folder: Path, tmp_path: Path) -> None:
    """It takes no time and no room, and a second build finds it there already."""
    source = aged(tmp_path / "001.mp3", b"sound")
    for _ in range(2):
        store = opened(folder)
        one = recorded(store, source)
        lay_out(tmp_path / "site", {one.path: one}, store, {})
        assert (tmp_path / "site" / one.path).samefile(source)


@pytest.mark.parametrize(
    ("code", "number"),
    [(sqlite3.SQLITE_FULL, errno.ENOSPC), (sqlite3.SQLITE_READONLY, errno.EROFS), (sqlite3.SQLITE_IOERR, errno.EIO)],
)  # fmt: skip
def test_a_disk_that_takes_nothing_is_told_with_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, number: int
) -> None:
    """As the system's trouble, which a command says in a line; a memory that cannot be had is no
    traceback."""

    def connect(*arguments: object, **named: object) -> sqlite3.Connection:
        error = sqlite3.OperationalError("no")
        error.sqlite_errorcode = code
        raise error

    monkeypatch.setattr(sqlite3, "connect", connect)
    with pytest.raises(OSError, match=str(tmp_path / "store.sqlite")) as raised:
        Store(tmp_path, "1")
    assert raised.value.errno == number


def test_on_another_disk_a_recording_is_copied_once(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every site afterwards takes it from the store; one that changed is copied again."""
    source, link = aged(tmp_path / "001.mp3", b"sound"), os.link

    def refuse(origin: Path, target: Path) -> None:
        if Path(origin) == source:
            raise OSError(18, "Invalid cross-device link")
        link(origin, target)

    monkeypatch.setattr(os, "link", refuse)
    sites = [tmp_path / name for name in ("one", "two", "three")]
    for site in sites[:2]:
        store = opened(folder)
        one = recorded(store, source)
        lay_out(site, {one.path: one}, store, {})
        assert not (site / one.path).samefile(source)
    assert (sites[0] / one.path).samefile(sites[1] / one.path)
    aged(source, b"other sound")
    store = opened(folder)
    one = recorded(store, source)
    lay_out(sites[2], {one.path: one}, store, {})
    assert (sites[2] / one.path).read_bytes() == b"other sound"
    assert (sites[0] / one.path).read_bytes() == b"sound"


def test_without_any_links_files_are_copied(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a memory stick, say."""
    monkeypatch.setattr(os, "link", refuse_links)
    source = aged(tmp_path / "001.mp3", b"sound")
    for _ in range(2):
        store = opened(folder)
        one, page = recorded(store, source), artifact("index.html", "Page")
        lay_out(tmp_path / "site", {one.path: one, page.path: page}, store, {})
        assert (tmp_path / "site" / one.path).read_bytes() == b"sound"
        assert (tmp_path / "site" / page.path).read_bytes() == b"Page"


def test_a_file_is_read_once_for_as_long_as_it_does_not_change(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its size, its times and its inode tell; what was written just now is read again. So is what a
    program changed in its place, giving it its old time back, as writers of tags do."""
    read: list[Path] = []
    real = module.read_content
    monkeypatch.setattr(module, "read_content", lambda file: read.append(file) or real(file))
    file = aged(tmp_path / "a", b"one")
    with monkeypatch.context() as later:
        later.setattr(file_signs, "COARSE", 0)
        one = opened(folder).sha256(file)
        assert opened(folder).sha256(file) == one
        assert read == [file]
        aged_at, changed_at = file.stat().st_mtime_ns, file.stat().st_ctime_ns
        while file.stat().st_ctime_ns == changed_at:  # until the clock's next tick
            file.write_bytes(b"eno")
        os.utime(file, ns=(aged_at, aged_at))
        assert opened(folder).sha256(file) != one
    # Changed twice within the clock's tick, to the same size: only reading tells.
    file.write_bytes(b"two")
    sign = file.stat().st_mtime_ns
    two = opened(folder).sha256(file)
    file.write_bytes(b"six")
    os.utime(file, ns=(sign, sign))
    assert opened(folder).sha256(file) != two
