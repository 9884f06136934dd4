"""Reads a lake with other engines before, during and after a compaction. See scripts/readers."""

import argparse
import importlib
import os
import shutil
import subprocess
import sys
import tempfile

import pyarrow
import pyarrow.compute
import pyarrow.dataset
import pyarrow.parquet
from trino import Trino

HERE = os.path.dirname(os.path.abspath(__file__))
PARTITIONS, FILES, ROWS = 48, 20, 50
COUNT = PARTITIONS * FILES * ROWS
EXPECTED = (COUNT, COUNT * (COUNT - 1) // 2)
LONG_AGO = 1_768_000_000


def module(name):
    try:
        return importlib.import_module(name)
    except ImportError:
        return None


def write_lake(root):
    first = 0
    for partition in range(PARTITIONS):
        directory = f"{root}/dt=2026-01-{partition // 24 + 1:02d}/hour={partition % 24:02d}"
        os.makedirs(directory)
        for file in range(FILES):
            path = f"{directory}/part-{file:05d}.parquet"
            ids = list(range(first, first + ROWS))
            pyarrow.parquet.write_table(pyarrow.table({"id": ids, "name": [f"row {i}" for i in ids]}), path)
            os.utime(path, (LONG_AGO, LONG_AGO))
            first += ROWS


def sums(table):
    ids = table.column("id")
    return table.num_rows, pyarrow.compute.sum(ids).as_py() or 0


class Spark:
    """A session of its own process that answers line by line."""

    def __init__(self, work):
        path = f"{work}/spark-class-path"
        subprocess.run(
            ["mvn", "-B", "-ntp", "-q", "-f", f"{HERE}/pom.xml",
             "org.apache.maven.plugins:maven-dependency-plugin:3.9.0:build-classpath", f"-Dmdep.outputFile={path}"],
            check=True, stdout=sys.stderr)
        opens = [f"--add-opens=java.base/{one}=ALL-UNNAMED" for one in (
            "java.lang", "java.lang.invoke", "java.lang.reflect", "java.io", "java.net", "java.nio", "java.util",
            "java.util.concurrent", "java.util.concurrent.atomic", "sun.nio.ch", "sun.nio.cs", "sun.security.action",
            "sun.util.calendar")]
        with open(path) as text:
            class_path = text.read().strip()
        self.process = subprocess.Popen(
            ["java", "-Xmx1g", *opens, "-cp", class_path, f"{HERE}/SparkReader.java", f"{work}/warehouse"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, cwd=work)

    def ask(self, request):
        self.process.stdin.write(request + "\n")
        self.process.stdin.flush()
        for line in self.process.stdout:
            if line.startswith("= "):
                answer = line[2:].strip()
                if answer.startswith("FAILED"):
                    raise RuntimeError(answer)
                return answer if answer == "opened" else tuple(map(int, answer.split()))
        raise RuntimeError("Spark has ended")

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def readers(chdb, datafusion_wasm, spark, trino):
    """Lines: engine, how it is called, whether control files in the lake stop it, and the function."""
    lines = []
    duckdb, polars, pandas = module("duckdb"), module("polars"), module("pandas")
    if duckdb:
        def duck(pattern):
            return lambda root: duckdb.connect().sql(
                f"select count(*), sum(id)::bigint from read_parquet('{root}/{pattern}')").fetchone()
        engine = f"DuckDB {duckdb.__version__}"
        lines += [(engine, "read_parquet('root/**/*.parquet')", False, duck("**/*.parquet")),
                  (engine, "read_parquet('root/**')", True, duck("**"))]
    if polars:
        def lazy(frame):
            return frame.select(polars.len(), polars.col("id").sum().alias("sum")).collect().row(0)
        engine = f"Polars {polars.__version__}"
        lines += [(engine, "scan_parquet('root/**/*.parquet')", False,
                   lambda root: lazy(polars.scan_parquet(f"{root}/**/*.parquet"))),
                  (engine, "scan_parquet('root')", True, lambda root: lazy(polars.scan_parquet(root))),
                  (engine, "scan_parquet('root', hidden_file_prefix=['_', '.'])", True,
                   lambda root: lazy(polars.scan_parquet(root, hidden_file_prefix=["_", "."])))]
    engine = f"pyarrow {pyarrow.__version__}"
    lines += [(engine, "dataset.dataset('root')", False,
               lambda root: sums(pyarrow.dataset.dataset(root, partitioning="hive").to_table(columns=["id"]))),
              (engine, "parquet.read_table('root')", False,
               lambda root: sums(pyarrow.parquet.read_table(root, columns=["id"])))]
    if pandas:
        def frame(root):
            ids = pandas.read_parquet(root, columns=["id"])["id"]
            return len(ids), int(ids.sum())
        lines += [(f"pandas {pandas.__version__}", "read_parquet('root')", False, frame)]
    datafusion, daft = module("datafusion"), module("daft")
    if datafusion:
        def fusion(root):
            context = datafusion.SessionContext()
            context.register_parquet("events", root)
            row = context.sql("select count(*) c, sum(id) s from events").to_pylist()[0]
            return row["c"], row["s"]
        lines += [(f"DataFusion {datafusion.__version__}", "register_parquet('root')", False, fusion)]
    if daft:
        def daft_sums(root):
            return sums(daft.read_parquet(f"{root}/**/*.parquet").select("id").to_arrow())
        lines += [(f"Daft {daft.__version__}", "read_parquet('root/**/*.parquet')", False, daft_sums)]
    if datafusion_wasm:
        def fusion_wasm(root):
            done = subprocess.run(["node", f"{HERE}/datafusion.mjs", datafusion_wasm, root], capture_output=True, text=True)
            if done.returncode:
                raise RuntimeError(done.stderr[-300:])
            return next(tuple(map(int, line[2:].split())) for line in done.stdout.splitlines() if line.startswith("= "))
        lines += [("DataFusion, datafusion-wasm 0.2.0 of npm", "a table with its location at root", True, fusion_wasm)]
    if chdb:
        def click(pattern):
            def read(root):
                done = subprocess.run(["node", f"{HERE}/clickhouse.js", chdb, f"{root}/{pattern}"],
                                      capture_output=True, text=True)
                if done.returncode:
                    raise RuntimeError(done.stderr[-300:])
                return tuple(map(int, done.stdout.split()))
            return read
        engine = "ClickHouse, chdb of npm"
        lines += [(engine, "file('root/**/*.parquet', Parquet)", False, click("**/*.parquet")),
                  (engine, "file('root/**', Parquet)", True, click("**"))]
    if spark:
        lines += [("Spark 3.5.7", "read.parquet('root')", False, lambda root: spark.ask(f"read {root}"))]
    if trino:
        lines += [("Trino 476", "a table of the Hive connector at root", False, trino.read)]
    return lines


def outcome(read):
    try:
        found = tuple(read())
    except Exception as e:  # whatever an engine throws is what this is about
        return "fails: " + type(e).__name__
    if found == EXPECTED:
        return "right"
    return f"WRONG: {found[0]} rows instead of {COUNT}"


class Trial:
    def __init__(self, project, work):
        self.project, self.work, self.unexpected, self.number = project, work, 0, 0

    def lake(self):
        self.number += 1
        root = f"{self.work}/{self.number}/events"
        os.makedirs(root)
        write_lake(root)
        return root

    def command(self, root, *more):
        return [os.environ.get("COLDPRESS", f"{self.project}/coldpress"), "run", root, "--layout", "dt={yyyy-MM-dd}/hour={HH}/", *more]

    def compact(self, root, *more):
        subprocess.run(self.command(root, *more), check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def row(self, is_as_expected, *cells):
        self.unexpected += not is_as_expected
        print("| " + " | ".join(cells) + (" |" if is_as_expected else " | UNEXPECTED |"), flush=True)

    def names(self, lines):
        plain, outside = self.lake(), self.lake()
        before = [outcome(lambda: read(plain)) for _, _, _, read in lines]
        self.compact(plain)
        self.compact(outside, "--control-root", os.path.dirname(outside))
        print("| engine | call | before | after | after, with `control-root` |\n|---|---|---|---|---|")
        for (engine, call, is_stopped, read), first in zip(lines, before):
            after, above = outcome(lambda: read(plain)), outcome(lambda: read(outside))
            expected = after.startswith("fails") if is_stopped else after == "right"
            self.row(first == "right" and expected and above == "right", engine, f"`{call}`", first, after, above)

    def during(self, lines):
        print("\n| engine | queries over the whole lake during a run | right | failed | rows twice | rows missing |"
              "\n|---|---|---|---|---|---|")
        for engine, call, is_stopped, read in lines:
            if is_stopped:
                continue
            root, counts = self.lake(), {"right": 0, "failed": 0, "twice": 0, "missing": 0}
            run = subprocess.Popen(self.command(root), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            while run.poll() is None:
                try:
                    found = tuple(read(root))
                    counts["right" if found == EXPECTED else "twice" if found[0] > COUNT else "missing"] += 1
                except Exception:  # as above
                    counts["failed"] += 1
            self.row(run.returncode == 0 and counts["missing"] == 0, engine, f"{sum(counts.values())}, `{call}`",
                     *(str(counts[one]) for one in ("right", "failed", "twice", "missing")))

    def kept(self, spark, trino):
        print("\n| engine | opened before a run, read after it | and then |\n|---|---|---|")
        duckdb, polars = module("duckdb"), module("polars")
        if duckdb:
            root = self.lake()
            connection = duckdb.connect()
            connection.sql(f"create view events as select * from read_parquet('{root}/**/*.parquet')")
            self.compact(root)
            result = outcome(lambda: connection.sql("select count(*), sum(id)::bigint from events").fetchone())
            self.row(result == "right", "DuckDB, a view", result, "")
        if polars:
            root = self.lake()
            frame = polars.scan_parquet(f"{root}/**/*.parquet").select(polars.len(), polars.col("id").sum().alias("s"))
            self.compact(root)
            result = outcome(lambda: frame.collect().row(0))
            self.row(result == "right", "Polars, a lazy frame", result, "")
        root = self.lake()
        dataset = pyarrow.dataset.dataset(root, partitioning="hive")
        self.compact(root)
        result = outcome(lambda: sums(dataset.to_table(columns=["id"])))
        again = outcome(lambda: sums(pyarrow.dataset.dataset(root, partitioning="hive").to_table(columns=["id"])))
        self.row(result.startswith("fails") and again == "right", "pyarrow, a dataset", result, f"opened anew: {again}")
        if spark:
            self.kept_by_spark(spark)
        if trino:
            self.kept_by_trino(trino)

    def kept_by_trino(self, trino):
        root = self.lake()
        def read():
            return trino.read(root, "remembering")
        before = outcome(read)
        self.compact(root)
        after = outcome(read)
        trino.sql(f"CALL remembering.system.flush_metadata_cache(schema_name => 'default', table_name => '{trino.table(root)[8:]}')")
        flushed = outcome(read)
        self.row(before == "right" and after.startswith("fails") and flushed == "right",
                 "Trino with `hive.file-status-cache-tables`, a table", after, f"flushed by hand: {flushed}")
        root = self.lake()
        before = outcome(read)
        self.compact(root, "--trino-url", trino.url, "--trino-table", f"remembering.{trino.table(root)}")
        after = outcome(read)
        self.row(before == "right" and after == "right", "the same, compacted with the Trino hook", after, "")

    def kept_by_spark(self, spark):
        root = self.lake()
        spark.ask(f"open {root}")
        spark.ask(f"table {root}")
        self.compact(root)
        frame, table = outcome(lambda: spark.ask("kept")), outcome(lambda: spark.ask("select"))
        ignoring = outcome(lambda: spark.ask("keptIgnoring"))
        refreshed, anew = outcome(lambda: spark.ask("refresh")), outcome(lambda: spark.ask(f"read {root}"))
        self.row(frame.startswith("fails") and anew == "right", "Spark, a DataFrame", frame, f"read anew: {anew}")
        self.row(table.startswith("fails") and refreshed == "right", "Spark, a table", table,
                 f"`REFRESH TABLE`: {refreshed}")
        self.row(ignoring.startswith("WRONG"), "Spark, a DataFrame, `spark.sql.files.ignoreMissingFiles`", ignoring,
                 "rows go missing and nothing says so: never use it")


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("project")
    arguments.add_argument("--spark", action="store_true", help="also Spark, which Maven fetches")
    arguments.add_argument("--trino", action="store_true", help="also Trino, which Maven fetches; needs Java 24 (TRINO_JAVA_HOME)")
    chosen = arguments.parse_args()
    work = tempfile.mkdtemp(prefix="coldpress-readers-")
    spark = Spark(work) if chosen.spark else None
    trino = Trino(work) if chosen.trino else None
    try:
        trial = Trial(chosen.project, work)
        lines = readers(os.environ.get("CHDB", ""), os.environ.get("DATAFUSION", ""), spark, trino)
        trial.names(lines)
        trial.during(lines)
        trial.kept(spark, trino)
        print(f"\n{len(lines)} ways of reading, {trial.unexpected} results that were not expected")
        sys.exit(1 if trial.unexpected else 0)
    finally:
        for server in filter(None, (spark, trino)):
            server.close()
        shutil.rmtree(work)


if __name__ == "__main__":
    main()
