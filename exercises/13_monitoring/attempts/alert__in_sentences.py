# ---
# task = "alert"
# verdict = "right"
# fails = []
# says = "A first line and a paragraph, with a table of pandas for the rest."
# ---
# %% nbgrader={"grade_id": "alert", "solution": true}
def alert(findings: list[dict], runbook: dict[str, str]) -> list[str]:
    table = pd.DataFrame([one for one in findings if one["cause"] in runbook])
    if table.empty:
        return []
    texts = {}
    for cause, group in table.sort_values("euros", ascending=False).groupby("cause", sort=False):
        def figure(one):
            shown = [f"{end:.3f}".rstrip("0").rstrip(".") for end in one.usual] if one.usual is not None else None
            now = f"{one.value:.3f}".rstrip("0").rstrip(".") + " " + one.unit if pd.notna(one.value) else "unknown"
            return f"{one.figure} at {now} (usual: {'-'.join(shown) if shown else 'unknown'})"

        lines = [figure(one) for one in group.itertuples()]
        days = pd.to_datetime(group["first_bad"].dropna(), utc=True)
        since = days.min().date().isoformat() if len(days) else "an unknown day"
        ids = set().union(*group["tickets"].dropna())
        share = f", {len(ids) / group['of'].max():.0%}" if ids else ""
        teams = set().union(*group["teams"].dropna())
        texts[cause] = (
            f"{lines[0]}.\nBad since {since} (UTC); {len(ids) or 'an unknown number'} of {group['of'].max()} tickets{share}, of "
            f"{' and '.join(teams) or 'unknown teams'}; some {group['euros'].max():.0f} EUR a day. {runbook[cause]} "
            f"Ask {', '.join(group['owner'].unique())}." + "".join(f"\nAlso {line}." for line in lines[1:]))
    return list(texts.values())
