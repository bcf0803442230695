"""What an exercise's notebook promises."""
from __future__ import annotations

import ast

from nbformat import NotebookNode

from autograder.course import Task
from autograder.notebook.files import notebook_bytes
from autograder.verify.problem import Problem
from autograder.verify.regions import HIDDEN, outside_regions, region_lines, secret_lines
from autograder.verify.subject import Subject, grade_id_of


def exercise_twin_is_fresh(subject: Subject) -> list[Problem]:
    """The exercise's notebook is what its source makes of it, byte for byte."""
    path = subject.unit.exercise
    if path.exists() and path.read_bytes() == notebook_bytes(subject.exercise):
        return []
    return [subject.problem(path, "It is not what its source makes of it.",
                            f"Run `craft build {subject.unit.number}`.")]


def tasks_have_answer_and_check_cells(subject: Subject) -> list[Problem]:
    """Each task has an answer cell and after it a check cell worth the points of its oracles."""
    path, problems = subject.unit.exercise_source, []
    order = [grade_id_of(cell) for cell in subject.exercise.cells]
    for task in subject.unit.tasks:
        answer, check = subject.cell(task.answer_id), subject.cell(task.check_id)
        if answer is None or not answer.metadata.nbgrader.solution or answer.metadata.nbgrader.grade:
            problems.append(subject.problem(
                path, f"The task {task.name} has no answer cell.",
                f'Write a code cell nbgrader={{"grade_id": "{task.answer_id}", "solution": true}}.'))
        if check is None or not check.metadata.nbgrader.grade or check.metadata.nbgrader.solution:
            problems.append(subject.problem(
                path, f"The task {task.name} has no check cell.",
                f'Write a code cell nbgrader={{"grade_id": "{task.check_id}", "grade": true, "points": N}}.'))
        elif answer is not None and order.index(task.check_id) < order.index(task.answer_id):
            problems.append(subject.problem(path, f"The check of {task.name} stands before its answer.",
                                            "Put it behind."))
    return problems


def check_cells_are_worth_their_oracles(subject: Subject) -> list[Problem]:
    """A check cell's points are the sum of its oracles' points."""
    problems = []
    for task in subject.unit.tasks:
        cell, points = subject.cell(task.check_id), subject.check(task).points
        if cell is not None and cell.metadata.nbgrader.get("points") != points:
            problems.append(subject.problem(
                subject.unit.exercise_source,
                f"The cell {task.check_id} has {cell.metadata.nbgrader.get('points')} points; the oracles of "
                f"{task.name} have {points:g}.", "Make the two agree."))
    return problems


def check_cells_call_the_checks(subject: Subject) -> list[Problem]:
    """A check cell is one line in the open, and the graded draw is the last expression, hidden."""
    problems = []
    for task in subject.unit.tasks:
        cell = subject.cell(task.check_id)
        if cell is None:
            continue
        shown = f"check.{task.name}({task.name})"
        hidden = f'check.{task.name}({task.name}, draw="graded")'
        if outside_regions(cell.source).strip() != shown:
            problems.append(subject.problem(subject.unit.exercise_source,
                                            f"The open part of {task.check_id} is not one call.",
                                            f"Let it be: {shown}"))
        if region_lines(cell.source, HIDDEN)[-1:] != [hidden] or \
                not cell.source.rstrip().endswith(f"### END {HIDDEN}"):
            problems.append(subject.problem(subject.unit.exercise_source,
                                            f"The hidden region of {task.check_id} does not end the cell "
                                            "with the graded draw.", f"End it with: {hidden}"))
    return problems


def graded_cells_belong_to_tasks(subject: Subject) -> list[Problem]:
    """Every graded or answered cell belongs to a task of unit.toml."""
    unit = subject.unit
    known = {name for task in unit.tasks for name in (task.answer_id, task.check_id)}
    known |= {prose.answer_id for prose in unit.prose}
    strangers = [grade_id_of(cell) for cell in subject.exercise.cells if _is_gradable(cell)
                 and grade_id_of(cell) not in known]
    return [subject.problem(unit.exercise_source, f"The cell {name} belongs to no task.",
                            "Name it after a task of unit.toml, or take its nbgrader mark away.")
            for name in strangers]


def release_keeps_secrets(subject: Subject) -> list[Problem]:
    """The released notebook contains no line of a solution or of a hidden test."""
    # A code cell of the exercise's own is given to the learner on purpose, such as the slow loop of a task.
    shown = {line.strip().lstrip("# ") for cell in subject.release.cells
             if cell.cell_type == "markdown" or _is_gradable(cell) for line in cell.source.splitlines()}
    return [subject.problem(subject.unit.exercise_source, f"The release shows the secret line: {line}",
                            "Say it otherwise in the open, or solve it otherwise.")
            for line in sorted(secret_lines(subject.exercise) & shown)]


def stubs_say_what_is_asked(subject: Subject) -> list[Problem]:
    """A stub gives the signature with types and a docstring, and raises NotImplementedError."""
    problems = []
    for task in subject.unit.tasks:
        cell = subject.cell(task.answer_id, released=True)
        for wrong in [] if cell is None else _stub_faults(cell.source, task):
            problems.append(subject.problem(
                subject.unit.exercise_source, f"The stub of {task.name} {wrong}.",
                "Leave signature, types and docstring outside the solution's region."))
    return problems


def _stub_faults(source: str, task: Task) -> list[str]:
    try:
        tree = ast.parse(source)
    except SyntaxError as error:
        return [f"is no Python ({error})"]
    found = [node for node in tree.body
             if isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name == task.name]
    if not found:
        return ["does not define it"]
    faults = [] if ast.get_docstring(found[0]) else ["has no docstring"]
    functions = [node for node in ast.walk(found[0]) if isinstance(node, ast.FunctionDef)]
    faults += [f"has no types for {untyped} in {function.name}"
               for function in functions if (untyped := _untyped(function))]
    if "raise NotImplementedError" not in source:
        faults.append("does not raise NotImplementedError")
    return faults + [f"has code in {function.name}" for function in functions if _has_code(function)]


def _has_code(function: ast.FunctionDef) -> bool:
    """Whether a stub's body has more than a docstring and `raise NotImplementedError()`."""
    return not all(isinstance(statement, ast.Raise | ast.Pass | ast.FunctionDef)
                   or isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
                   for statement in function.body)


def _untyped(function: ast.FunctionDef) -> list[str]:
    arguments = [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
    names = [argument.arg for argument in arguments
             if argument.annotation is None and argument.arg not in ("self", "cls")]
    needs_return = function.returns is None and function.name != "__init__"
    return names + (["its value"] if needs_return else [])


def _is_gradable(cell: NotebookNode) -> bool:
    mark = cell.metadata.get("nbgrader", {})
    return bool(mark.get("grade") or mark.get("solution"))

