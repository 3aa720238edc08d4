"""A zip archive -> its members, each under its own name. Nothing is ever unpacked to the disk.

A member is called `papers/2024.zip/03/05.txt`: the archive's path, a slash and the member's path.
No real file can have that name, because `papers/2024.zip` is a file and not a folder.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import IO, NoReturn
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from bot.errors import ReadingError
from bot.reading.charsets import detect
from bot.reading.files import is_litter, is_passed_over

MAX_MEMBERS = 100_000
MAX_TOTAL = 4 << 30  # bytes that an archive may expand to
MAX_MEMBER = 256 << 20  # bytes of one member, which is read into memory
MAX_RATIO = 200  # a member's size against what it takes in the archive; text gives 2 to 20
_SMALL = 1 << 20  # bytes; below this the ratio does not matter
_PARTS = ("[Content_Types].xml", "mimetype")  # of a document that is a zip file inside
_MAGIC = (b"PK\x03\x04", b"PK\x05\x06")
_ENCRYPTED, _UTF8 = 0x1, 0x800  # bits of a member's flags


@dataclass(frozen=True, slots=True)
class Member:
    """A member of an archive: its name in the corpus, and its bytes while the archive is open."""

    name: str
    opens: Callable[[], IO[bytes]]


def is_packed(head: bytes) -> bool:
    """True for the first bytes of a zip file."""
    return head.startswith(_MAGIC)


def parts_of(file: IO[bytes], name: str) -> set[str] | None:
    """Names of the parts of a document that is a zip file inside, such as Word's; None if damaged.

    Raises:
        ReadingError: If it would expand beyond the limits of an archive.
    """
    try:
        with ZipFile(file) as archive:
            infos = archive.infolist()
    except Exception:  # the library raises many kinds on damaged files
        return None
    for info in infos:
        if reason := _why_not(info, set()):
            raise reason_error(f"{name}/{info.filename}", reason)
    if sum(info.file_size for info in infos) > MAX_MEMBER:
        raise reason_error(name, _too_much(MAX_MEMBER))
    return {info.filename for info in infos}


@contextmanager
def members_of(path: str) -> Iterator[Sequence[Member] | None]:
    """The members of the archive, sorted by name; None where it is no archive but a document.

    Hidden members are passed over as hidden files are. A member that will not be read is there
    too: opening it raises the ReadingError that says why. An archive that cannot be read at all
    has one member, itself.
    """
    try:
        archive = ZipFile(path)
    except Exception as error:  # the library raises many kinds on damaged files
        damaged = (f"压缩包已损坏 ({error})，请重新下载或打包", f"Damaged archive ({error})")
        yield [_refused(path, damaged)]
        return
    with archive:
        infos = archive.infolist()
        if any(info.filename in _PARTS for info in infos):
            yield None
        elif reason := _too_large(infos):
            yield [_refused(path, reason)]
        else:
            yield _members(path, archive)


Reason = tuple[str, str]  # in Chinese and in English


def reason_error(name: str, reason: Reason) -> ReadingError:
    """The error that says of `name` why it is not read."""
    return ReadingError(f"{reason[0]}: {name}。 | {reason[1]}: {name}.")


def _members(path: str, archive: ZipFile) -> list[Member]:
    members = []
    taken: set[str] = set()
    for info in archive.infolist():
        inner = member_path(info)
        *folders, last = inner.split("/")
        if not last or is_passed_over(last) or any(map(_hides, folders)):
            continue
        reason = _why_not(info, taken, inner)
        taken.add(inner)
        name = f"{path}/{inner}"
        members.append(
            _refused(name, reason) if reason else Member(name, partial(archive.open, info))
        )
    if not members:
        return [_refused(path, ("压缩包里没有文件", "No files in the archive"))]
    return sorted(members, key=lambda member: member.name)


def member_path(info: ZipInfo) -> str:
    """The member's path, decoded: programs on Chinese Windows write GBK and do not say so."""
    if info.flag_bits & _UTF8:
        name = info.orig_filename
    else:
        raw = info.orig_filename.encode("cp437")  # as the library decodes it
        charset = detect(raw)
        name = raw.decode(charset.name if charset else "gb18030", "replace")
    return name.replace("\\", "/")


def _hides(folder: str) -> bool:
    return folder not in {".", ".."} and is_litter(folder)


def _too_large(infos: Sequence[ZipInfo]) -> Reason | None:
    if len(infos) > MAX_MEMBERS:
        return (f"压缩包里超过 {MAX_MEMBERS} 个文件，请解压成文件夹",
                f"More than {MAX_MEMBERS} files; unpack it into a folder")  # fmt: skip
    # The library never gives more bytes of a member than the archive's directory states.
    if sum(info.file_size for info in infos) > MAX_TOTAL:
        return _too_much(MAX_TOTAL)
    return None


def _too_much(limit: int) -> Reason:
    return (f"展开后超过 {limit >> 20} MiB，请解压成文件夹",
            f"Expands to more than {limit >> 20} MiB; unpack it into a folder")  # fmt: skip


def _why_not(info: ZipInfo, taken: set[str], inner: str = "") -> Reason | None:
    """Why the member is not read, None if it is."""
    parts = inner.split("/")
    if ".." in parts or inner.startswith("/") or ":" in parts[0]:
        return ("压缩包里的路径指向包外，不读", "The path leads out of the archive; not read")
    if inner in taken:
        return (
            "压缩包里有同名文件，只读第一个",
            "Named twice in the archive; the first one is read",
        )
    if info.flag_bits & _ENCRYPTED:
        return ("有密码，请解密后再放入", "Encrypted; add it without a password")
    if info.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
        return (
            "压缩方法不支持，请用普通 zip 重新打包",
            "Packed in a way that is not read; use deflate",
        )
    if info.file_size > MAX_MEMBER:
        return _too_much(MAX_MEMBER)
    if info.file_size > max(_SMALL, MAX_RATIO * info.compress_size):
        return (f"展开后是压缩时的 {MAX_RATIO} 倍以上，像是压缩炸弹，不读",
                f"Expands more than {MAX_RATIO} times, like a zip bomb; not read")  # fmt: skip
    return None


def _refused(name: str, reason: Reason) -> Member:
    return Member(name, partial(_refuse, name, reason))


def _refuse(name: str, reason: Reason) -> NoReturn:
    raise reason_error(name, reason)
