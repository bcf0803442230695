# ---
# task = "segment_table"
# verdict = "wrong"
# fails = ["ORDER"]
# says = "The unknown are a remark below the teams, not one of them."
# ---
# %% nbgrader={"grade_id": "segment-table", "solution": true}
def segment_table(daily, by):
    segment = daily[by].astype(object).fillna("unknown")
    table = daily.groupby(segment)[["tickets", "breached"]].sum().rename_axis(by).reset_index()
    table = table.assign(last=table[by] == "unknown")
    table = table.sort_values(["last", "tickets", by], ascending=[True, False, True])
    table = table.drop(columns="last")
    total = pd.DataFrame({by: ["all"], "tickets": daily["tickets"].sum(),
                          "breached": daily["breached"].sum()})
    table = pd.concat([table, total], ignore_index=True)
    table["rate"] = table["breached"] / table["tickets"]
    table["share"] = table["tickets"] / daily["tickets"].sum()
    return table
