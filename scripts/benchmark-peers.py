#!/usr/bin/env python3
"""Merges DIR/*.parquet into OUT with a Python package: benchmark-peers.py polars|pyarrow|duckdb-python|cat DIR OUT"""
import glob
import shutil
import sys

peer, directory, out = sys.argv[1:]
files = sorted(glob.glob(f'{directory}/*.parquet'))
if peer == 'duckdb-python':
    import duckdb
    duckdb.execute(f"copy (from read_parquet('{directory}/*.parquet')) to '{out}' "
                   "(format parquet, compression snappy, row_group_size 1000000)")
elif peer == 'polars':
    import polars
    polars.scan_parquet(files).sink_parquet(out, compression='snappy')
elif peer == 'pyarrow':
    import pyarrow.dataset as ds
    import pyarrow.parquet as pq
    pq.write_table(ds.dataset(files, format='parquet').to_table(), out, compression='snappy')
elif peer == 'cat':
    with open(out, 'wb') as o:
        for file in files:
            with open(file, 'rb') as i:
                shutil.copyfileobj(i, o, 1 << 20)
else:
    raise SystemExit(f'unknown peer {peer}')
