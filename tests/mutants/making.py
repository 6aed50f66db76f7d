"""Makes mutants: copies of a file with one thing changed.

Those of Python's functions are mutmut's, but those that nobody could tell from the original
(UNSEEN). It sees nothing outside functions, nor the files that are not Python: templates, scripts,
regular expressions and the limits of fields are changed here, with few and plain rules. Every
mutant is a text of the same language as its file.
"""

import ast
import re
import warnings
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from random import Random

import libcst
from jinja2 import Environment
from libcst.metadata import MetadataWrapper, ParentNodeProvider, PositionProvider
from mutmut.mutation.file_mutation import Mutation, create_mutations

LIMITS = {"ge", "gt", "le", "lt", "min_length", "max_length"}  # pydantic's names

# Arguments whose change shows nowhere, and the changes: what is written becomes one of the others
# (None), or is left out ("").
UNSEEN = {
    # The machines that run this are set to UTF-8, which is what Python then uses by itself.
    "encoding": {'"utf-8"': {'"UTF-8"', "None", ""}},
    # What zip is told to hold its lists to does nothing as long as they have one length.
    "strict": {"True": {"False", "None", ""}, "False": {"None", ""}},
    # Not to be held to a success is what run does by itself.
    "check": {"False": {"None", ""}},
}


@dataclass(frozen=True)
class Mutant:
    """A file with one thing changed.

    file is its path from the project's root, lines the first and the last line changed, kind what
    was done to it, before and after the piece changed; text is the whole file, changed. names are
    what the piece belongs to: the function, or the constant, or the class.
    """

    file: str
    lines: tuple[int, int]
    kind: str
    before: str
    after: str
    text: str
    names: tuple[str, ...] = ()


Make = Callable[[], Mutant]


def draw_mutants(root: Path, python: int, others: int, seed: int) -> list[Mutant]:
    """Draw mutants of the project at root: as many of Python's functions, and of the others.

    The others are drawn evenly among templates, scripts, regular expressions and limits. The same
    seed draws the same mutants of the same files.
    """
    random = Random(seed)
    modules = sorted((root / "scripts").rglob("*.py"))
    functions = [make for path in modules for make in _mutate_functions(path, root)]
    drawn = [make() for make in random.sample(functions, min(python, len(functions)))]
    groups = [
        _list_all(_mutate_template, root, root / "overrides", "*.html"),
        _list_all(_mutate_script, root, root / "docs/assets/js", "*.js"),
        _list_all(_mutate_patterns, root, root / "scripts", "*.py"),
        _list_all(_mutate_limits, root, root / "scripts", "*.py"),
    ]
    for group in groups:
        random.shuffle(group)
    while groups and others:
        for group in groups:
            if group and others:
                drawn.append(group.pop())
                others -= 1
        groups = [group for group in groups if group]
    return drawn


def _list_all(
    mutate: Callable[[str, str], Iterator[Mutant]], root: Path, folder: Path, names: str
) -> list[Mutant]:
    return [
        mutant
        for path in sorted(folder.rglob(names))
        for mutant in mutate(path.relative_to(root).as_posix(), path.read_text(encoding="utf-8"))
    ]


def _change(file: str, text: str, kind: str, start: int, end: int, new: str) -> Mutant:
    """Return the mutant that has something else from start to end."""
    first = text.count("\n", 0, start) + 1
    lines = (first, first + text.count("\n", start, end))
    return Mutant(file, lines, kind, text[start:end], new, text[:start] + new + text[end:])


# ---- functions of Python: mutmut's ----


def _mutate_functions(path: Path, root: Path) -> Iterator[Make]:
    """Yield what makes each mutant of a module: making them all at once would fill the memory."""
    file = path.relative_to(root).as_posix()
    module, mutations, _, _ = create_mutations(file, path.read_text(encoding="utf-8"))
    known = MetadataWrapper(module, unsafe_skip_copy=True)
    places, parents = known.resolve(PositionProvider), known.resolve(ParentNodeProvider)
    for mutation in mutations:
        function: libcst.CSTNode | None = mutation.contained_by_top_level_function
        around = parents[mutation.original_node]
        # else a line of a class
        if isinstance(function, libcst.FunctionDef) and not _is_unseen(mutation, around):
            place = places[mutation.original_node]
            lines = (place.start.line, place.end.line)
            yield partial(_apply, file, module, mutation, lines, function.name.value)


def _is_unseen(mutation: Mutation, around: libcst.CSTNode) -> bool:
    """Tell whether a mutation of what stands in « around » is of an argument, and shows nowhere."""
    before, after = mutation.original_node, mutation.mutated_node
    if isinstance(before, libcst.Call) and isinstance(after, libcst.Call):
        old, new = _read_named(before.args), _read_named(after.args)
    elif isinstance(around, libcst.Arg):
        old, new = (_read_named([around.with_changes(value=value)]) for value in (before, after))
    else:
        return False
    return any(
        new.get(name, "") in UNSEEN.get(name, {}).get(value, ()) for name, value in old.items()
    )


def _read_named(arguments: Iterable[libcst.Arg]) -> dict[str, str]:
    """Return the code of the arguments that are given by their names."""
    code_for = libcst.Module([]).code_for_node
    return {each.keyword.value: code_for(each.value) for each in arguments if each.keyword}


def _apply(
    file: str, module: libcst.Module, mutation: Mutation, lines: tuple[int, int], function: str
) -> Mutant:
    changed = module.deep_replace(mutation.original_node, mutation.mutated_node)
    assert isinstance(changed, libcst.Module)
    return Mutant(
        file,
        lines,
        type(mutation.original_node).__name__,
        module.code_for_node(mutation.original_node).strip(),
        module.code_for_node(mutation.mutated_node).strip(),
        changed.code,
        (function,),
    )


# ---- templates ----


@dataclass
class _Token:
    start: int
    end: int
    kind: str
    value: str


def _mutate_template(file: str, text: str) -> Iterator[Mutant]:
    """Drop each block, invert each condition, drop each filter."""
    tokens: list[_Token] = []
    place = 0
    for _, kind, value in Environment(keep_trailing_newline=True).lex(text):
        place = text.index(value, place)  # « {%- » takes away the spaces before it
        tokens.append(_Token(place, place + len(value), kind, value))
        place += len(value)
    tokens = [token for token in tokens if token.kind != "whitespace"]
    opened: list[int] = []
    for index, token in enumerate(tokens):
        if token.kind == "block_begin":
            word = tokens[index + 1].value
            if word in ("if", "elif"):
                last = next(i for i in range(index, len(tokens)) if tokens[i].kind == "block_end")
                start, end = tokens[index + 2].start, tokens[last - 1].end
                condition = text[start:end]
                yield _change(file, text, "condition", start, end, f"not ({condition})")
            if word in ("if", "for"):
                opened.append(token.start)
            elif word in ("endif", "endfor"):
                yield _change(file, text, "block", opened.pop(), tokens[index + 2].end, "")
        elif token.kind == "operator" and token.value == "|":
            end = _find_end_of_filter(tokens, index)
            yield _change(file, text, "filter", token.start, end, "")


def _find_end_of_filter(tokens: list[_Token], index: int) -> int:
    """The end of a filter and of its arguments; index is its bar's."""
    last = index + 1
    depth = 0
    while depth or tokens[last + 1].value == "(":
        last += 1
        depth += {"(": 1, ")": -1}.get(tokens[last].value, 0)
    return tokens[last].end


# ---- scripts ----

_WORDS = {"true": "false", "false": "true", "===": "!==", "!==": "===", "&&": "||", "||": "&&"}
_SWAPPED = re.compile(r"\b(?:true|false)\b|[!=]==|&&|\|\|")
_CONDITION = re.compile(r"\bif \((.*)\) (?=\S)")
_BOUND = re.compile(r"^const [A-Z_]+ = (\d+)\b")
_CALL = re.compile(r"^ +(?:[\w.]+\??\.)?\w+\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)$")


def _mutate_script(file: str, text: str) -> Iterator[Mutant]:
    """Invert conditions, swap operators, move bounds, drop calls that stand on a line."""
    place = 0
    for line in text.splitlines(keepends=True):
        code = re.sub(r"(^|\s)//.*|^\s*/?\*.*", "", line.rstrip("\n"))
        if found := _BOUND.search(code):
            moved = str(int(found[1]) + 1)
            yield _change(file, text, "bound", place + found.start(1), place + found.end(1), moved)
        if found := _CONDITION.search(code):
            start, end = place + found.start(1), place + found.end(1)
            if found[1].count("(") == found[1].count(")"):
                yield _change(file, text, "condition", start, end, f"!({found[1]})")
        if _CALL.search(code):
            yield _change(file, text, "call", place, place + len(code), "")
        for found in _SWAPPED.finditer(code):
            mixed = "?" in code and found[0] in ("&&", "||")  # ?? beside them is no JavaScript
            if not mixed and not re.search(r"[\"'`/]", code):
                start, end = place + found.start(), place + found.end()
                yield _change(file, text, "operator", start, end, _WORDS[found[0]])
        place += len(line)


# ---- Python outside functions: regular expressions and limits ----


def _list_outer_calls(text: str) -> Iterator[tuple[ast.Call, tuple[str, ...]]]:
    """Yield each call made outside functions, with the names that the statement gives."""
    for statement in ast.parse(text).body:
        if isinstance(statement, ast.FunctionDef):
            continue
        names = [node.id for node in ast.walk(statement) if isinstance(node, ast.Name)
                 and isinstance(node.ctx, ast.Store)]  # fmt: skip
        if isinstance(statement, ast.ClassDef):
            names = [statement.name]
        todo: list[ast.AST] = [statement]
        while todo:
            node = todo.pop()
            if isinstance(node, ast.Call):
                yield node, tuple(names)
            if not isinstance(node, ast.FunctionDef | ast.Lambda):
                todo += ast.iter_child_nodes(node)


def _find_span(text: str, node: ast.expr) -> tuple[int, int]:
    """Where a piece stands in the text; ast counts bytes."""
    lines = text.splitlines(keepends=True)

    def find(line: int, column: int) -> int:
        before = lines[line - 1].encode()[:column].decode()
        return sum(map(len, lines[: line - 1])) + len(before)

    assert node.end_lineno and node.end_col_offset
    return find(node.lineno, node.col_offset), find(node.end_lineno, node.end_col_offset)


_PIECES = [
    (re.compile(r"(?<=[\w)\]}])\+"), "*"),
    (re.compile(r"(?<=[\w)\]}.])\*"), "+"),
    (re.compile(r"(?<=[\w)\]}])\?"), ""),
    (re.compile(r"\[\^"), "["),
    (re.compile(r"\\b"), ""),
    (re.compile(r"(?<=\w)\$"), ""),
    (re.compile(r"\(\?="), "(?!"),
    (re.compile(r"\(\?!"), "(?="),
    (re.compile(r"\(\?<="), "(?<!"),
    (re.compile(r"\(\?<!"), "(?<="),
]


def _mutate_patterns(file: str, text: str) -> Iterator[Mutant]:
    """Change a piece of each regular expression compiled once for all, or given as a pattern."""
    for call, names in _list_outer_calls(text):
        patterns = [argument.value for argument in call.keywords if argument.arg == "pattern"]
        if isinstance(call.func, ast.Attribute) and call.func.attr == "compile":
            patterns += call.args[:1]
        for pattern in patterns:
            if not isinstance(pattern, ast.Constant) or not isinstance(pattern.value, str):
                continue
            start, end = _find_span(text, pattern)
            for piece, new in _PIECES:
                for found in piece.finditer(text, start, end):
                    mutant = _change(file, text, "pattern", *found.span(), new)
                    changed = mutant.text[start : end + len(new) - len(found[0])]
                    if _is_pattern(changed):
                        yield replace(mutant, before=text[start:end], after=changed, names=names)


def _is_pattern(literal: str) -> bool:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            re.compile(ast.literal_eval(literal))
    except (re.error, SyntaxError, ValueError):
        return False
    return True


def _mutate_limits(file: str, text: str) -> Iterator[Mutant]:
    """Move each limit of a field by one, so that it admits more: nothing right is refused."""
    for call, names in _list_outer_calls(text):
        for argument in call.keywords:
            value = argument.value
            if argument.arg not in LIMITS or not isinstance(value, ast.Constant):
                continue
            if not isinstance(value.value, int):
                continue
            moved = value.value + (1 if argument.arg in ("le", "lt", "max_length") else -1)
            start, end = _find_span(text, value)
            mutant = _change(file, text, "limit", start, end, str(moved))
            before, after = f"{argument.arg}={value.value}", f"{argument.arg}={moved}"
            yield replace(mutant, before=before, after=after, names=names)
