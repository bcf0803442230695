"""What a unit's texts promise: unit.toml, its checks' words, mentor.md, and that nothing else lies about."""
from __future__ import annotations

import re
from collections.abc import Iterator

from autograder.course import Prose
from autograder.verify.ladder import BEHAVIOURS, STAGES
from autograder.verify.problem import Problem
from autograder.verify.regions import SOLUTION, TELLING_CHARACTERS, region_lines
from autograder.verify.subject import Subject, headings

SPECS = (6, 8)
MENTOR_PARTS = ("What good looks like", "Wrong turns", "Oral questions")
SAMPLES = ("Fail", "Pass", "Exemplary")
ORAL_QUESTIONS = 3
_KEY_ROW = re.compile(r"^\| *(\d+)\b[^|]*\| *(yes|no) *\|", re.MULTILINE)
_ORACLE_ID = re.compile(r"[A-Z][A-Z0-9]*(_[A-Z0-9]+)*")
# Made by tools beside the files; git ignores them.
_CACHES = {"__pycache__", ".ipynb_checkpoints", ".ruff_cache"}


def nothing_is_left_to_do(subject: Subject) -> list[Problem]:
    """No text of the unit has a TODO left."""
    unit, checks = subject.unit, subject.unit.path.parents[1] / "autograder" / "checks"
    paths = [unit.path / "unit.toml", unit.lesson_source, unit.exercise_source, unit.path / "mentor.md",
             *sorted((unit.path / "attempts").glob("*.py")), checks / f"{unit.name}.py",
             *sorted((checks / unit.name).glob("*.py"))]
    return [subject.problem(path, f"Line {number} is still to be written.", line[line.index("TODO"):].strip())
            for path in paths if path.exists()
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
            if re.search(r"\bTODO\b", line)]


def unit_serves_the_ladder(subject: Subject) -> list[Problem]:
    """The unit's stages and its tasks' behaviours are ids of the ladder."""
    path, unit = subject.unit.path / "unit.toml", subject.unit
    problems = [subject.problem(path, f"'{stage}' is no stage.", f"The stages are: {', '.join(STAGES)}.")
                for stage in unit.stages if stage not in STAGES]
    for task in (*unit.tasks, *unit.prose):
        unknown = [name for name in task.behaviours if name not in BEHAVIOURS]
        if unknown or not task.behaviours:
            problems.append(subject.problem(path, f"The behaviours of {task.name}: {unknown or 'missing'}.",
                                            f"Choose from: {', '.join(sorted(BEHAVIOURS))}."))
    return problems


def unit_says_what_it_is_for(subject: Subject) -> list[Problem]:
    """The unit names its stages, its goals, what is out of scope, and at least one task."""
    unit = subject.unit
    empty = [name for name in ("stages", "goals", "out_of_scope", "tasks") if not getattr(unit, name)]
    return [subject.problem(unit.path / "unit.toml", f"'{name}' is empty.", "Fill it in.") for name in empty]


def hints_help_without_telling(subject: Subject) -> list[Problem]:
    """Each task has three hints, all different, none of which contains a line of the solution."""
    problems = []
    for task in subject.unit.tasks:
        cell = subject.cell(task.answer_id)
        secrets = [line for line in region_lines(cell.source, SOLUTION) if len(line) >= TELLING_CHARACTERS
                   ] if cell is not None else []
        told = [line for line in secrets if any(line in hint for hint in task.hints)]
        if told or len(set(task.hints)) < len(task.hints) or not all(hint.strip() for hint in task.hints):
            what = f"contain the solution's line '{told[0]}'" if told else "are empty or repeat each other"
            problems.append(subject.problem(subject.unit.path / "unit.toml",
                                            f"The hints of {task.name} {what}.",
                                            "Write a nudge, the idea, almost the answer."))
    return problems


def oracles_speak_clearly(subject: Subject) -> list[Problem]:
    """Each oracle has an id in capitals, its own in its check, and says what, why and where it is taught."""
    path, problems = subject.unit.path.parents[1] / "autograder" / "checks" / subject.unit.name, []
    for check in subject.checks:
        ids = [oracle.id for oracle in check.oracles]
        for oracle in check.oracles:
            if not _ORACLE_ID.fullmatch(oracle.id) or ids.count(oracle.id) > 1:
                problems.append(subject.problem(path, f"{check.task}: '{oracle.id}' is no good id.",
                                                "Name the misconception in capitals, once a check."))
            for field in ("misconception", "why"):
                if not getattr(oracle, field).strip().endswith("."):
                    problems.append(subject.problem(path, f"{oracle.id}: its {field} is no sentence.",
                                                    "Write one, with a full stop."))
    return problems


def oracles_name_lesson_sections(subject: Subject) -> list[Problem]:
    """Each oracle names a section of the lesson."""
    sections = [text for _, text, _ in headings(subject.lesson)]
    return [subject.problem(subject.unit.lesson_source,
                            f"{oracle.id} names the section '{oracle.lesson}', which is not there.",
                            f"The sections are: {'; '.join(sections)}.")
            for check in subject.checks for oracle in check.oracles if oracle.lesson not in sections]


def prose_is_graded_by_specs(subject: Subject) -> list[Problem]:
    """A prose task has 6 to 8 specs, some starred, and a manually graded cell worth one point each."""
    problems = []
    for prose in subject.unit.prose:
        path, starred = subject.unit.path / "unit.toml", sum(spec.starred for spec in prose.specs)
        if not SPECS[0] <= len(prose.specs) <= SPECS[1]:
            problems.append(subject.problem(path, f"{prose.name} has {len(prose.specs)} specs.",
                                            f"Write {SPECS[0]} to {SPECS[1]} yes-or-no statements."))
        if not starred or not 0 <= prose.pass_with <= len(prose.specs) - starred:
            problems.append(subject.problem(
                path, f"{prose.name}: {starred} starred specs and {prose.pass_with} of the others to pass.",
                "Star what must be met; pass_with counts among the others."))
        cell = subject.cell(prose.answer_id)
        mark = cell.metadata.nbgrader if cell is not None else {}
        if not (mark.get("grade") and mark.get("solution") and mark.get("points") == len(prose.specs)):
            problems.append(subject.problem(
                subject.unit.exercise_source, f"{prose.name} has no manually graded cell worth its specs.",
                f'Write a markdown cell nbgrader={{"grade_id": "{prose.answer_id}", "grade": true, '
                f'"solution": true, "points": {len(prose.specs)}}}.'))
    return problems


def mentor_page_has_its_parts(subject: Subject) -> list[Problem]:
    """The mentor's page says what good looks like, names wrong turns and asks three oral questions."""
    path, page = subject.unit.path / "mentor.md", _sections(subject.mentor_page)
    problems = [subject.problem(path, f"It has no section '{part}'.", f"Write '## {part}' and fill it.")
                for part in MENTOR_PARTS if not _section(page, part).strip()]
    questions = len(re.findall(r"^\d+[.)] ", _section(page, "Oral questions"), re.MULTILINE))
    if questions != ORAL_QUESTIONS:
        problems.append(subject.problem(path, f"It asks {questions} oral questions.",
                                        f"Number {ORAL_QUESTIONS} under '## Oral questions'."))
    return problems


def mentor_page_has_graded_samples(subject: Subject) -> list[Problem]:
    """For each prose task the mentor's page holds a failing, a passing and an exemplary answer with a key."""
    path, page = subject.unit.path / "mentor.md", _sections(subject.mentor_page)
    return [subject.problem(path, f"Graded samples of {prose.name}: {wrong}.",
                            f"Under '## Graded samples: {prose.title}' write '### Fail', '### Pass' and "
                            "'### Exemplary', each an answer and rows '| 1 ... | yes | why |' of specs.")
            for prose in subject.unit.prose for wrong in _sample_faults(prose, page)]


def no_stray_files(subject: Subject) -> list[Problem]:
    """The exercise's folder holds nothing but the files of a unit."""
    unit = subject.unit
    known = {unit.exercise.name, unit.exercise_source.name, "unit.toml", "mentor.md", "attempts"}
    stray = [path for path in sorted(unit.path.iterdir()) if path.name not in known | _CACHES]
    stray += [path for path in sorted((unit.path / "attempts").glob("*"))
              if path.suffix != ".py" and path.name not in _CACHES]
    return [subject.problem(path, "It is none of a unit's files.", "Remove it or put it elsewhere.")
            for path in stray]


def _sample_faults(prose: Prose, page: dict[str, str]) -> Iterator[str]:
    text = next((body for title, body in page.items()
                 if "samples" in title.lower() and prose.title.lower() in title.lower()), "")
    samples = _sections(text, level=3)
    for kind in SAMPLES:
        body = _section(samples, kind)
        key = {int(number): answer == "yes" for number, answer in _KEY_ROW.findall(body)}
        if kind == "Exemplary" and not key and prose.answer_id in body:
            continue  # it is the model answer in the exercise's source
        if sorted(key) != list(range(1, len(prose.specs) + 1)):
            yield f"'{kind}' has no key for each of the {len(prose.specs)} specs"
        elif kind != _grade(prose, key):
            yield f"'{kind}' is '{_grade(prose, key)}' by its key"


def _grade(prose: Prose, key: dict[int, bool]) -> str:
    met = [key[number] for number in range(1, len(prose.specs) + 1)]
    if all(met):
        return "Exemplary"
    starred = all(yes for yes, spec in zip(met, prose.specs, strict=True) if spec.starred)
    others = sum(yes for yes, spec in zip(met, prose.specs, strict=True) if not spec.starred)
    return "Pass" if starred and others >= prose.pass_with else "Fail"


def _sections(text: str, level: int = 2) -> dict[str, str]:
    """The bodies of a markdown text's sections of one level, by title."""
    parts = re.split(rf"^{'#' * level} +(.+?) *$", text, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def _section(page: dict[str, str], part: str) -> str:
    return next((body for title, body in page.items() if part.lower() in title.lower()), "")
