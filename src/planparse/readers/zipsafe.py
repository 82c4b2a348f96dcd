"""The parts of a zip package, read with every bound held: members, bytes unpacked, ratio."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from typing import NoReturn

from msgspec import Struct

from planparse.errors import LimitError, UnreadableError

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")  # the stream of a Word document with a password
_CENTRAL, _END = b"PK\x01\x02", b"PK\x05\x06"
_CHUNK = 1 << 16
_MB = 1024 * 1024


class ZipLimits(Struct, frozen=True, kw_only=True):
    """The bounds of a package: how many `members`, how many bytes `unpacked` in all, and how many
    times the bytes of the file (`ratio`).

    What counts is what is really unpacked, not what the directory of the package claims.
    """

    members: int = 1_000
    unpacked: int = 200 * _MB
    ratio: int = 200
    # Below this many bytes no ratio is held against a part: a short file of blanks packs well too.
    ratio_from: int = _MB


def is_encrypted_ole(data: bytes) -> bool:
    """Is this a Word document of the zip kind, wrapped up with a password?"""
    return data.startswith(OLE) and _ENCRYPTED in data


def encrypted(shown: str) -> NoReturn:
    """The file wants a password."""
    raise UnreadableError(
        f"{shown}: protected by a password; open it, save a copy without the password and read that",
        f"{shown}：文件有密码保护；请打开后另存为不带密码的副本再读取",
    )


class Package:
    """A zip file in memory. Parts are found whatever the case of their names, as OPC has it."""

    def __init__(self, data: bytes, shown: str, kind: str, limits: ZipLimits | None = None) -> None:
        """`shown` is what the user calls the file, `kind` what it is taken for (``"DOCX"``).

        Raises `UnreadableError` where `data` is no whole zip file, `LimitError` where it has too many
        members.
        """
        self.shown, self.kind = shown, kind
        self._limits = limits or ZipLimits()
        self._size = len(data)
        self._unpacked = 0
        if data.startswith(OLE):
            self._no_zip(data)
        _count_members(data, shown, self._limits.members)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            infos = self._zip.infolist()
        except (zipfile.BadZipFile, struct.error, ValueError, EOFError, OSError, NotImplementedError):
            self.damaged()
        if len(infos) > self._limits.members:
            _too_many_members(shown, self._limits.members)
        # Some writers separate folders by a backslash; the first of two equal names counts.
        self._parts = {info.filename.replace("\\", "/").lstrip("/").lower(): info for info in reversed(infos)}

    def __contains__(self, name: str) -> bool:
        return name.lstrip("/").lower() in self._parts

    def read(self, name: str) -> bytes:
        """The bytes of the part `name`.

        Raises `UnreadableError` where it is missing, damaged or encrypted, `LimitError` where it
        unpacks to more than the limits allow.
        """
        info = self._parts.get(name.lstrip("/").lower())
        if info is None:
            self.damaged(f"part {name} is missing", f"缺少 {name}")
        if info.flag_bits & 1:
            encrypted(self.shown)
        chunks: list[bytes] = []
        size = 0
        try:
            with self._zip.open(info) as part:
                while chunk := part.read(_CHUNK):
                    size += len(chunk)
                    self._check(size, info.compress_size)
                    chunks.append(chunk)
        except (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError):
            self.damaged()
        except (NotImplementedError, RuntimeError):
            self.damaged("packed by a method that is not known", "压缩方法不受支持")
        self._unpacked += size
        return b"".join(chunks)

    def _check(self, size: int, packed: int) -> None:
        limits = self._limits
        if self._unpacked + size > limits.unpacked:
            raise LimitError(
                f"{self.shown}: unpacks to more than {limits.unpacked // _MB} MB; save the notice as plain text,"
                " or raise ZipLimits.unpacked",
                f"{self.shown}：解压后超过 {limits.unpacked // _MB} MB；请另存为纯文本，或调高 ZipLimits.unpacked",
            )
        if size > limits.ratio_from and size > limits.ratio * min(packed or 1, self._size):
            raise LimitError(
                f"{self.shown}: unpacks to more than {limits.ratio} times its size, as a zip bomb does; if you"
                " trust it, save it anew in Word or WPS, or raise ZipLimits.ratio",
                f"{self.shown}：解压后超过原大小的 {limits.ratio} 倍，疑似压缩炸弹；如确认可信，"
                "请用 Word 或 WPS 重新保存，或调高 ZipLimits.ratio",
            )

    def damaged(self, why: str = "incomplete or damaged", why_zh: str = "不完整或已损坏") -> NoReturn:
        """The package cannot be read."""
        raise UnreadableError(
            f"{self.shown}: not a readable {self.kind} file ({why}); fetch it again, or open and save it anew",
            f"{self.shown}：不是可读的 {self.kind} 文件（{why_zh}）；请重新下载，或打开后重新保存",
        ) from None

    def _no_zip(self, data: bytes) -> NoReturn:
        if is_encrypted_ole(data):
            encrypted(self.shown)
        self.damaged("in the old binary format", "为旧版二进制格式")


def _count_members(data: bytes, shown: str, most: int) -> None:
    """Count the directory before it is parsed: a directory of a million entries costs seconds."""
    end = data.rfind(_END)
    start = 0
    if end >= 0 and len(data) >= end + 16:
        size = struct.unpack_from("<I", data, end + 12)[0]
        start = end - size if 0 < size <= end else 0
    if data.count(_CENTRAL, start) > most:
        _too_many_members(shown, most)


def _too_many_members(shown: str, most: int) -> NoReturn:
    raise LimitError(
        f"{shown}: more than {most:,} files packed in it; save the notice anew without its pictures, or raise"
        " ZipLimits.members",
        f"{shown}：内含文件超过 {most:,} 个；请去掉图片后重新保存，或调高 ZipLimits.members",
    )
