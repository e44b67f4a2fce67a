"""The builder's own source as tests read it: syntax trees of modules and templates."""

import ast
from collections.abc import Iterator
from functools import cache

from jinja2 import nodes

from builder.pages.render import environment
from tests.folders import ROOT

BUILDER = ROOT / "builder"
TEMPLATES = BUILDER / "templates"
OVERRIDES = ROOT / "site_src" / "overrides"


@cache
def modules() -> dict[str, ast.Module]:
    """Syntax tree of each module by its path under builder/."""
    return {
        path.relative_to(BUILDER).as_posix(): ast.parse(path.read_text("utf-8"))
        for path in sorted(BUILDER.rglob("*.py"))
    }


@cache
def templates() -> dict[str, nodes.Template]:
    """Syntax tree of each template by its name, those of the frame included."""
    paths = [*sorted(TEMPLATES.glob("*.html")), *sorted(OVERRIDES.glob("*.html"))]
    return {path.name: environment().parse(path.read_text("utf-8")) for path in paths}


def imported(module: ast.Module) -> Iterator[str]:
    """Top names of the packages that a module imports, wherever it does."""
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            yield from (name.name.partition(".")[0] for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.partition(".")[0]


def called(module: ast.Module) -> Iterator[tuple[str, ast.Call]]:
    """Every call with the last part of the name that is called; `f(a)(b)` is called `f`."""
    for node in ast.walk(module):
        if isinstance(node, ast.Call):
            yield _last_name(node.func), node


def handed(name: str, keyword: str) -> Iterator[str]:
    """Every text that the code gives a class as that keyword, itself or through a function.

    A function counts whose own parameter becomes the keyword, such as `_problem(code, …)`.
    """
    through = dict(_through(name, keyword))
    for module in modules().values():
        for called_name, call in called(module):
            if called_name == name:
                given = [entry.value for entry in call.keywords if entry.arg == keyword]
            elif called_name in through:
                parameter, place = through[called_name]
                given = [entry.value for entry in call.keywords if entry.arg == parameter]
                given += call.args[place : place + 1]
            else:
                continue
            for value in given:
                yield from alternatives(value)


def _through(name: str, keyword: str) -> Iterator[tuple[str, tuple[str, int]]]:
    """Functions that hand a parameter on to that keyword, with its name and place."""
    functions = (
        node
        for module in modules().values()
        for node in ast.walk(module)
        if isinstance(node, ast.FunctionDef)
    )
    for function in functions:
        parameters = [entry.arg for entry in function.args.args if entry.arg != "self"]
        for called_name, call in called(ast.Module(body=function.body, type_ignores=[])):
            named = call.keywords if called_name == name else ()
            for value in (entry.value for entry in named if entry.arg == keyword):
                if isinstance(value, ast.Name) and value.id in parameters:
                    yield function.name, (value.id, parameters.index(value.id))


def _last_name(node: ast.expr) -> str:
    if isinstance(node, ast.Call):
        return _last_name(node.func)
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def texts(node: ast.AST) -> Iterator[str]:
    """Every string constant below a node."""
    for child in ast.walk(node):
        if isinstance(child, ast.Constant) and isinstance(child.value, str):
            yield child.value


def alternatives(node: ast.expr | None) -> Iterator[str]:
    """What an expression of texts may be: constants, either side of an `if`; `{}` in f-strings.

    A name says nothing and yields nothing.
    """
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from alternatives(node.body)
        yield from alternatives(node.orelse)
    elif isinstance(node, ast.JoinedStr):
        parts = (value.value if isinstance(value, ast.Constant) else "{}" for value in node.values)
        yield "".join(str(part) for part in parts)
