"""Old Word and WPS documents (DOC, WPS), RTF and ODT: LibreOffice, where there is one, makes DOCX of them.

It runs without a window, with a profile of its own that is thrown away, under a time limit, on a
copy with a name of ours. What it makes is read as any other Word document, within the same limits.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, NoReturn

from planparse.errors import LimitError, UnreadableError

if TYPE_CHECKING:
    from planparse.readers.limits import Limits
    from planparse.readers.raw import Raw, Tracked
    from planparse.source import Source

SUFFIXES = (".doc", ".wps", ".rtf", ".odt")
SECONDS = 120.0
PROGRAMS = ("soffice", "libreoffice")  # as they are called on PATH

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


class _Kind(NamedTuple):
    suffix: str
    media_type: str
    english: str
    chinese: str


_DOC = _Kind(".doc", "application/msword", "a Word or WPS document of the old kind (DOC)", "旧版 Word 或 WPS 文档（DOC）")
_RTF = _Kind(".rtf", "application/rtf", "a rich text document (RTF)", "RTF 文档")
_XML = _Kind(".xml", "application/msword", "a Word document in XML of 2003", "Word 2003 XML 文档")
_ODT = _Kind(".odt", "application/vnd.oasis.opendocument.text", "an OpenDocument text", "OpenDocument 文本")


def claims(raw: Raw) -> int:
    """Sure of what LibreOffice reads and nothing else does."""
    return 5 if _kind(raw.data) or raw.data.startswith(_OLE) else 0


def read(raw: Raw) -> Source:
    """The source of one document that LibreOffice can convert. Raises what `read_office` raises."""
    return read_office(raw.data, raw.name, raw.limits, shown=raw.shown, tracked=raw.tracked)


def read_office(
    data: bytes,
    name: str,
    limits: Limits | None = None,
    *,
    shown: str = "",
    seconds: float = SECONDS,
    tracked: Tracked = "final",
) -> Source:
    """The text of a DOC, WPS, RTF or ODT document, by way of LibreOffice.

    Raises `UnreadableError` where LibreOffice is not on PATH, does not finish within `seconds`, or
    makes nothing of the file, and where the file has a password; `LimitError` as `read_docx` does.
    """
    import hashlib

    from msgspec.structs import replace

    from planparse.readers.from_docx import read_docx
    from planparse.readers.limits import Limits
    from planparse.readers.zipsafe import encrypted, is_encrypted_ole

    shown, limits = shown or name, limits or Limits()
    if is_encrypted_ole(data):
        encrypted(shown)
    kind = _kind(data)
    if kind is None:
        raise UnreadableError(
            f"{shown}: an Office file that holds no text document; save the notice as .docx and read that",
            f"{shown}：不是文字文档的 Office 文件；请将通知另存为 .docx 后再读取",
        )
    made = _converted(data, kind, shown, seconds)
    if len(made) > limits.bytes:
        raise LimitError(
            f"{shown}: converted, it is larger than {limits.bytes // 2**20} MB; split it, or raise Limits.bytes",
            f"{shown}：转换后超过 {limits.bytes // 2**20} MB；请拆分文件，或调高 Limits.bytes",
        )
    source = read_docx(made, name, limits, shown=shown, tracked=tracked)
    return replace(source, media_type=kind.media_type, reader="office", sha256=hashlib.sha256(data).hexdigest())


def program() -> str | None:
    """Where LibreOffice is, if it is on PATH."""
    from shutil import which

    return next((found for name in PROGRAMS if (found := which(name))), None)


def _kind(data: bytes) -> _Kind | None:
    if data.startswith(_OLE):
        return _DOC if "WordDocument".encode("utf-16-le") in data else None
    head = data[:4096].removeprefix(b"\xef\xbb\xbf").lstrip()
    if head.startswith(b"{\\rtf"):
        return _RTF
    if head.startswith(b"<?xml") and b"<w:wordDocument" in head:
        return _XML
    return _ODT if b"mimetype" + _ODT.media_type.encode() in head[:200] else None


def _converted(data: bytes, kind: _Kind, shown: str, seconds: float) -> bytes:
    """The document as DOCX."""
    from pathlib import Path
    from tempfile import TemporaryDirectory

    soffice = program()
    if soffice is None:
        _missing(kind, shown)
    with TemporaryDirectory(prefix="planparse-", ignore_cleanup_errors=True) as folder:
        here = Path(folder)
        given = here / f"notice{kind.suffix}"
        given.write_bytes(data)
        arguments = [
            soffice,
            f"-env:UserInstallation={(here / 'profile').as_uri()}",
            *("--headless", "--norestore", "--nolockcheck", "--nodefault", "--nofirststartwizard"),
            *("--convert-to", "docx", "--outdir", str(here / "made"), str(given)),
        ]
        _run(arguments, folder, shown, seconds)
        try:
            return (here / "made" / "notice.docx").read_bytes()
        except OSError:
            _failed(shown, "nothing came of it", "没有结果")


def _run(arguments: list[str], folder: str, shown: str, seconds: float) -> None:
    """Run it to its end or to the end of its time, with everything that it started."""
    import os
    import signal
    import subprocess

    quiet = subprocess.DEVNULL
    try:
        process = subprocess.Popen(  # noqa: S603 - a program found on PATH, arguments of our own
            arguments, cwd=folder, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True
        )
    except OSError as error:
        _failed(shown, error.strerror or str(error), error.strerror or str(error))
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        _failed(shown, f"not done within {seconds:g} s", f"{seconds:g} 秒内未完成")
    finally:
        if process.poll() is None:
            if hasattr(os, "killpg"):
                os.killpg(process.pid, signal.SIGKILL)
            else:
                process.kill()
            process.wait()


def _missing(kind: _Kind, shown: str) -> NoReturn:
    raise UnreadableError(
        f"{shown}: {kind.english}; install LibreOffice so that soffice is on PATH, or save the file as .docx and read that",
        f"{shown}：是{kind.chinese}；请安装 LibreOffice 并确保 soffice 在 PATH 中，或另存为 .docx 后再读取",
    )


def _failed(shown: str, why: str, why_zh: str) -> NoReturn:
    raise UnreadableError(
        f"{shown}: LibreOffice could not convert it ({why}); open it in Word or WPS, save it as .docx and read that",
        f"{shown}：LibreOffice 未能转换（{why_zh}）；请用 Word 或 WPS 打开并另存为 .docx 后再读取",
    ) from None
