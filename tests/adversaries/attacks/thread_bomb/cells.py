# %% after double
import threading, time
try:
    for _ in range(300):
        threading.Thread(target=time.sleep, args=(3,), daemon=True).start()
except RuntimeError as error:
    print(error)
