"""Tries the hooks of catalogs against catalogs. See scripts/catalogs."""

import glob
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time

import pyarrow
import pyarrow.parquet

HERE = os.path.dirname(os.path.abspath(__file__))
HOURS, FILES, ROWS, LONG_AGO = ["2026-01-15=09", "2026-01-15=10"], 20, 50, 1_768_000_000
FALSE = {"numRows": "1000", "numFiles": "99", "totalSize": "99", "kept": "yes"}


def write_lake(root):
    for hour in HOURS:
        directory = "{}/dt={}/hour={}".format(root, *hour.split("="))
        os.makedirs(directory)
        for file in range(FILES):
            path = f"{directory}/part-{file:05d}.parquet"
            pyarrow.parquet.write_table(pyarrow.table({"id": list(range(ROWS)), "name": ["row"] * ROWS}), path)
            os.utime(path, (LONG_AGO, LONG_AGO))


def expected(root, hour):
    files = glob.glob("{}/dt={}/hour={}/*.parquet".format(root, *hour.split("=")))
    return {**FALSE, "numFiles": str(len(files)), "totalSize": str(sum(map(os.path.getsize, files)))}


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def wait_for(port, process):
    for _ in range(240):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            if process.poll() is not None:
                break
            time.sleep(0.5)
    raise RuntimeError("the server does not start")


class Hive:
    name = "Hive metastore 3.1.3"

    def __init__(self, work):
        self.work, self.port = work, free_port()
        path = f"{work}/class-path"
        subprocess.run(["mvn", "-B", "-ntp", "-q", "-f", f"{HERE}/pom.xml",
                        "org.apache.maven.plugins:maven-dependency-plugin:3.9.0:build-classpath", f"-Dmdep.outputFile={path}"],
                       check=True, stdout=sys.stderr)
        with open(path) as text:
            self.class_path = f"{work}/classes:{text.read().strip()}"
        subprocess.run(["javac", "-nowarn", "-d", f"{work}/classes", "-cp", self.class_path, f"{HERE}/Metastore.java"], check=True,
                       stderr=subprocess.DEVNULL)
        self.server = subprocess.Popen(self.java("serve"), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=work)
        wait_for(self.port, self.server)

    def java(self, *arguments):
        opens = [f"--add-opens=java.base/java.{one}=ALL-UNNAMED" for one in ("lang", "net", "util")]
        return ["java", "-Xmx600m", *opens, "-cp", self.class_path, "Metastore", arguments[0], str(self.port), *arguments[1:]]

    def ask(self, *arguments):
        done = subprocess.run(self.java(*arguments), check=True, capture_output=True, text=True, cwd=self.work)
        found = {}
        for line in done.stdout.splitlines():
            if line.startswith("= "):
                hour, location, columns, parameters = line[2:].split(" ", 3)
                pairs = dict(pair.split("=") for pair in parameters.strip("{}").split(", "))
                pairs.pop("transient_lastDdlTime", None)  # the metastore's own
                found[hour] = (location, int(columns), pairs)
        return found

    def add(self, root):
        self.ask("add", f"file:{root}", *HOURS)

    def parameters(self):
        return {hour: parameters for hour, (_, columns, parameters) in self.ask("show").items() if columns == 2}

    def settings(self):
        return ["--hive-metastore", f"thrift://127.0.0.1:{self.port}", "--hive-table", "web.events"], {}


class Glue:
    def __init__(self, work):
        import boto3
        import moto
        self.name, self.port = f"AWS Glue as moto {moto.__version__} has it", free_port()
        self.keys = {"AWS_ACCESS_KEY_ID": "id", "AWS_SECRET_ACCESS_KEY": "secret", "AWS_REGION": "eu-west-1"}
        self.server = subprocess.Popen([sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(self.port)],
                                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        wait_for(self.port, self.server)
        self.client = boto3.client("glue", endpoint_url=f"http://127.0.0.1:{self.port}", region_name="eu-west-1",
                                   aws_access_key_id="id", aws_secret_access_key="secret")

    @staticmethod
    def storage(location):
        return {"Location": location, "Columns": [{"Name": "id", "Type": "bigint"}, {"Name": "name", "Type": "string"}],
                "SerdeInfo": {"SerializationLibrary": "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe"}}

    def add(self, root):
        self.client.create_database(DatabaseInput={"Name": "web"})
        self.client.create_table(DatabaseName="web", TableInput={
            "Name": "events", "StorageDescriptor": self.storage(f"file://{root}/"),
            "PartitionKeys": [{"Name": "dt", "Type": "string"}, {"Name": "hour", "Type": "string"}]})
        for hour in HOURS:
            self.client.create_partition(DatabaseName="web", TableName="events", PartitionInput={
                "Values": hour.split("="), "Parameters": FALSE,
                "StorageDescriptor": self.storage("file://{}/dt={}/hour={}/".format(root, *hour.split("=")))})

    def parameters(self):
        return {"=".join(one["Values"]): one["Parameters"]
                for one in self.client.get_partitions(DatabaseName="web", TableName="events")["Partitions"]
                if len(one["StorageDescriptor"]["Columns"]) == 2}

    def settings(self):
        return ["--glue-table", "web.events", "--glue-endpoint", f"http://127.0.0.1:{self.port}"], self.keys


def trial(project, catalog, work):
    """Says what is wrong; nothing if all is right."""
    root = f"{work}/events"
    write_lake(root)
    catalog.add(root)
    before = catalog.parameters()
    flags, environment = catalog.settings()
    run = subprocess.run([f"{project}/coldpress", "run", root, "--layout", "dt={yyyy-MM-dd}/hour={HH}/", *flags],
                         env={**os.environ, **environment}, capture_output=True, text=True)
    after = catalog.parameters()
    wanted = {hour: expected(root, hour) for hour in HOURS}
    ok = run.returncode == 0 and before == {hour: FALSE for hour in HOURS} and after == wanted
    return "" if ok else f"exit code {run.returncode}, before {before}, after {after}, wanted {wanted}\n{run.stderr[-2000:]}"


def main():
    wrong = 0
    for kind in (Hive, Glue):
        work = tempfile.mkdtemp(prefix="coldpress-catalogs-")
        catalog = kind(work)
        try:
            fault = trial(sys.argv[1], catalog, work)
            wrong += bool(fault)
            print(f"{catalog.name}: " + (fault or "files and size of each partition are right, and the rest stayed"))
        finally:
            catalog.server.terminate()
            catalog.server.wait()
            shutil.rmtree(work)
    print(f"2 catalogs, {wrong} wrong")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
