# ---
# task = "segment_table"
# verdict = "wrong"
# fails = ["ORDER"]
# says = "groupby has sorted the segments already."
# ---
# %% nbgrader={"grade_id": "segment-table", "solution": true}
def segment_table(daily, by):
    segment = daily[by].astype(object).fillna("unknown")
    table = daily.groupby(segment)[["tickets", "breached"]].sum().rename_axis(by).reset_index()
    total = pd.DataFrame({by: ["all"], "tickets": daily["tickets"].sum(),
                          "breached": daily["breached"].sum()})
    table = pd.concat([table, total], ignore_index=True)
    table["rate"] = table["breached"] / table["tickets"]
    table["share"] = table["tickets"] / daily["tickets"].sum()
    return table
