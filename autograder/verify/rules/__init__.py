"""The promises that every unit keeps, in the order in which `craft verify` proves them.

A rule is a function of a Subject that returns what is wrong; the first line of its docstring is the
promise. To add one: write it in the module it belongs to and put it into one of the two lists.
"""
from __future__ import annotations

from collections.abc import Callable

from autograder.verify.problem import Problem
from autograder.verify.rules.answers import (
    enough_answers_are_named,
    every_oracle_is_needed,
    mutants_are_killed,
    reference_earns_all_points,
    right_answers_earn_all_points,
    stub_is_not_attempted,
    wrong_answers_fail_as_they_say,
)
from autograder.verify.rules.exercise import (
    check_cells_are_worth_their_oracles,
    check_cells_call_the_checks,
    exercise_twin_is_fresh,
    graded_cells_belong_to_tasks,
    release_keeps_secrets,
    stubs_say_what_is_asked,
    tasks_have_answer_and_check_cells,
)
from autograder.verify.rules.lesson import (
    lesson_begins_with_title_and_aims,
    lesson_ends_with_practice,
    lesson_lets_you_predict,
    lesson_runs,
    lesson_shows_plots,
    lesson_twin_is_fresh,
)
from autograder.verify.rules.writing import (
    hints_help_without_telling,
    mentor_page_has_graded_samples,
    mentor_page_has_its_parts,
    no_stray_files,
    nothing_is_left_to_do,
    oracles_name_lesson_sections,
    oracles_speak_clearly,
    prose_is_graded_by_specs,
    unit_says_what_it_is_for,
    unit_serves_the_ladder,
)
from autograder.verify.subject import Subject

Rule = Callable[[Subject], list[Problem]]

# Read the files; milliseconds each.
RULES_OF_TEXT: tuple[Rule, ...] = (
    nothing_is_left_to_do,
    unit_says_what_it_is_for,
    unit_serves_the_ladder,
    no_stray_files,
    lesson_begins_with_title_and_aims,
    lesson_lets_you_predict,
    lesson_ends_with_practice,
    lesson_twin_is_fresh,
    lesson_shows_plots,
    exercise_twin_is_fresh,
    tasks_have_answer_and_check_cells,
    graded_cells_belong_to_tasks,
    check_cells_call_the_checks,
    check_cells_are_worth_their_oracles,
    stubs_say_what_is_asked,
    release_keeps_secrets,
    hints_help_without_telling,
    oracles_speak_clearly,
    oracles_name_lesson_sections,
    prose_is_graded_by_specs,
    mentor_page_has_its_parts,
    mentor_page_has_graded_samples,
    enough_answers_are_named,
    every_oracle_is_needed,
)

# Need what `measure` finds by running the unit; a minute or two.
RULES_OF_RUNNING: tuple[Rule, ...] = (
    lesson_runs,
    stub_is_not_attempted,
    reference_earns_all_points,
    right_answers_earn_all_points,
    wrong_answers_fail_as_they_say,
    mutants_are_killed,
)

RULES: tuple[Rule, ...] = RULES_OF_TEXT + RULES_OF_RUNNING
