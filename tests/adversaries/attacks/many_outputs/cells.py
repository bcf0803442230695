# %% after double
for number in range(10_000):
    display(number)
display({"text/plain": "x" * 30_000_000}, raw=True)
