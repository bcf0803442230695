# ---
# task = "segment_table"
# verdict = "wrong"
# fails = ["RATE_OF_NOTHING", "WRONG_SOMEWHERE"]
# says = "A team in the table has had a ticket."
# ---
# %% nbgrader={"grade_id": "segment-table", "solution": true}
def segment_table(daily, by):
    segment = daily[by].astype(object).fillna("unknown")
    table = daily.groupby(segment)[["tickets", "breached"]].sum().rename_axis(by).reset_index()
    table = table.sort_values(["tickets", by], ascending=[False, True])
    total = pd.DataFrame({by: ["all"], "tickets": daily["tickets"].sum(),
                          "breached": daily["breached"].sum()})
    table = pd.concat([table, total], ignore_index=True)
    table["rate"] = [int(row.breached) / int(row.tickets) for row in table.itertuples()]
    table["share"] = table["tickets"] / daily["tickets"].sum()
    return table
