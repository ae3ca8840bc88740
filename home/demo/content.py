"""Reads the demo's files and turns their plain texts into blocks."""

import re
import tomllib
from html import escape
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
UMBRELLA = "umbrella"
COUNTIES = ("yunxi", "pingchuan", "linhai")
CASES_OF = "%s的案件"
# What somebody confirms before signing.
STATEMENT = "我已看过这份文书的全部内容，同意并签名。"


def read(name: str) -> dict[str, Any]:
    with (FOLDER / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


def paragraphs(text: str) -> str:
    return "".join(f"<p>{escape(line.strip())}</p>" for line in text.strip().splitlines() if line.strip())


def article(text: str) -> list[dict[str, Any]]:
    """Blocks of a text in which `## ` begins a heading and 问：/答： a question and its answer."""
    blocks: list[dict[str, Any]] = []
    running = ""
    question = ""
    for line in (line.strip() for line in text.strip().splitlines()):
        if line.startswith("问："):
            running, blocks = _close(running, blocks)
            question = line[2:].strip()
        elif line.startswith("答："):
            blocks.append(_question(question, line[2:]))
            question = ""
        elif line.startswith("## "):
            running += f"<h3>{escape(line[3:])}</h3>"
        elif line:
            running += f"<p>{escape(line)}</p>"
    return _close(running, blocks)[1]


def _close(running: str, blocks: list[dict[str, Any]]) -> tuple[str, list[dict[str, Any]]]:
    return "", [*blocks, {"type": "text", "value": running}] if running else blocks


def _question(question: str, answer: str) -> dict[str, Any]:
    return {"type": "question", "value": {"question": question, "answer": paragraphs(answer)}}


def guide(entry: dict[str, Any]) -> list[dict[str, Any]]:
    steps = []
    for step in entry.get("steps", []):
        title, _, rest = (
            step["text"].partition("。") if not step.get("title") else (step["title"], "", step["text"])
        )
        steps.append(
            {
                "type": "step",
                "value": {
                    "title": title[:60],
                    "text": paragraphs(rest) if rest else "",
                    "time_limit": step.get("time_limit", ""),
                },
            }
        )
    return steps + [_question(item["q"], item["a"]) for item in entry.get("questions", [])]


def basis_line(item: dict[str, str]) -> str:
    number = f"（{item['number']}）" if item.get("number") else ""
    return f"《{item['title']}》{number}{item.get('clause', '')}"


def named(title: str) -> str:
    """`《X》` and `X` alike become `X`."""
    return re.sub(r"^《(.*)》$", r"\1", title.strip())
