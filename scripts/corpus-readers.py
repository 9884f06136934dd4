"""Started by scripts/corpus. Each line on standard input names sources and, last, the output that they became, with tabs between. The
answer is a line as well: for each of pyarrow, pandas and Polars that reads all sources its name, and what it finds different in
the output, nothing if that has the same rows in the same order."""
import sys

import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq


def null_to_none(value):
    if isinstance(value, dict):
        return {key: null_to_none(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [null_to_none(item) for item in value]
    return value


def rows(frames):
    """A column that a file lacks is null in its rows."""
    names = sorted({name for frame in frames for name in frame[0]})
    return [
        repr([null_to_none(column[i]) for column in ([frame[0].get(name, [None] * frame[1]) for name in names])])
        for frame in frames
        for i in range(frame[1])
    ]


def by_pyarrow(files):
    tables = [pq.read_table(file) for file in files]
    return rows([({n: t.column(n).to_pylist() for n in t.column_names}, t.num_rows) for t in tables])


def by_polars(files):
    tables = [pl.read_parquet(file) for file in files]
    return rows([({n: t.get_column(n).to_list() for n in t.columns}, t.height) for t in tables])


def by_pandas(files):
    frames = [pd.read_parquet(file) for file in files]
    labels = [(list(frame.index.names), label) for frame in frames for label in frame.index]
    if all(is_unlabelled(frame.index) for frame in frames) or labels == [([None], i) for i in range(len(labels))]:
        labels = []
    columns = []
    for frame in frames:
        plain = frame.reset_index(drop=True)
        columns.append(({str(n): [None if is_null(v) else v for v in plain[n].tolist()] for n in plain.columns}, len(plain)))
    return [repr(label) for label in labels] + rows(columns)


def is_unlabelled(index):
    return isinstance(index, pd.RangeIndex) and index.equals(pd.RangeIndex(len(index))) and index.name is None


def is_null(value):
    return value is None or value is pd.NaT or value is pd.NA or (isinstance(value, float) and value != value)


def dtypes(files):
    """Of the columns that have one type in all files that have them; of categories, whether these are ordered, and the order."""
    found = {}
    for file in files:
        frame = pd.read_parquet(file)
        for name in frame.columns:
            dtype = frame[name].dtype
            text = ("category", dtype.ordered, list(dtype.categories) if dtype.ordered else ()) if dtype == "category" else str(dtype)
            found.setdefault(str(name), []).append(repr(text))
    return {name: texts[0] for name, texts in found.items() if len(set(texts)) == 1 and len(texts) == len(files)}


def difference(read, sources, output):
    before = read(sources)
    try:
        after = read([output])
    except Exception as e:
        return "reads the sources and not the output: " + str(e)[:200]
    if before == after:
        return ""
    first = next((i for i, pair in enumerate(zip(before, after)) if pair[0] != pair[1]), min(len(before), len(after)))
    return "%d rows became %d; row %d: %s, before %s" % (
        len(before), len(after), first, "".join(after[first:first + 1])[:150], "".join(before[first:first + 1])[:150])


def dtype_difference(sources, output):
    before, after = dtypes(sources), dtypes([output])
    # A column with nulls in the output has another type in pandas than one without.
    changed = [n for n in before if n in after and before[n] != after[n] and not pd.read_parquet(output)[n].isna().any()]
    return "; ".join("%s is %s and was %s" % (n, after[n], before[n]) for n in changed)


for line in sys.stdin:
    *sources, output = line.rstrip("\n").split("\t")
    answer = {}
    for name, read in (("pyarrow", by_pyarrow), ("pandas", by_pandas), ("Polars", by_polars)):
        try:
            answer[name] = difference(read, sources, output)
            if name == "pandas" and not answer[name]:
                answer[name] = dtype_difference(sources, output)
        except BaseException:
            # It does not read the sources either.
            answer.pop(name, None)
    parts = [part for pair in answer.items() for part in pair]
    print("\t".join(" ".join(part.split()) for part in parts), flush=True)
