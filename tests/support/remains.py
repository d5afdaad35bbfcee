"""What the running product has in its bucket and its spool."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import boto3
from botocore.config import Config

from scripts.stack import Stack


class Remains:
    """Looks into a stack's object store and at its disk."""

    def __init__(self, stack: Stack) -> None:
        self._bucket = stack.env["S3_BUCKET"]
        self._spool = Path(stack.env["SPOOL_DIR"])
        self._scratch = Path(stack.env["SCRATCH_DIR"])
        self._client: Any = boto3.client(
            "s3",
            endpoint_url=stack.urls["s3"],
            region_name="us-east-1",
            aws_access_key_id=stack.env["AWS_ACCESS_KEY_ID"],
            aws_secret_access_key=stack.env["AWS_SECRET_ACCESS_KEY"],
            config=Config(signature_version="s3v4"),
        )

    def objects(self, prefix: str = "") -> list[str]:
        """Names in the bucket."""
        pages = self._client.get_paginator("list_objects_v2").paginate(Bucket=self._bucket, Prefix=prefix)
        return [item["Key"] for page in pages for item in page.get("Contents", [])]

    def multiparts(self) -> list[str]:
        """Names that a multipart upload is open for."""
        listed = self._client.list_multipart_uploads(Bucket=self._bucket)
        return [item["Key"] for item in listed.get("Uploads", [])]

    def under_way(self) -> set[str]:
        """Open multipart uploads and spooled uploads together."""
        return {*self.multiparts(), *self.spooled()}

    def part_sizes(self) -> list[int]:
        """Bytes of each part of the one multipart upload that is open."""
        for found in self._client.list_multipart_uploads(Bucket=self._bucket).get("Uploads", []):
            pages = self._client.get_paginator("list_parts").paginate(
                Bucket=self._bucket, Key=found["Key"], UploadId=found["UploadId"]
            )
            return [part["Size"] for page in pages for part in page.get("Parts", [])]
        return []

    def read(self, prefix: str) -> Iterator[bytes]:
        """The one object below a prefix, a MiB at a time."""
        (key,) = [name for name in self.objects(prefix) if "/original." in name]
        yield from self._client.get_object(Bucket=self._bucket, Key=key)["Body"].iter_chunks(1 << 20)

    def spooled(self) -> list[str]:
        """Uploads with a directory in the spool."""
        return [entry.name for entry in self._spool.iterdir() if entry.is_dir()] if self._spool.is_dir() else []

    def scratch(self) -> list[str]:
        """Directories of tasks under way, or left by one."""
        return [entry.name for entry in self._scratch.glob("task-*")]

    def everything(self) -> dict[str, list[str]]:
        """All of it, by kind."""
        return {
            "objects": self.objects(),
            "multiparts": self.multiparts(),
            "spool": self.spooled(),
            "scratch": self.scratch(),
        }
