"""`worker`: does the jobs that people ask for on their pages, and once a minute what is due."""

import click
from flask import current_app

from ocop.attachments.services.sweeping import YOUNG
from ocop.cli import group
from ocop.cli.files import clean
from ocop.core import settings
from ocop.jobs.services import make_the_round, presence, queue


@group.command("worker")
@click.option("--threads", default=2, show_default=True, help="Số việc làm cùng lúc.")
def worker(threads: int) -> None:
    """Chạy các việc nền cho đến khi bị dừng (Ctrl+C)."""
    queue.prepare(settings.current())
    clean(YOUNG)
    serving = current_app.extensions["ocop.serving"]()
    presence.begin(serving)
    with serving.app_context():
        make_the_round(queue.wake)
    consumer = queue.of(serving).huey.create_consumer(workers=threads, worker_type="thread", scheduler_interval=1)
    try:
        consumer.run()
    finally:
        with serving.app_context():
            presence.end()
