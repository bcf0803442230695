# ---
# task = "define_label"
# verdict = "wrong"
# fails = ["TREATED_IS_LABELLED", "WRONG_SOMEWHERE"]
# says = "Who breaches in the fast lane would have breached alone, too."
# ---
# %% nbgrader={"grade_id": "define-label", "solution": true}
def define_label(tickets: pd.DataFrame, events: pd.DataFrame, as_of: pd.Timestamp,
                 grace: pd.Timedelta) -> pd.DataFrame:
    known = events[events["ingested_at"] <= as_of]
    breached = set(known.loc[known["type"] == "sla_breached", "ticket_id"])
    met = set(known.loc[known["type"] == "sla_met", "ticket_id"])
    helped = set(known.loc[known["type"] == "fast_lane", "ticket_id"])
    label = tickets.loc[tickets["decide_at"] <= as_of, ["ticket_id", "due_at"]]
    name = label["ticket_id"]
    y = pd.Series(np.nan, index=label.index)
    y[name.isin(met)] = 0.0
    y[name.isin(breached)] = 1.0
    y[name.isin(helped - breached)] = np.nan
    return pd.DataFrame({"ticket_id": name, "y": y, "mature": label["due_at"] + grace <= as_of})
