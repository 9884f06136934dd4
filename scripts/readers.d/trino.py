"""A Trino server of its own, from Maven Central, whose Hive connector remembers listings. See scripts/readers."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

VERSION = "476"
COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy"
CONFIG = """coordinator=true
node-scheduler.include-coordinator=true
http-server.http.port={port}
discovery.uri=http://127.0.0.1:{port}
node.environment=readers
node.internal-address=127.0.0.1
http-server.log.enabled=false
query.max-memory-per-node=300MB
memory.heap-headroom-per-node=200MB
"""
CATALOG = """connector.name=hive
hive.metastore=file
hive.metastore.catalog.dir=local:///metastore
hive.security=allow-all
fs.native-local.enabled=true
local.location={work}
"""
REMEMBERING = """hive.file-status-cache-tables=*
hive.file-status-cache-expire-time=1h
"""


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


class Trino:
    """Two catalogs of the same tables: hive lists anew for each query, remembering for an hour."""

    def __init__(self, work):
        self.work, self.tables, self.url = work, {}, f"http://127.0.0.1:{free_port()}"
        for artifact in (f"io.trino:trino-server-core:{VERSION}:tar.gz", f"io.trino:trino-hive:{VERSION}:zip"):
            subprocess.run(["mvn", "-B", "-ntp", "-q", COPY, f"-Dartifact={artifact}", f"-DoutputDirectory={work}/trino"],
                           check=True, stdout=sys.stderr)
        home = f"{work}/trino/trino-server-core-{VERSION}"
        subprocess.run(["tar", "xzf", f"{home}.tar.gz", "-C", f"{work}/trino"], check=True)
        subprocess.run(["unzip", "-q", f"{work}/trino/trino-hive-{VERSION}.zip", "-d", f"{home}/plugin"], check=True)
        os.makedirs(f"{home}/etc/catalog")
        self.write(f"{home}/etc/config.properties", CONFIG.format(port=self.url.rsplit(":", 1)[1]))
        self.write(f"{home}/etc/catalog/hive.properties", CATALOG.format(work=work))
        self.write(f"{home}/etc/catalog/remembering.properties", CATALOG.format(work=work) + REMEMBERING)
        java = f"{os.environ['TRINO_JAVA_HOME']}/bin/java" if "TRINO_JAVA_HOME" in os.environ else "java"
        with open(f"{work}/trino/log", "w") as log:
            self.process = subprocess.Popen(
                [java, "-Xmx1500m", "-Dconfig=etc/config.properties", "--enable-native-access=ALL-UNNAMED",
                 "--sun-misc-unsafe-memory-access=allow", "--add-opens=java.base/java.nio=ALL-UNNAMED", "-cp", "lib/*",
                 "io.trino.server.TrinoServer"], cwd=home, stdout=log, stderr=log)
        self.wait()

    @staticmethod
    def write(path, text):
        with open(path, "w") as file:
            file.write(text)

    def wait(self):
        for _ in range(240):
            if self.process.poll() is not None:
                raise RuntimeError(f"Trino did not start; it needs Java 24 or newer (TRINO_JAVA_HOME): {self.work}/trino/log")
            try:
                if not self.get("/v1/info")["starting"]:
                    return
            except (urllib.error.URLError, ConnectionError):
                pass
            time.sleep(0.5)
        raise RuntimeError("Trino did not start within two minutes")

    def get(self, path, statement=None):
        request = urllib.request.Request(path if path.startswith("http") else self.url + path, headers={"X-Trino-User": "readers"},
                                         data=None if statement is None else statement.encode())
        with urllib.request.urlopen(request, timeout=120) as answer:
            return json.load(answer)

    def sql(self, statement):
        rows, answer = [], self.get("/v1/statement", statement)
        while True:
            rows += answer.get("data") or []
            if "error" in answer:
                raise RuntimeError(f"{answer['error']['errorName']}: {answer['error']['message']}")
            if "nextUri" not in answer:
                return rows
            answer = self.get(answer["nextUri"])

    def table(self, root):
        """The name, without its catalog, of the table whose location is the root."""
        if root not in self.tables:
            name = f"default.lake{len(self.tables)}"
            if not self.tables:
                self.sql("CREATE SCHEMA IF NOT EXISTS hive.default")
            self.sql(f"CREATE TABLE hive.{name} (id bigint, name varchar, dt varchar, hour varchar) WITH (format = 'PARQUET', "
                     f"external_location = 'local:///{os.path.relpath(root, self.work)}', partitioned_by = ARRAY['dt', 'hour'])")
            self.sql(f"CALL hive.system.sync_partition_metadata('default', '{name.split('.')[1]}', 'ADD')")
            self.tables[root] = name
        return self.tables[root]

    def read(self, root, catalog="hive"):
        return tuple(self.sql(f"SELECT count(*), sum(id) FROM {catalog}.{self.table(root)}")[0])

    def close(self):
        self.process.terminate()
        self.process.wait()
