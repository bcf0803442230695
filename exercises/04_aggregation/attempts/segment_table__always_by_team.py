# ---
# task = "segment_table"
# verdict = "wrong"
# fails = ["WRONG_SOMEWHERE"]
# says = "The dashboard is by team."
# ---
# %% nbgrader={"grade_id": "segment-table", "solution": true}
def segment_table(daily, by):
    segment = daily["team"].astype(object).fillna("unknown")
    table = daily.groupby(segment)[["tickets", "breached"]].sum().rename_axis("team").reset_index()
    table = table.sort_values(["tickets", "team"], ascending=[False, True])
    total = pd.DataFrame({"team": ["all"], "tickets": daily["tickets"].sum(),
                          "breached": daily["breached"].sum()})
    table = pd.concat([table, total], ignore_index=True)
    table["rate"] = table["breached"] / table["tickets"]
    table["share"] = table["tickets"] / daily["tickets"].sum()
    return table
