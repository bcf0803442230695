# %% after double
for _ in range(2000):
    check.double(double)
    check.double(double, draw="graded")
check.hint("double"), check.progress(), check.nothing(1)
