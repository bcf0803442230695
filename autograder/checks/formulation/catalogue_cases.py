"""Catalogues for audit_catalogue: two or three rows for each rule, and a drawn one."""
from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd

from autograder.draws import Draw
from autograder.oracles.cases import Case, rows_text

COLUMNS = ["field", "clock", "usually_min", "at_most_min", "rewritten", "versions", "made_from"]
# Names that promise something; in the check they come with any row.
NAMES = ["plan", "severity", "priority", "resolution_hours", "closed_at", "first_reply_min", "language",
         "seats", "csat_score", "messages", "outcome_code", "team", "agent_senior", "region", "final_status",
         "created_at", "breach_flag", "health", "due_at", "open_hours"]
Row = tuple[str, str, float | None, float | None, bool, bool, str]
FINE: Row = ("severity", "created", 0, 0, False, False, "")
LATE: Row = ("closed_at", "resolved", 0, 5, False, False, "")


def definition(catalogue: pd.DataFrame) -> set[str]:
    """The fields that must not be used, by going back through what each is made from."""
    rows = {row.field: row for row in catalogue.itertuples()}

    def forbidden(name: str) -> bool:
        if name not in rows:
            return True
        row = rows[name]
        begins = {"before": 0, "created": 0, "decided": 60}.get(row.clock)
        late = begins is None or pd.isna(row.at_most_min) or begins + row.at_most_min > 60
        changed = bool(row.rewritten) and not bool(row.versions)
        return late or changed or any(forbidden(source) for source in row.made_from.split(", ") if source)

    return {name for name in rows if forbidden(name)}


def catalogue_of(rows: Sequence[Row]) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=COLUMNS)
    return table.astype(
        {"usually_min": float, "at_most_min": float, "field": "str", "clock": "str", "made_from": "str",
         "rewritten": bool, "versions": bool}
    )


def case(rows: Sequence[Row], note: str) -> Case:
    catalogue = catalogue_of(rows)
    return Case((catalogue,), definition(catalogue), "audit_catalogue(catalogue)",
                rows_text(catalogue=catalogue), note)


def plain(draw: Draw) -> Iterator[Case]:
    yield case([FINE, LATE], "The second is known when the ticket is resolved, the first at once.")


def other_names(draw: Draw) -> Iterator[Case]:
    rows: list[Row] = [("final_status", "created", 0, 0, False, False, ""),
                       ("created_at", "created", 240, 240, False, False, "")]
    yield case(
        rows,
        "The names promise nothing: the field called final_status is written at the creation and never "
        "changed, the one called created_at four hours later.")


def slow(draw: Draw) -> Iterator[Case]:
    rows: list[Row] = [FINE, ("language", "created", 5, 240, False, False, ""),
                       ("team", "created", 5, 30, False, False, "")]
    yield case(
        rows,
        "Usually after 5 minutes, but for some tickets after four hours: the model would be asked before.")


def edge(draw: Draw) -> Iterator[Case]:
    rows: list[Row] = [("team", "created", 5, 60, False, False, ""),
                       ("language", "created", 5, 61, False, False, ""),
                       ("messages", "decided", 0, 0, False, False, ""),
                       ("csat_score", "decided", 0, 1, False, False, ""),
                       ("region", "before", 0, 0, False, False, "")]
    yield case(rows,
               "60 minutes after the creation is in time, 61 are not; decided + 0 is 60, decided + 1 is 61.")


def from_the_decision(draw: Draw) -> Iterator[Case]:
    rows: list[Row] = [FINE, ("messages", "decided", 30, 30, False, False, "")]
    yield case(rows, "Half an hour after the decision is 90 minutes after the creation: the model has been "
               "asked by then.")


def unsure_clock(draw: Draw) -> Iterator[Case]:
    rows: list[Row] = [FINE, ("messages", "due", -600, -240, False, False, ""),
                       ("first_reply_min", "resolved", 0, 0, False, False, "")]
    yield case(
        rows,
        "Four hours before the deadline is long after the decision if the deadline is a week away; and "
        "most tickets are not resolved within the hour.")


def rewritten(draw: Draw) -> Iterator[Case]:
    rows: list[Row] = [FINE, ("priority", "created", 0, 0, True, False, "")]
    yield case(rows,
               "Readable at once, but changed in place later: the table shows what the service never saw.")


def versioned(draw: Draw) -> Iterator[Case]:
    rows: list[Row] = [("seats", "before", 0, 0, True, True, ""), LATE]
    yield case(
        rows, "It is rewritten, but old versions are kept with their times: join as of the decision.")


def versions_too_late(draw: Draw) -> Iterator[Case]:
    rows: list[Row] = [FINE, ("team", "created", 240, 240, True, True, ""),
                       ("csat_score", "resolved", 0, 0, True, True, "")]
    yield case(rows, "All old versions are kept, and yet there is none at the decision where the first comes "
               "four hours after the creation, or with the resolution.")


def name_in_a_name(draw: Draw) -> Iterator[Case]:
    rows: list[Row] = [("messages", "created", 240, 240, False, False, ""),
                       ("messages_1h", "created", 0, 0, False, False, ""),
                       ("health", "created", 0, 0, False, False, "messages_1h")]
    yield case(rows, "health is made from messages_1h, which may be used; messages is another field.")


def undocumented(draw: Draw) -> Iterator[Case]:
    rows: list[Row] = [FINE, ("breach_flag", "created", None, None, False, False, ""),
                       ("team", "before", 0, None, False, False, "")]
    yield case(rows, "at_most_min is missing: nobody knows until when it is written, so it is not used, also "
               "where its clock is `before`.")


def made_from_late(draw: Draw) -> Iterator[Case]:
    rows: list[Row] = [FINE, LATE, ("health", "decided", 0, 0, False, False, "severity, closed_at"),
                       ("csat_score", "before", 0, 0, False, True, "closed_at"),
                       ("open_hours", "created", 0, 1, False, False, "severity")]
    yield case(rows, "health and csat_score claim to be there in time, one with all of its versions, and are "
               "computed from a field that is not.")


def lags_of_both(draw: Draw) -> Iterator[Case]:
    rows: list[Row] = [FINE, LATE, ("team", "created", 5, 50, False, False, ""),
                       ("open_hours", "created", 5, 55, False, False, "team, severity")]
    yield case(rows, "team and open_hours can be read within the hour. The 55 minutes of open_hours "
               "count from the creation, and not from when team is there.")


def own_row(draw: Draw) -> Iterator[Case]:
    rows: list[Row] = [FINE, ("open_hours", "created", 90, 240, False, False, "severity"),
                       ("health", "decided", 0, 0, True, False, "severity")]
    yield case(rows, "severity may be used. What is made from it has a row of its own: open_hours comes "
               "four hours after the creation, and health is rewritten.")


def made_in_steps(draw: Draw) -> Iterator[Case]:
    rows: list[Row] = [("plan", "before", 0, 0, False, False, "health"), FINE,
                       ("health", "decided", 0, 0, False, False, "messages"),
                       ("messages", "created", 0, 0, False, False, "priority"),
                       ("priority", "created", 0, 0, True, False, "")]
    yield case(
        rows,
        "What is made of what is made of a rewritten field must not be used either; the rows come in any "
        "order.")


def made_of_strangers(draw: Draw) -> Iterator[Case]:
    rows: list[Row] = [FINE, ("health", "created", 0, 0, False, False, "severity, crm_export_v2")]
    yield case(
        rows, "Its source crm_export_v2 is not in the catalogue: nobody can say when it is known.")


def drawn(draw: Draw) -> Iterator[Case]:
    """Drawn rows under drawn names, and below them those of the small cases, in their order."""
    rng = draw.rng("catalogue")
    names = [str(name) for name in rng.permutation(NAMES)]
    rows = [_drawn_row(names, position, rng) for position in range(len(names))]
    rows = [rows[i] for i in rng.permutation(len(rows))]
    for number, make in enumerate(SMALL):
        small = next(make(draw)).args[0]
        new = {name: f"{number}_{name}" for name in small["field"]}
        for field, *values, text in small.itertuples(index=False):
            sources = ", ".join(new.get(source, source) for source in text.split(", ") if source)
            rows.append((new[field], *values, sources))
    catalogue = catalogue_of(rows).set_axis(rng.permutation(len(rows)) + 50)
    yield Case((catalogue,), definition(catalogue), f"audit_catalogue(catalogue) on {len(rows)} rows", "",
               "Every row may say anything, every name stand in any row, and the rows in any order.")


def _drawn_row(names: Sequence[str], position: int, rng: np.random.Generator) -> Row:
    clocks = ["before", "created", "decided", "resolved", "due"]
    clock = str(rng.choice(clocks, p=[0.2, 0.45, 0.2, 0.1, 0.05]))
    at_most = [0.0, 30.0, 60.0, 61.0, None][rng.choice(5, p=[0.5, 0.2, 0.15, 0.1, 0.05])]
    if at_most and (clock == "before" or clock == "decided" and rng.random() < 0.7):
        at_most = 0.0
    made = position > 3 and rng.random() < 0.4
    sources = [names[i] for i in rng.choice(position, 2, replace=False)] if made else []
    return (names[position], clock, 0.0, at_most, bool(rng.random() < 0.2), bool(rng.random() < 0.5),
            ", ".join(sources))


SMALL = (slow, edge, from_the_decision, lags_of_both, unsure_clock, rewritten, versioned, versions_too_late,
         undocumented, made_from_late, own_row, made_in_steps, made_of_strangers, name_in_a_name)
