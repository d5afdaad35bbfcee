"""What the audit log tells of, and how it leaves the server. Pure."""

import json
from collections.abc import Mapping
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """What happened."""

    REGISTERED = "registered"
    SIGNED_IN = "signed_in"
    SIGN_IN_FAILED = "sign_in_failed"
    SIGNED_OUT = "signed_out"
    PASSWORD_CHANGED = "password_changed"
    PASSWORD_RESET = "password_reset"
    TOKEN_MADE = "token_made"
    TOKEN_REVOKED = "token_revoked"
    INVITED = "invited"
    INVITATION_WITHDRAWN = "invitation_withdrawn"
    ROLE_CHANGED = "role_changed"
    DISABLED = "disabled"
    ENABLED = "enabled"
    QUOTA_CHANGED = "quota_changed"
    VIDEOS_TRANSFERRED = "videos_transferred"
    ACCOUNT_DELETED = "account_deleted"
    VISIBILITY_CHANGED = "visibility_changed"
    LINK_MADE = "link_made"
    LINK_CHANGED = "link_changed"
    LINK_REVOKED = "link_revoked"
    PERSON_NAMED = "person_named"
    PERSON_REMOVED = "person_removed"
    VIDEO_TRASHED = "video_trashed"
    VIDEO_RESTORED = "video_restored"
    VIDEO_DELETED = "video_deleted"
    VIDEO_PURGED = "video_purged"
    SETTINGS_CHANGED = "settings_changed"


FIELDS = ("id", "at", "kind", "person", "person_id", "about", "about_id", "details")


def as_json_line(values: Mapping[str, Any]) -> str:
    """One line of JSON lines."""
    return json.dumps(values, ensure_ascii=False, sort_keys=False) + "\n"
