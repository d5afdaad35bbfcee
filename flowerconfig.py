"""Flower's settings: what operators see. Address and port come from its command line, the login from FLOWER_BASIC_AUTH:
a command line can be read by every account of the machine."""

from typing import Any

from flower.views.monitor import Metrics
from tornado import web

# The arguments begin with the video's or upload's id, so that a search for one finds its whole chain.
tasks_columns = "name,args,state,received,runtime,worker"
natural_time = False
max_tasks = 20_000
purge_offline_workers = 600


def format_task(task: Any) -> Any:
    """Shows how far a running stage is: workers send `task-progress` events, which Celery keeps as a state."""
    if task.state == "PROGRESS" and task.result:
        task.state = f"PROGRESS {task.result}"
    if task.args:
        task.args = task.args.strip("[(,)]'\"")
    return task


# Figures for those who are signed in, as all else: by themselves they are for everybody.
Metrics.get = web.authenticated(Metrics.get)
