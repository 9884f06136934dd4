"""Compacts a lake every night by four tasks at once, each on its shard of the partitions.

For Airflow 2.4 or later, with the command on each worker. Any number of compactors may work on one lake, so a task that is tried
again while its first attempt is still at work loses and doubles nothing.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from airflow.decorators import dag
from airflow.operators.bash import BashOperator

LAKE = "s3://example-bucket/lake"
COMMAND = "/opt/coldpress/bin/coldpress"
SHARDS = 4


def command(shard: int) -> str:
    """Exit code 1 says that some partitions failed, and fails the task; the next run tries them again."""
    return f"{COMMAND} run {LAKE} --shard {shard}/{SHARDS}"


@dag(
    schedule="20 2 * * *",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    max_active_runs=1,
    # Longer than claim-patience, after which a partition of a lost task is taken over.
    default_args={"retries": 2, "retry_delay": timedelta(minutes=3)},
)
def coldpress_shards():
    BashOperator.partial(task_id="compact").expand(bash_command=[command(shard) for shard in range(SHARDS)])


coldpress_shards()
