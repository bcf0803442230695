# ---
# task = "alert"
# verdict = "right"
# fails = []
# says = "Bullets; the days that have passed are reckoned; thousands as they are."
# ---
# %% nbgrader={"grade_id": "alert", "solution": true}
def alert(findings: list[dict], runbook: dict[str, str]) -> list[str]:
    def plain(x):
        return str(int(x)) if x == int(x) else str(round(x, 2 if x > 1 else 3))

    def known(values):
        return [value for value in values if value is not None]

    groups = {}
    for finding in findings:
        groups.setdefault(finding["cause"], []).append(finding)
    todo = [sorted(group, key=lambda f: f["euros"], reverse=True) for cause, group in groups.items() if cause in runbook]
    sent = []
    for group in sorted(todo, key=lambda group: group[0]["euros"], reverse=True):
        lines = []
        for f in group:
            missing = f["value"] is None or f["value"] != f["value"]
            line = f["figure"] + " = " + ("unknown" if missing else plain(f["value"]) + f["unit"])
            line += " (usually unknown)" if f["usual"] is None else f" (usually {plain(f['usual'][0])}..{plain(f['usual'][1])})"
            lines.append(line)
        starts, tickets, teams = (known(f[name] for f in group) for name in ("first_bad", "tickets", "teams"))
        if starts:
            first = min(starts).tz_convert("UTC")
            lines.append(f"* since {first.day} {first.month_name()} 00:00 UTC ({(group[0]['seen'] - first).days} days before the alarm)")
        else:
            lines.append("* since: unknown")
        touched = len({ticket for some in tickets for ticket in some}) if tickets else "unknown"
        lines.append(f"* {touched}/{max(f['of'] for f in group)} tickets, teams: "
                     + (", ".join({team for some in teams for team in some}) if teams else "unknown"))
        lines.append("* \u20ac" + plain(group[0]["euros"]) + " per day")
        lines.append("* DO: " + runbook[group[0]["cause"]])
        lines += ["* ask " + owner for owner in {f["owner"] for f in group}]
        sent.append("\n".join(lines))
    return sent
