"""The object store: S3 by boto3. Outside AWS the same calls go to a SeaweedFS server."""

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from io import BufferedIOBase, RawIOBase
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, BinaryIO, cast

import boto3
from boto3.exceptions import Boto3Error
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError, HTTPClientError

from app.config import Settings
from app.domain import times
from app.domain.playback.downloads import attachment
from app.errors import StorageError
from app.settings import settings as current_settings
from app.storage import signing

if TYPE_CHECKING:
    from mypy_boto3_s3.client import S3Client

_MISSING = {"NoSuchKey", "NoSuchUpload", "NoSuchBucket", "404", "NotFound"}


class MissingObject(StorageError):
    """The object or multipart upload is not there."""


@dataclass(frozen=True, slots=True)
class ObjectHead:
    """What S3 says of an object. `size` is bytes."""

    size: int
    etag: str
    content_type: str


@dataclass(frozen=True, slots=True)
class StoredPart:
    """A part as S3 lists it."""

    number: int
    size: int
    etag: str


@dataclass(frozen=True, slots=True)
class OpenMultipart:
    """A multipart upload that was neither completed nor aborted."""

    key: str
    upload_id: str
    initiated: datetime


@contextmanager
def _translated(action: str) -> Iterator[None]:
    """Known SDK faults become ours; everything else passes as it is."""
    try:
        yield
    except ClientError as error:
        code = error.response.get("Error", {}).get("Code", "")
        kind = MissingObject if code in _MISSING else StorageError
        raise kind(f"{action}: {code}") from error
    except (BotoCoreError, HTTPClientError, Boto3Error) as error:
        # The last are what boto3's file transfers make of all the others.
        raise StorageError(f"{action}: {type(error).__name__}") from error


class ObjectStore:
    """One bucket. Every method raises StorageError (retryable) when S3 does not answer as it should."""

    def __init__(self, settings: Settings) -> None:
        self.bucket = settings.s3_bucket
        self._session = boto3.Session(settings.aws_access_key_id, settings.aws_secret_access_key)
        self._client = _client(self._session, settings, settings.s3_endpoint_url)
        self._public = _client(self._session, settings, settings.s3_public_endpoint)

    # -- whole objects

    def put(self, key: str, data: bytes, content_type: str) -> str:
        """Stores a small object from memory; returns its ETag."""
        with _translated(f"put {key}"):
            answer = self._client.put_object(Bucket=self.bucket, Key=key, Body=data, ContentType=content_type)
        return answer["ETag"].strip('"')

    def upload_file(self, key: str, path: Path, content_type: str) -> None:
        """Stores a file; large ones go up in parts, without being read whole."""
        with _translated(f"upload {key}"):
            self._client.upload_file(str(path), self.bucket, key, ExtraArgs={"ContentType": content_type})

    def download(self, key: str, path: Path) -> None:
        """Fetches an object into a file in bounded memory. Raises MissingObject."""
        with _translated(f"download {key}"):
            self._client.download_file(self.bucket, key, str(path))

    def download_into(self, key: str, file: BinaryIO) -> None:
        """Fetches an object into an open file, from its beginning, in bounded memory. Raises MissingObject."""
        with _translated(f"download {key}"):
            self._client.download_fileobj(self.bucket, key, file)
        # Others read it by its name.
        file.flush()

    def head(self, key: str) -> ObjectHead | None:
        """Size, ETag and type of an object, or None where there is none."""
        try:
            with _translated(f"head {key}"):
                answer = self._client.head_object(Bucket=self.bucket, Key=key)
        except MissingObject:
            return None
        return ObjectHead(answer["ContentLength"], answer["ETag"].strip('"'), answer.get("ContentType", ""))

    def get(self, key: str) -> bytes:
        """Reads a small object into memory. Raises MissingObject."""
        with _translated(f"get {key}"):
            return self._client.get_object(Bucket=self.bucket, Key=key)["Body"].read()

    def get_range(self, key: str, size: int) -> bytes:
        """The first `size` bytes of an object, or what it has. Raises MissingObject."""
        with _translated(f"get {key}"):
            return self._client.get_object(Bucket=self.bucket, Key=key, Range=f"bytes=0-{size - 1}")["Body"].read()

    def blocks(self, key: str, size: int) -> Iterator[bytes]:
        """An object from front to back, `size` bytes at a time. Raises MissingObject."""
        with _translated(f"get {key}"):
            body = self._client.get_object(Bucket=self.bucket, Key=key)["Body"]
            with closing(body):
                yield from body.iter_chunks(size)

    def copy(self, key: str, target: str) -> None:
        """Copies an object inside the bucket, in parts where it is large. Raises MissingObject."""
        with _translated(f"copy {key}"):
            self._client.copy({"Bucket": self.bucket, "Key": key}, self.bucket, target)

    def list_keys(self, prefix: str) -> list[str]:
        """The names of all objects below a prefix, in order."""
        found: list[str] = []
        with _translated(f"list {prefix}"):
            for page in self._client.get_paginator("list_objects_v2").paginate(Bucket=self.bucket, Prefix=prefix):
                found += [item["Key"] for item in page.get("Contents", [])]
        return sorted(found)

    def folders(self, prefix: str) -> Iterator[str]:
        """What lies between this prefix and the next slash, the slash included, once for each."""
        with _translated(f"list {prefix}"):
            pages = self._client.get_paginator("list_objects_v2").paginate(
                Bucket=self.bucket, Prefix=prefix, Delimiter="/"
            )
            for page in pages:
                for folder in page.get("CommonPrefixes", []):
                    yield folder["Prefix"]

    def is_older(self, prefix: str, age: timedelta) -> bool:
        """Whether every object below a prefix was stored longer ago than that."""
        before = datetime.now(UTC) - age
        with _translated(f"list {prefix}"):
            pages = self._client.get_paginator("list_objects_v2").paginate(Bucket=self.bucket, Prefix=prefix)
            return all(item["LastModified"] < before for page in pages for item in page.get("Contents", []))

    def delete(self, key: str) -> None:
        """Deletes one object; one that is gone already is fine."""
        with _translated(f"delete {key}"):
            self._client.delete_object(Bucket=self.bucket, Key=key)

    def delete_prefix(self, prefix: str) -> int:
        """Deletes every object below a prefix; returns how many there were."""
        deleted = 0
        with _translated(f"delete {prefix}"):
            for page in self._client.get_paginator("list_objects_v2").paginate(Bucket=self.bucket, Prefix=prefix):
                found = [{"Key": item["Key"]} for item in page.get("Contents", [])]
                if found:
                    self._client.delete_objects(Bucket=self.bucket, Delete={"Objects": found, "Quiet": True})  # type: ignore[typeddict-item]
                    deleted += len(found)
        return deleted

    def presign_get(
        self,
        key: str,
        expires_seconds: int,
        content_type: str | None = None,
        filename: str | None = None,
        by_head: bool = False,
    ) -> str:
        """A URL that reads this one object until it expires, or only what HEAD says of it. No request is made."""
        params: dict[str, Any] = {"Bucket": self.bucket, "Key": key}
        if content_type:
            params["ResponseContentType"] = content_type
        if filename:
            params["ResponseContentDisposition"] = attachment(filename)
        method = "head_object" if by_head else "get_object"
        return self._public.generate_presigned_url(method, Params=params, ExpiresIn=expires_seconds)

    def presign_part(self, key: str, upload_id: str, number: int, size: int, expires_seconds: int) -> str:
        """A URL that takes this one part, with exactly `size` bytes, until it expires. No request is made."""
        params: dict[str, Any] = {"Bucket": self.bucket, "Key": key, "UploadId": upload_id, "PartNumber": number}
        # Among what is signed, so that nobody gets more into the bucket than was allowed.
        params["ContentLength"] = size
        return self._public.generate_presigned_url("upload_part", Params=params, ExpiresIn=expires_seconds)

    def presign_many(self, keys: Sequence[str], expires_seconds: int) -> list[str]:
        """URLs that read one object each, all of them until the same moment. No request is made."""
        credentials = self._session.get_credentials()
        if keys and credentials:
            # A role's credentials change by and by: those that the template was made with are the ones that sign.
            now = credentials.get_frozen_credentials()
            template = self.presign_get(keys[0], expires_seconds)
            if now.secret_key and f"X-Amz-Credential={now.access_key}%2F" in template:
                return signing.presign_like(template, keys, now.secret_key)
        return [self.presign_get(key, expires_seconds) for key in keys]

    # -- multipart uploads

    def create_multipart(self, key: str, content_type: str) -> str:
        """Opens a multipart upload; returns its id."""
        with _translated(f"create multipart {key}"):
            answer = self._client.create_multipart_upload(Bucket=self.bucket, Key=key, ContentType=content_type)
        return answer["UploadId"]

    def upload_part(self, key: str, upload_id: str, number: int, body: RawIOBase | BufferedIOBase, size: int) -> str:
        """Streams one part; the same number again overwrites. Returns the ETag."""
        with _translated(f"upload part {number} of {key}"):
            answer = self._client.upload_part(
                Bucket=self.bucket,
                Key=key,
                UploadId=upload_id,
                PartNumber=number,
                Body=cast(IO[bytes], body),
                ContentLength=size,
            )
        return answer["ETag"].strip('"')

    def list_parts(self, key: str, upload_id: str) -> list[StoredPart]:
        """The parts S3 has, in order; of one that was sent again, what came last. Raises MissingObject."""
        newest = dict[int, tuple[datetime, StoredPart]]()
        for came, part in self._all_parts(key, upload_id):
            if part.number not in newest or newest[part.number][0] <= came:
                newest[part.number] = came, part
        return [newest[number][1] for number in sorted(newest)]

    def bytes_in_parts(self, key: str, upload_id: str) -> int:
        """How much the parts take, also those that were sent again: SeaweedFS keeps each until the upload ends. Raises
        MissingObject.
        """
        return sum(part.size for _, part in self._all_parts(key, upload_id))

    def _all_parts(self, key: str, upload_id: str) -> Iterator[tuple[datetime, StoredPart]]:
        with _translated(f"list parts of {key}"):
            pages = self._client.get_paginator("list_parts").paginate(Bucket=self.bucket, Key=key, UploadId=upload_id)
            for page in pages:
                for item in page.get("Parts", []):
                    etag = item["ETag"].strip('"')
                    yield item["LastModified"], StoredPart(item["PartNumber"], item["Size"], etag)

    def complete_multipart(self, key: str, upload_id: str, parts: list[tuple[int, str]]) -> None:
        """Makes the object from (number, ETag) pairs. Raises MissingObject where the upload is gone."""
        with _translated(f"complete {key}"):
            self._client.complete_multipart_upload(
                Bucket=self.bucket,
                Key=key,
                UploadId=upload_id,
                MultipartUpload={"Parts": [{"PartNumber": number, "ETag": etag} for number, etag in parts]},
            )

    def abort_multipart(self, key: str, upload_id: str) -> None:
        """Throws the upload and its parts away; one that is gone already is fine."""
        try:
            with _translated(f"abort {key}"):
                self._client.abort_multipart_upload(Bucket=self.bucket, Key=key, UploadId=upload_id)
        except MissingObject:
            return

    def open_multiparts(self, prefix: str = "") -> Iterator[OpenMultipart]:
        """Every multipart upload under way, also those nobody remembers."""
        with _translated("list multipart uploads"):
            pages = self._client.get_paginator("list_multipart_uploads").paginate(Bucket=self.bucket, Prefix=prefix)
            for page in pages:
                for item in page.get("Uploads", []):
                    yield OpenMultipart(item["Key"], item["UploadId"], item["Initiated"])

    # -- the bucket itself

    def reachable(self) -> bool:
        """Whether the bucket answers."""
        try:
            with _translated("head bucket"):
                self._client.head_bucket(Bucket=self.bucket)
        except StorageError:
            return False
        return True

    def initialise(self, allowed_origin: str) -> None:
        """Creates the bucket where it is missing and sets CORS and lifecycle; safe to repeat."""
        if not self.reachable():
            with _translated("create bucket"):
                self._client.create_bucket(Bucket=self.bucket)
        rule: Any = {
            "AllowedMethods": ["GET", "HEAD", "PUT"],
            "AllowedOrigins": [allowed_origin],
            "AllowedHeaders": ["*"],
            "ExposeHeaders": ["ETag", "Content-Range", "Accept-Ranges", "Content-Length"],
            "MaxAgeSeconds": 3600,
        }
        with _translated("set bucket rules"):
            self._client.put_bucket_cors(Bucket=self.bucket, CORSConfiguration={"CORSRules": [rule]})
            # The sweeper is quicker; this is the net below it for a bucket whose VideoFlow is gone.
            self._client.put_bucket_lifecycle_configuration(
                Bucket=self.bucket,
                LifecycleConfiguration={
                    "Rules": [
                        {
                            "ID": "abort-forgotten-multipart-uploads",
                            "Status": "Enabled",
                            "Filter": {"Prefix": ""},
                            "AbortIncompleteMultipartUpload": {"DaysAfterInitiation": 7},
                        }
                    ]
                },
            )


def _client(session: boto3.Session, settings: Settings, endpoint: str | None) -> "S3Client":
    own_server = endpoint is not None
    return session.client(
        "s3",
        endpoint_url=endpoint,
        region_name=settings.s3_region,
        config=Config(
            signature_version="s3v4",
            # Servers other than AWS do not all take the checksum headers that boto3 adds by itself.
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
            # Signing the payload would read every part twice; the length and TLS (or loopback) guard it.
            s3={"addressing_style": "path" if own_server else "auto", "payload_signing_enabled": False},
            retries={"mode": "standard", "total_max_attempts": times.STORE_ATTEMPTS},
            connect_timeout=times.STORE_CONNECT,
            read_timeout=times.STORE_READ,
            max_pool_connections=32,
        ),
    )


@lru_cache(maxsize=4)
def _store(settings: Settings) -> ObjectStore:
    return ObjectStore(settings)


def get_store() -> ObjectStore:
    """The store of the current application; clients are thread-safe and kept."""
    return _store(current_settings())
