"""How pages are told what the workspace is called and looks like: in their head, before anything is drawn. Pure."""

import re
from html import escape

from app.domain.workspace.choices import Workspace

LOGO = "/workspace/logo/"


def logo_path(key: str | None) -> str | None:
    """The address of a logo, which is another one for another picture."""
    found = re.search(r"logo-([0-9a-f]+)\.png$", key or "")
    return f"{LOGO}{found[1]}" if found else None


def in_page(html: str, workspace: Workspace) -> str:
    """The page, with a tag that says it where there is something to say; see web/src/lib/workspace.ts."""
    if not workspace.is_dressed:
        return html
    said = {"name": workspace.name, "colour": workspace.colour, "logo": logo_path(workspace.logo_key)}
    told = "".join(f' data-{key}="{escape(value)}"' for key, value in said.items() if value)
    return html.replace("</head>", f'<meta name="workspace"{told} />\n</head>', 1)


def ink_on(colour: str) -> str:
    """Black or white, whichever has more contrast on a colour, "#rrggbb" (WCAG 2.2, relative luminance)."""
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in channels]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return "#ffffff" if 1.05 / (luminance + 0.05) >= (luminance + 0.05) / 0.05 else "#000000"
