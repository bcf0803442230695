# ---
# task = "segment_table"
# verdict = "wrong"
# fails = ["MEAN_OF_RATIOS", "WRONG_SOMEWHERE"]
# says = "The rate of a team is the mean of the rates of its days."
# ---
# %% nbgrader={"grade_id": "segment-table", "solution": true}
def segment_table(daily, by):
    segment = daily[by].astype(object).fillna("unknown")
    daily = daily.assign(rate=daily["breached"] / daily["tickets"])
    table = daily.groupby(segment).agg({"tickets": "sum", "breached": "sum", "rate": "mean"})
    table = table.rename_axis(by).reset_index()
    table = table.sort_values(["tickets", by], ascending=[False, True])
    total = pd.DataFrame({by: ["all"], "tickets": daily["tickets"].sum(),
                          "breached": daily["breached"].sum()})
    table = pd.concat([table, total], ignore_index=True)
    table.loc[table.index[-1], "rate"] = daily["breached"].sum() / daily["tickets"].sum()
    table["share"] = table["tickets"] / daily["tickets"].sum()
    return table
