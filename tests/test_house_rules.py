"""Rules of the house that no linter knows; each message says what to do instead."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "workshop_app"
MODULES = [PACKAGE.parent / "run.py", *sorted(PACKAGE.rglob("*.py"))]

MOST_LINES = 400
MOST_PUBLIC_METHODS = 20

# The one place that may catch everything: it writes the report of a bug.
EXCEPTHOOK = "workshop_app/excepthook.py"


def _name(module: Path) -> str:
    return module.relative_to(PACKAGE.parent).as_posix()


@pytest.fixture(params=MODULES, ids=_name)
def module(request: pytest.FixtureRequest) -> Path:
    path: Path = request.param
    return path


@pytest.fixture
def tree(module: Path) -> ast.Module:
    return ast.parse(module.read_text(encoding="utf-8"))


def _places(module: Path, nodes: list[ast.AST]) -> str:
    return ", ".join(f"{_name(module)}:{getattr(node, 'lineno', 0)}" for node in nodes)


def _is_call(node: ast.AST, method: str) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == method
    )


def long_modules(text: str) -> bool:
    return len(text.splitlines()) >= MOST_LINES


def big_classes(tree: ast.Module) -> list[ast.AST]:
    return [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef) and len(_public_methods(node)) >= MOST_PUBLIC_METHODS
    ]


def _public_methods(node: ast.ClassDef) -> list[str]:
    functions = [n for n in node.body if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]
    return [function.name for function in functions if not function.name.startswith("_")]


def connected_lambdas(tree: ast.Module) -> list[ast.AST]:
    return [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and _is_call(node, "connect")
        and any(isinstance(argument, ast.Lambda) for argument in node.args)
    ]


def broad_handlers(tree: ast.Module) -> list[ast.AST]:
    def broad(kind: ast.expr | None) -> bool:
        if isinstance(kind, ast.Tuple):
            return any(broad(element) for element in kind.elts)
        return kind is None or (
            isinstance(kind, ast.Name) and kind.id in ("Exception", "BaseException")
        )

    def passes_on(handler: ast.ExceptHandler) -> bool:
        return isinstance(handler.body[-1], ast.Raise)

    handlers = [node for node in ast.walk(tree) if isinstance(node, ast.ExceptHandler)]
    return [node for node in handlers if broad(node.type) and not passes_on(node)]


def prints(tree: ast.Module) -> list[ast.AST]:
    return [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in ("print", "pprint")
    ]


def window_climbs(tree: ast.Module) -> list[ast.AST]:
    return [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and _is_call(node.value, "window")
    ]


def loose_painters(tree: ast.Module) -> list[ast.AST]:
    held = {
        id(item.context_expr)
        for node in ast.walk(tree)
        if isinstance(node, ast.With)
        for item in node.items
    }
    return [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in ("QPainter", "QStylePainter")
        and id(node) not in held
    ]


def test_a_module_fits_on_a_few_screens(module: Path) -> None:
    text = module.read_text(encoding="utf-8")
    assert not long_modules(text), (
        f"{_name(module)} has {len(text.splitlines())} lines; {MOST_LINES} is too many. Find the "
        "second subject in it and move that to a module named after it."
    )


def test_a_class_has_one_subject(module: Path, tree: ast.Module) -> None:
    assert not big_classes(tree), (
        f"{MOST_PUBLIC_METHODS} or more public methods: {_places(module, big_classes(tree))}. "
        "Let a second class take over what belongs together."
    )


def test_signals_are_not_connected_to_lambdas(module: Path, tree: ast.Module) -> None:
    found = connected_lambdas(tree)
    assert not found, (
        f"connect(lambda …) keeps a dead widget alive: {_places(module, found)}. Connect a method "
        "named _on_<signal>, or functools.partial of one on an object that lives longer."
    )


def test_only_the_excepthook_catches_everything(module: Path, tree: ast.Module) -> None:
    found = [] if _name(module) == EXCEPTHOOK else broad_handlers(tree)
    assert not found, (
        f"except Exception hides bugs: {_places(module, found)}. Name what can go wrong, raise "
        "UserError with a sentence, and let bugs reach the excepthook; tidying up ends in raise."
    )


def test_the_package_does_not_print(module: Path, tree: ast.Module) -> None:
    assert not prints(tree), (
        f"print() reaches nobody in a windowed app: {_places(module, prints(tree))}. Log it, or in "
        "a command write to sys.stdout."
    )


def test_nobody_climbs_to_the_window(module: Path, tree: ast.Module) -> None:
    found = window_climbs(tree)
    assert not found, (
        f"window().something ties a widget to one window: {_places(module, found)}. Emit a signal, "
        "or take what is needed as an argument."
    )


def test_a_painter_ends_whatever_happens(module: Path, tree: ast.Module) -> None:
    found = loose_painters(tree)
    assert not found, (
        f"A painter that an exception leaves open ends the app: {_places(module, found)}. Write "
        "“with QPainter(…) as painter:”."
    )


def test_the_rules_see_what_they_forbid() -> None:
    methods = "\n".join(f"    def m{n}(self): ..." for n in range(MOST_PUBLIC_METHODS))
    assert big_classes(ast.parse(f"class Big:\n{methods}"))
    assert connected_lambdas(ast.parse("button.clicked.connect(lambda: None)"))
    assert broad_handlers(ast.parse("try: ...\nexcept (OSError, Exception): ..."))
    assert broad_handlers(ast.parse("try: ...\nexcept: ..."))
    assert not broad_handlers(ast.parse("try: ...\nexcept OSError: ..."))
    assert not broad_handlers(ast.parse("try: ...\nexcept BaseException:\n tidy()\n raise"))
    assert prints(ast.parse("print('x')"))
    assert window_climbs(ast.parse("self.window().stage.show()"))
    assert loose_painters(ast.parse("painter = QPainter(self)"))
    assert not loose_painters(ast.parse("with QPainter(self) as painter: painter.fill()"))
    assert long_modules("\n" * MOST_LINES)
