"""From links, people and visits to what goes over the wire."""

from typing import Any, cast

from app.api.playback.render import url_of
from app.api.sharing import schemas
from app.api.videos import render as videos
from app.services.sharing import notices
from app.services.sharing.links import Link
from app.services.sharing.people import Circle, Person
from app.services.sharing.visits import Opened


def share(link: Link) -> schemas.Share:
    """A link, with its address."""
    row = link.share
    return schemas.Share(
        id=row.id,
        token=link.token,
        url=link.url,
        right=cast(Any, row.right),
        has_password=row.password_hash is not None,
        expires_at=row.expires_at,
        start=row.start,
        max_views=row.max_views,
        views=row.views,
        downloads=row.downloads,
        needs_email=row.needs_email,
        embed_domains=row.embed_domains,
        created_at=row.created_at,
        visibility=cast(Any, link.visibility),
    )


def named(person: Person) -> schemas.Named:
    """Somebody who was named, with a link to register where they have to."""
    url = None
    if person.invitation:
        url = notices.invitation_url(person.email, person.invitation)
    return schemas.Named(
        id=person.id,
        email=person.email,
        name=person.name,
        picture_url=url_of(person.picture_key, None),
        right=cast(Any, person.right),
        pending=person.pending,
        invitation_url=url,
        created_at=person.created_at,
    )


def people(circle: Circle) -> schemas.People:
    """All of them."""
    picture = url_of(circle.owner_picture_key, None)
    owner = schemas.ShownOwner(id=circle.owner_id, name=circle.owner_name, picture_url=picture)
    return schemas.People(items=[named(person) for person in circle.people], owner=owner)


def linked_video(opened: Opened) -> schemas.LinkedVideo:
    """A video as its link shows it."""
    row = opened.share
    link = schemas.LinkAbout(
        right=cast(Any, row.right),
        downloads=row.downloads,
        start=row.start,
        expires_at=row.expires_at,
        needs_email=row.needs_email,
    )
    shown = videos.video(opened.view)
    return schemas.LinkedVideo(
        **dict(shown), link=link, guest=opened.guest_token is not None, guest_token=opened.guest_token
    )
