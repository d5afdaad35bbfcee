"""What the OpenAPI document says beyond what the schemas do: who may call, and bodies that are raw bytes."""

import re
from typing import Any

from apiflask import APIFlask

from app import guards, intake

_CHUNK = "/video/chunk/{video_id}"
_LOGO = "/admin/workspace/logo"
_PICTURE = "/account/picture"
_FORMS = ("/api/v1/videos", "/api/upload")
_ERROR = {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/HTTPError"}}}}
# What any view may say that asks the database or the object store.
_AWAY = {503: "The database or the object store cannot be reached"}
_ERROR_SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["error"],
    "properties": {
        "error": {
            "type": "object",
            "required": ["code", "message"],
            "properties": {
                "code": {"type": "string", "description": "stable"},
                "message": {"type": "string", "description": "for people; may change"},
                "details": {"type": "object", "additionalProperties": True},
            },
        }
    },
}
_PICTURE_BODY: dict[str, Any] = {
    "required": True,
    "content": {
        f"image/{kind}": {"schema": {"type": "string", "format": "binary"}} for kind in ("png", "jpeg", "webp")
    },
}
_CHUNK_BODY: dict[str, Any] = {
    "required": True,
    "content": {
        "application/octet-stream": {"schema": {"type": "string", "format": "binary"}},
        "multipart/form-data": {
            "schema": {
                "type": "object",
                "required": ["file"],
                "properties": {"file": {"type": "string", "format": "binary"}},
            }
        },
    },
}
_FILE_FORM: dict[str, Any] = {
    "required": True,
    "content": {
        "multipart/form-data": {
            "schema": {
                "type": "object",
                "required": ["file"],
                "properties": {
                    "file": {"type": "string", "format": "binary"},
                    "title": {"type": "string", "maxLength": 200},
                    "description": {"type": "string", "maxLength": 5000},
                },
            }
        }
    },
}
_UPLOAD_OFFSET: dict[str, Any] = {
    "name": "Upload-Offset",
    "in": "header",
    "required": False,
    "description": "The offset of the chunk's first byte. Without it the chunk goes to the end.",
    "schema": {"type": "integer", "minimum": 0},
}


def register(app: APIFlask) -> None:
    """Completes the document each time it is made, and declares who may read it."""
    views: dict[str, Any] = app.view_functions
    views["openapi.spec"] = guards.public(views["openapi.spec"])
    app.security_schemes = {"bearer": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}}

    @app.spec_processor
    def complete(spec: dict[Any, Any] | str) -> dict[Any, Any] | str:
        if isinstance(spec, str):  # asked for as YAML
            return spec
        for path, method, view in _views(app):
            if operation := spec["paths"].get(path, {}).get(method):
                _complete(operation, path, method.upper(), view)
        # APIFlask has names of its own for what every refusal looks like; here they are all one format.
        for name in ("HTTPError", "ValidationError"):
            spec["components"]["schemas"][name] = _ERROR_SCHEMA
        chunk = spec["paths"][_CHUNK]["post"]
        chunk["requestBody"] = _CHUNK_BODY
        chunk.setdefault("parameters", []).append(_UPLOAD_OFFSET)
        spec["paths"][_LOGO]["put"]["requestBody"] = _PICTURE_BODY
        spec["paths"][_PICTURE]["put"]["requestBody"] = _PICTURE_BODY
        for path in _FORMS:
            spec["paths"][path]["post"]["requestBody"] = _FILE_FORM
        return spec


def _complete(operation: dict[str, Any], path: str, method: str, view: Any) -> None:
    """Adds who may call, and every status by which a call is refused before or beside what the view itself says."""
    if view.access_rule != "public":
        # A link opens without a token, and what is public, too; with one they answer for whom that stands.
        operation["security"] = [{"bearer": []}, *([{}] if view.access_rule in ("link", "watcher") else [])]
    has_body = "requestBody" in operation or not getattr(view, "takes_json", True)
    refused = intake.refusals(path, method, has_body) | guards.refusals(view, method) | _AWAY
    for status, why in refused.items():
        operation["responses"].setdefault(str(status), _ERROR | {"description": why})


def _views(app: APIFlask) -> list[tuple[str, str, Any]]:
    """Path as OpenAPI writes it, method, and the view."""
    found = []
    for rule in app.url_map.iter_rules():
        path = re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule)
        view = app.view_functions[rule.endpoint]
        found += [(path, method.lower(), view) for method in rule.methods or ()]
    return found
