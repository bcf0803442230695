# ---
# task = "segment_table"
# verdict = "wrong"
# fails = ["INPUT_CHANGED"]
# says = "A column more in the daily table does no harm."
# ---
# %% nbgrader={"grade_id": "segment-table", "solution": true}
def segment_table(daily, by):
    daily["segment"] = daily[by].astype(object).fillna("unknown")
    segment = daily["segment"]
    table = daily.groupby(segment)[["tickets", "breached"]].sum().rename_axis(by).reset_index()
    table = table.sort_values(["tickets", by], ascending=[False, True])
    total = pd.DataFrame({by: ["all"], "tickets": daily["tickets"].sum(),
                          "breached": daily["breached"].sum()})
    table = pd.concat([table, total], ignore_index=True)
    table["rate"] = table["breached"] / table["tickets"]
    table["share"] = table["tickets"] / daily["tickets"].sum()
    return table
