"""YAML as the JSON that it stands for: what is neither a plain number nor true, false or null is
the text that was written.

PyYAML reads YAML 1.1, where `010` is 8, `1:30` is 90, `yes` is true and a time loses its zone.
Source: https://yaml.org/spec/1.2.2/#103-core-schema
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

import yaml

from builder.packages.strict_json import finite_number

_PREFIX = "tag:yaml.org,2002:"

_FORMS = {
    "null": r"~|null|Null|NULL|",
    "bool": r"true|True|TRUE|false|False|FALSE",
    "int": r"0|-?[1-9][0-9]*",
    "float": r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?",
}
"""Plain forms that are not texts, by their tags; of several the first."""


class _Loader(yaml.SafeLoader):  # type: ignore[misc]  # PyYAML has no types
    """Knows the values that JSON has and no others."""

    yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {}
    yaml_constructors: ClassVar[dict[str | None, Any]] = {}

    def whole(self, node: yaml.ScalarNode) -> int:
        """A whole number."""
        return int(self.construct_scalar(node))

    def number(self, node: yaml.ScalarNode) -> float:
        """A number with its digits."""
        return finite_number(self.construct_scalar(node))

    def mapping(self, node: yaml.MappingNode) -> Mapping[str, Any]:
        """An object, whose names are texts and stand once."""
        names = [self.construct_scalar(name) for name, _ in node.value]
        if len(set(names)) < len(names):
            raise ValueError(names)
        values = (self.construct_object(value, deep=True) for _, value in node.value)
        return dict(zip(names, values, strict=True))

    def sequence(self, node: yaml.SequenceNode) -> Sequence[Any]:
        """An array."""
        return [self.construct_object(part, deep=True) for part in node.value]


for _name, _form in _FORMS.items():
    _Loader.add_implicit_resolver(f"{_PREFIX}{_name}", re.compile(f"(?:{_form})$"), None)
for _name, _made in {
    "null": yaml.SafeLoader.construct_yaml_null,
    "bool": yaml.SafeLoader.construct_yaml_bool,
    "int": _Loader.whole,
    "float": _Loader.number,
    "str": yaml.SafeLoader.construct_yaml_str,
    "seq": _Loader.sequence,
    "map": _Loader.mapping,
}.items():
    _Loader.add_constructor(f"{_PREFIX}{_name}", _made)
_Loader.add_constructor(None, yaml.SafeLoader.construct_undefined)


def plain_yaml(text: str) -> Any:
    """The value of a YAML text; numbers keep their digits.

    Raises: yaml.YAMLError, ValueError, RecursionError.
    """
    return yaml.load(text, Loader=_Loader)  # a safe loader
