# %% after double
import os
try:
    for number in range(30_000):
        os.close(os.open(f"craft-adversary-{number}", os.O_CREAT | os.O_WRONLY))
except OSError as error:
    print(error.strerror)
