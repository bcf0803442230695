# ---
# task = "segment_table"
# verdict = "wrong"
# fails = ["TOTAL_AVERAGED", "WRONG_SOMEWHERE"]
# says = "The rate of all is the mean over all rows of the table."
# ---
# %% nbgrader={"grade_id": "segment-table", "solution": true}
def segment_table(daily, by):
    segment = daily[by].astype(object).fillna("unknown")
    table = daily.groupby(segment)[["tickets", "breached"]].sum().rename_axis(by).reset_index()
    table = table.sort_values(["tickets", by], ascending=[False, True])
    total = pd.DataFrame({by: ["all"], "tickets": daily["tickets"].sum(),
                          "breached": daily["breached"].sum()})
    table = pd.concat([table, total], ignore_index=True)
    table["rate"] = table["breached"] / table["tickets"]
    table.loc[table.index[-1], "rate"] = (daily["breached"] / daily["tickets"]).mean()
    table["share"] = table["tickets"] / daily["tickets"].sum()
    return table
