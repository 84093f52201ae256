"""Read the text of a pack: bounded, strict, and with the line of every key."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, BinaryIO

import yaml

from styrhjul.engine.packs.faults import Fault, FaultCode, PackError, Path, dotted

MOST_BYTES = 1_000_000
MOST_NODES = 50_000
MOST_LEVELS = 24

# The C parser where PyYAML was built with it: same language, a tenth of the time.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_BRACKETS = {("flow", "sequence"): "[]", ("flow", "mapping"): "{}"}
_KEY = re.compile(r"[\s-]*([a-z][a-z0-9_]*)\s*:")
_NUMBER = re.compile(r"-?\d{1,9}")
_UNWANTED = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


@dataclass(frozen=True)
class Document:
    """The content of one pack file, the line of each key, and the faults met while reading."""

    file: str
    content: dict[str, Any]
    lines: dict[Path, int]
    faults: list[Fault] = field(default_factory=list)

    def line(self, path: Path) -> int:
        """Return the line of a path, or of the nearest thing around it."""
        for end in range(len(path), 0, -1):
            if path[:end] in self.lines:
                return self.lines[path[:end]]
        return 1


def read_stream(file: str, stream: BinaryIO) -> bytes:
    """Return the bytes of a pack; stops reading one byte past the limit."""
    return _within_size(file, stream.read(MOST_BYTES + 1))


def read_document(file: str, raw: bytes) -> Document:
    """Return the content and the lines of one pack file.

    Raises
    ------
    PackError
        If the file is too large, not UTF-8, not YAML, holds anchors, aliases or tags, is nested too
        deep, or is no mapping. Lesser faults are kept in the document, so that all are told at once.

    """
    text = _decoded(file, _within_size(file, raw))
    try:
        _refuse_what_can_grow(file, text)
        root = yaml.compose(text, Loader=_Loader)
    except yaml.YAMLError as error:
        raise PackError([_open_bracket(file, text, error) or _syntax_fault(file, error)]) from error
    if not isinstance(root, yaml.MappingNode):
        raise PackError(
            [Fault(file, 1, "", "holds no keys", "begin with `format: 2` and `key:`", FaultCode.EMPTY)],
        )
    reader = _Reader(file)
    content = reader.mapping(root, ())
    return Document(file, content, reader.lines, reader.faults)


def _within_size(file: str, raw: bytes) -> bytes:
    if len(raw) > MOST_BYTES:
        raise PackError(
            [Fault(file, 1, "", "is larger than 1 MB", "a pack is text of some 100 kB", FaultCode.TOO_LARGE)]
        )
    return raw


def _decoded(file: str, raw: bytes) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise PackError(
            [Fault(file, line, "", "is not UTF-8", "save the file with the encoding UTF-8", FaultCode.ENCODING)],
        ) from error


def _refuse_what_can_grow(file: str, text: str) -> None:
    """Stop at anchors, aliases, tags, deep nesting and too many values, before anything is built."""
    level = nodes = 0
    for event in yaml.parse(text, Loader=_Loader):
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            _stop(file, line, "anchors and aliases (& and *) are not allowed", "write the value out in full")
        if getattr(event, "tag", None):
            _stop(file, line, "tags (!) are not allowed", "remove the tag; quotes make a value text")
        if isinstance(event, yaml.CollectionStartEvent):
            level += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            level -= 1
        nodes += isinstance(event, yaml.NodeEvent)
        if level > MOST_LEVELS or nodes > MOST_NODES:
            _stop(file, line, "is nested too deep or holds too much", "remove what is no pack", FaultCode.TOO_DEEP)


def _stop(file: str, line: int, message: str, mend: str, code: FaultCode = FaultCode.FORBIDDEN_YAML) -> None:
    raise PackError([Fault(file, line, "", message, mend, code)])


def _open_bracket(file: str, text: str, error: yaml.YAMLError) -> Fault | None:
    """Return where a bracket was opened that is never closed, when that is what the parser stopped at."""
    sign = _BRACKETS.get(tuple((getattr(error, "context", None) or "").split()[-2:]))
    opened, stopped = getattr(error, "context_mark", None), getattr(error, "problem_mark", None)
    if sign is None or opened is None or stopped is None:
        return None
    line, key = opened.line + 1, _KEY.match(text.split("\n")[opened.line])
    message = f"`{sign[0]}` is opened here and is not closed before line {stopped.line + 1}"
    mend = f"write `{sign[1]}` where it ends, and a comma between its items"
    return Fault(file, line, key[1] if key else "", message, mend, FaultCode.SYNTAX)


def _syntax_fault(file: str, error: yaml.YAMLError) -> Fault:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    problem = getattr(error, "problem", None) or getattr(error, "reason", None) or "can't be read"
    line = mark.line + 1 if mark else 1
    return Fault(
        file, line, "", f"is not valid YAML: {problem}", "check indentation, colons and quotes", FaultCode.SYNTAX
    )


class _Reader:
    """Turns the node tree into plain values and notes lines and faults on the way."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.lines: dict[Path, int] = {}
        self.faults: list[Fault] = []

    def mapping(self, node: yaml.MappingNode, path: Path) -> dict[str, Any]:
        content: dict[str, Any] = {}
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + 1
            if not isinstance(key_node, yaml.ScalarNode):
                self._add(line, path, "has a key that is no word", "write `key: value`", FaultCode.SYNTAX)
                continue
            key = str(key_node.value)
            here = (*path, key)
            if key in content:
                first = self.lines[here]
                self._add(line, here, f"stands twice (first on line {first})", "keep one of them", FaultCode.DUPLICATE)
                continue
            self.lines[here] = line
            content[key] = self._value(value_node, here)
        return content

    def _value(self, node: yaml.Node, path: Path) -> Any:
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self._item(item, (*path, index)) for index, item in enumerate(node.value)]
        return self._scalar(node, path)

    def _item(self, node: yaml.Node, path: Path) -> Any:
        self.lines[path] = node.start_mark.line + 1
        return self._value(node, path)

    def _scalar(self, node: Any, path: Path) -> str | int | bool | None:
        """Only true, false and whole numbers are more than text: `no`, `1.0` and dates stay as written."""
        text, line = str(node.value), node.start_mark.line + 1
        if _UNWANTED.search(text):
            self._add(line, path, "holds a control character", "remove the character", FaultCode.CHARACTER)
            return _UNWANTED.sub("", text)
        if node.style in ("'", '"', "|", ">"):
            return text
        if text in ("", "~", "null"):
            mend = "write a value, or remove the line; a colour stands in quotes"
            self._add(line, path, "has no value", mend, FaultCode.EMPTY)
            return None
        if text in ("true", "false"):
            return text == "true"
        return int(text) if _NUMBER.fullmatch(text) else text

    def _add(self, line: int, path: Path, message: str, mend: str, code: FaultCode) -> None:
        self.faults.append(Fault(self.file, line, dotted(path), message, mend, code))
