"""A guide's files saved by presses in Chromium and opened, and its words found again on the video."""

import json
import re
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document
from playwright.sync_api import BrowserContext, Page, expect
from pypdf import PdfReader

from scripts.client import Client
from scripts.stack import Stack
from tests.e2e.test_guide_editing import PASSWORD, open_guide, upload, wait_for_guide

TITLE = "Set up single sign-on"


@pytest.mark.slow
def test_every_file_opens_and_a_word_on_screen_is_boxed_where_it_stands(
    page: Page, stack: Stack, tmp_path: Path
) -> None:
    owner = Client.register(stack.urls["web"], password=PASSWORD)
    video_id = upload(owner)
    wait_for_guide(owner, video_id)
    steps = [step["title"].replace("`", "") for step in owner.call("GET", f"/video/{video_id}/document")["steps"]]
    open_guide(page, owner, video_id)
    page.goto(f"/watch/{video_id}/guide")
    expect(page.get_by_role("heading", level=1, name=TITLE)).to_be_visible()
    files = {name: saved(page, name, tmp_path) for name in ("PDF", "Word", "Web page", "Markdown", "Chapters", "Data")}

    check_papers(files, steps)
    opens_as_a_page(page.context, files["Web page"], len(steps))
    check_data(files, len(steps))
    finds_on_the_video(page, owner, video_id)


def check_papers(files: dict[str, Path], steps: list[str]) -> None:
    pdf = PdfReader(files["PDF"])
    assert all(squeezed(title) in squeezed("".join(each.extract_text() for each in pdf.pages)) for title in steps)
    assert sum(len(each.images) for each in pdf.pages) == len(steps)
    word = Document(str(files["Word"]))
    headings = [each.text for each in word.paragraphs if each.style and each.style.name == "Heading 2"]
    assert headings == [f"{number}. {title}" for number, title in enumerate(steps, 1)]
    assert len(word.inline_shapes) == len(steps)


def check_data(files: dict[str, Path], count: int) -> None:
    with ZipFile(files["Markdown"]) as archive:
        names = archive.namelist()
        text = archive.read(next(name for name in names if name.endswith(".md"))).decode()
    pictures = re.findall(r"!\[[^\]]*\]\(([^)]+)\)", text)
    assert (len(pictures), set(pictures) - set(names)) == (count, set())
    chapters = files["Chapters"].read_text()
    assert chapters.startswith("WEBVTT") and chapters.count("-->") == count
    assert len(json.loads(files["Data"].read_text())["steps"]) == count


def saved(page: Page, name: str, folder: Path) -> Path:
    """What a press on a format saves."""
    page.get_by_role("button", name="Export").click()
    with page.expect_download(timeout=60_000) as waiting:
        page.get_by_role("menuitem", name=re.compile(f"^{name}")).click()
    path = folder / waiting.value.suggested_filename
    assert TITLE in path.name
    waiting.value.save_as(path)
    return path


def opens_as_a_page(context: BrowserContext, path: Path, count: int) -> None:
    """By itself, without a server, with all of its pictures."""
    opened = context.new_page()
    opened.goto(path.as_uri())
    expect(opened.get_by_role("heading", level=1, name=TITLE)).to_be_visible()
    assert opened.evaluate("[...document.images].filter(each => each.naturalWidth > 0).length") == count
    opened.close()


def finds_on_the_video(page: Page, owner: Client, video_id: str) -> None:
    """A word that was read somewhere on the screen, looked for by its keys."""
    frames = owner.call("GET", f"/video/{video_id}/texts")["items"]
    word = next(found for frame in frames[1:] for found in re.findall(r"[A-Za-z]{7,}", frame["text"]))
    page.keyboard.press("Control+k")
    page.get_by_role("combobox", name="Search everything").fill(word)
    results = page.get_by_role("listbox", name="Results")
    results.get_by_role("option", name=re.compile("^On screen")).first.click()
    page.wait_for_url(re.compile(rf"/watch/{video_id}\?"))
    expect(page.locator("[data-found-boxes]")).to_be_visible(timeout=30_000)
    boxed = page.locator("[data-found-boxes] > *").first.bounding_box()
    video = page.locator("video").bounding_box()
    assert boxed and video and video["x"] <= boxed["x"] < video["x"] + video["width"]
    expect(page.get_by_role("searchbox", name="Find in this video")).to_have_value(re.compile(word, re.IGNORECASE))


def squeezed(text: str) -> str:
    return "".join(text.split())
