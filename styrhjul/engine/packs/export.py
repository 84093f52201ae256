"""Write a pack out again: as YAML for people, as canonical JSON for storing, and the schema of packs."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import yaml

from styrhjul.engine.packs.merge import OWN
from styrhjul.engine.packs.schema import Pack

_WIDTH = 110


class _Dumper(yaml.SafeDumper):
    """Writes every value out in full: a pack may hold no anchors."""

    def ignore_aliases(self, data: object) -> bool:
        return True


def to_yaml(pack: Pack) -> str:
    """Return a pack as YAML that loads back as the same pack.

    Every section is written out, also those that came from the pack it extends, so that the file says
    all there is; what has its default value is left out within the sections.
    """
    content: dict[str, Any] = pack.model_dump(mode="json", exclude_defaults=True)
    for section in Pack.model_fields.keys() - OWN - content.keys():
        content[section] = pack.model_dump(mode="json", include={section})[section]
    ordered = {name: content[name] for name in Pack.model_fields if name in content}
    text: str = yaml.dump(ordered, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=_WIDTH)
    return text


def canonical(pack: Pack) -> str:
    """Return a pack as JSON that is the same text whenever the pack is the same."""
    return json.dumps(pack.model_dump(mode="json"), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(pack: Pack) -> str:
    """Return the SHA-256 of the canonical JSON, as 64 hexadecimal digits."""
    return hashlib.sha256(canonical(pack).encode()).hexdigest()


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema of a whole pack, for editors and other programs.

    A file that extends another pack may leave sections out; the schema therefore demands only what every
    file must have of its own.
    """
    schema = Pack.model_json_schema()
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["required"] = [name for name in schema["required"] if name in OWN]
    sections = [name for name, field in Pack.model_fields.items() if name not in OWN and field.is_required()]
    schema["anyOf"] = [{"required": ["extends"]}, {"required": sections}]
    return schema
