#!/usr/bin/env python3
"""Merges DIR/*.parquet into OUT with a Python package: benchmark-peers.py PEER DIR OUT

PEER: polars, pyarrow, duckdb-python, duckdb-unordered, or cat, which copies the bytes. If DIR has directories in it, it is
a lake: the files of each directory below it are merged into a file of the same directory below OUT, one after the other.
"""
import glob
import os
import shutil
import sys


def merge(peer, files, out):
    if peer.startswith('duckdb'):
        import duckdb
        order = 'false' if peer == 'duckdb-unordered' else 'true'
        duckdb.execute(f'set preserve_insertion_order = {order}')
        duckdb.execute(f"copy (from read_parquet({files}, hive_partitioning = false)) to '{out}' "
                       "(format parquet, compression snappy, row_group_size 1000000)")
    elif peer == 'polars':
        import polars
        polars.scan_parquet(files, hive_partitioning=False).sink_parquet(out, compression='snappy')
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


peer, directory, out = sys.argv[1:]
directories = sorted(d for d, below, names in os.walk(directory) if any(n.endswith('.parquet') for n in names))
for d in directories:
    target = out
    if directories != [directory]:
        target = os.path.join(out, os.path.relpath(d, directory), 'merged.parquet')
        os.makedirs(os.path.dirname(target), exist_ok=True)
    merge(peer, sorted(glob.glob(f'{d}/*.parquet')), target)
