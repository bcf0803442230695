# %% after setup
raise SystemExit(0)

# %% after double
raise KeyboardInterrupt

# %% double
def double(values):
    raise GeneratorExit
