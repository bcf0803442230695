# %% double
import numpy as np, pyarrow as pa

def double(values):
    table = pa.table({"values": pa.array(np.zeros(150 * 2**20 // 8))})
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema, options=pa.ipc.IpcWriteOptions(compression="zstd")) as writer:
        for _ in range(12):
            writer.write_table(table)
    blob = sink.getvalue().to_pybytes()
    message({"reply": wire()._question, "value": [["list", [["arrow", 0]]], 1]}, blob)
