"""What a code host runs for us: pinned, with few rights, in the words of `scripts/hub`; and the
comment that it posts."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import quote as url_quote

import playwright
import pytest
import yaml
from markdown_it import MarkdownIt
from podhub.cli.commands import COMMANDS
from podhub.cli.report import _markdown
from podhub.model.problems import Problem, quote
from podhub.review.report import Remark

from tests.running import ROOT

FOLDER = ROOT / ".github" / "workflows"
WORKFLOWS = sorted(FOLDER.glob("*.yml"))
SCRIPT = ROOT / ".github" / "scripts" / "comment.cjs"
NODE = Path(playwright.__file__).parent / "driver" / "node"
TOOLS = ("test", "lock", "package")
BASE = "https://github.com/stranger/hub/blob/0123456789"


def steps(workflow: Path) -> list[dict[str, Any]]:
    """Every step of every job."""
    read = yaml.safe_load(workflow.read_text(encoding="utf-8"))
    return [step for job in read["jobs"].values() for step in job["steps"]]


def test_zizmor_finds_nothing() -> None:
    """Its rules on injection, credentials, rights and pins, without asking anyone."""
    program = Path(sys.executable).with_name("zizmor")
    done = subprocess.run(
        [program, "--offline", "--quiet", "--no-progress", ROOT / ".github"],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_workflows_have_the_form_that_github_reads() -> None:
    """By GitHub's own schema, as check-jsonschema brings it along."""
    program = Path(sys.executable).with_name("check-jsonschema")
    done = subprocess.run(
        [program, "--builtin-schema", "vendor.github-workflows", *WORKFLOWS],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_newer_actions_are_proposed_in_a_form_that_dependabot_reads() -> None:
    """By its own schema; for the actions, whose hashes nobody would look up by hand."""
    program = Path(sys.executable).with_name("check-jsonschema")
    file = ROOT / ".github/dependabot.yml"
    done = subprocess.run(
        [program, "--builtin-schema", "vendor.dependabot", file], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert [
        update["package-ecosystem"] for update in yaml.safe_load(file.read_text())["updates"]
    ] == ["github-actions"]


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=[file.stem for file in WORKFLOWS])
def test_what_a_workflow_names_is_there(workflow: Path) -> None:
    """GitHub takes a name that nobody has for an empty text: jobs that are waited for, steps and
    jobs whose outputs are used."""
    jobs = yaml.safe_load(workflow.read_text(encoding="utf-8"))["jobs"]
    for job in jobs.values():
        needs = [job["needs"]] if isinstance(job.get("needs"), str) else job.get("needs", [])
        assert set(needs) <= jobs.keys()
        text = json.dumps(job)
        assert set(re.findall(r"\bneeds\.([\w-]+)", text)) <= set(needs)
        for name, output in re.findall(r"\bneeds\.([\w-]+)\.outputs\.([\w-]+)", text):
            assert output in jobs[name].get("outputs", {})
        ids = [step.get("id") for step in job["steps"]]
        assert set(re.findall(r"\bsteps\.([\w-]+)", text)) <= set(ids)
        for number, step in enumerate(job["steps"]):
            # A step knows only those before it.
            assert set(re.findall(r"\bsteps\.([\w-]+)", json.dumps(step))) <= set(ids[:number])
            # What a shell's words name as a variable is given to it, or GitHub's own.
            used = set(re.findall(r"\$\{?([A-Z][A-Z0-9_]+)", step.get("run", "")))
            assert {name for name in used if not name.startswith("GITHUB_")} <= step.get(
                "env", {}
            ).keys()


def test_mistakes_are_in_the_summary_of_a_publication() -> None:
    """They go to standard error, which nobody looks for in a log."""
    [build] = [step["run"] for step in steps(FOLDER / "publish.yml") if step.get("name") == "Build"]
    assert all(line.endswith('2>&1 | tee -a "$GITHUB_STEP_SUMMARY"') for line in build.splitlines())


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=[file.stem for file in WORKFLOWS])
def test_a_workflow_trusts_nobody_by_name(workflow: Path) -> None:
    """Each action is pinned by its whole hash with its version beside it; no right goes to all
    jobs; each job can time out."""
    text = workflow.read_text(encoding="utf-8")
    uses = re.findall(r"uses: *(.*)", text)
    assert uses
    assert [
        use
        for use in uses
        if not re.fullmatch(r"actions/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", use)
    ] == []
    read = yaml.safe_load(text)
    assert read["permissions"] == {}
    assert all(job["timeout-minutes"] for job in read["jobs"].values())


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=[file.stem for file in WORKFLOWS])
def test_a_workflow_runs_the_commands_that_people_run(workflow: Path) -> None:
    """Beside getting Git and Python, only `scripts/hub`; nothing that others wrote is put into a
    shell's words."""
    for step in steps(workflow):
        run = step.get("run", "")
        assert "${{" not in run
        if step.get("name") == "Install Git and Python":
            continue
        commands = re.findall(r"scripts/hub (\w+)", run)
        assert set(commands) <= {*COMMANDS, *TOOLS}
        assert all(
            re.match(r"scripts/hub |mkdir said$|rm said/", line) for line in run.splitlines()
        ), run


def test_no_secret_is_near_a_strangers_code() -> None:
    """A pull request's run may read and nothing else; the one that may write runs nothing of the
    pull request."""
    check = yaml.safe_load((FOLDER / "check.yml").read_text(encoding="utf-8"))
    assert all(job["permissions"] == {"contents": "read"} for job in check["jobs"].values())
    for workflow in WORKFLOWS:
        text = workflow.read_text(encoding="utf-8")
        assert "pull_request_target" not in text
        # One secret, for the one job that tells hubs; it runs what is on main, and never a pull
        # request's.
        assert ("secrets." in text) == (workflow.stem == "publish")
    publish = yaml.safe_load((FOLDER / "publish.yml").read_text(encoding="utf-8"))
    assert "pull_request" not in publish[True]  # YAML 1.1 takes `on` for a truth
    assert [name for name, job in publish["jobs"].items() if "secrets." in json.dumps(job)] == [
        "announce"
    ]
    for step in steps(FOLDER / "comment.yml"):
        assert "run" not in step
        if step["uses"].startswith("actions/checkout@"):
            assert step["with"]["ref"] == "${{ github.event.repository.default_branch }}"


def said(folder: Path, **files: str) -> str:
    """The comment's text for what a run handed over."""
    for name, content in files.items():
        (folder / name.replace("_", ".")).write_text(content, encoding="utf-8")
    return run(
        f"console.log(JSON.stringify(script.text({json.dumps(str(folder))}, {json.dumps(BASE)})))"
    )


def run(program: str) -> Any:
    """Run a program with the script, and read what it prints."""
    source = f"const script = require({json.dumps(str(SCRIPT))})\n;(async () => {{ {program} }})()"
    done = subprocess.run([NODE, "-e", source], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_the_comment_lists_mistakes_with_links_to_their_lines(tmp_path: Path) -> None:
    """Before anything else, and nothing of what a tool says around them."""
    text = said(
        tmp_path,
        mistakes_txt='docs/articles/a.md:7: date: expected a date, found "`rm -rf`"\n\n1 mistake to fix.\n',
        report_md="- `x`\n",
    )
    assert text == (
        "### To fix, before this can be published\n\n"
        f"- `date: expected a date, found \"'rm -rf'\"` ([`docs/articles/a.md:7`]({BASE}/docs/articles/a.md#L7))\n"
    )


def test_the_comment_says_what_the_report_says(tmp_path: Path) -> None:
    """Each line that `scripts/hub report --links` writes, its address made anew."""
    text = said(
        tmp_path,
        report_md="- `2 new links are made.`\n- `It is public now.` ([docs/a.md:3](https://evil.example/x#L3))\n",
    )
    items = (
        f"- `2 new links are made.`\n- `It is public now.` ([`docs/a.md:3`]({BASE}/docs/a.md#L3))\n"
    )
    assert text == f"### What this change does\n\n{items}"
    assert said(tmp_path, report_md="") == ""


@pytest.mark.parametrize(
    "name", ["two words.md", "café é.md", "日本語.md", "a (draft) [1] `x`'!*.md", "100% & #1?.md"]
)
def test_a_file_by_any_name_has_its_line_in_the_comment(tmp_path: Path, name: str) -> None:
    """As `check` and `report --links` write it; what a reader of Markdown finds is the file, and
    nothing else is a link."""
    path = f"docs/articles/{name}"
    mistake = Problem(path, 7, "file", "expected a name", quote("x"))
    [link] = links(said(tmp_path, mistakes_txt=f"{mistake}\n"))
    assert link == (
        f"{path.replace('`', chr(39))}:7",
        f"{BASE}/docs/articles/{url_quote(name, safe='')}#L7",
    )
    [link] = links(
        said(
            tmp_path,
            mistakes_txt="",
            report_md=f"{_markdown(Remark('It is public.', path, 3), BASE)}\n",
        )
    )
    assert link == (
        f"{path.replace('`', chr(39))}:3",
        f"{BASE}/docs/articles/{url_quote(name, safe='')}#L3",
    )


def links(text: str) -> list[tuple[str, str]]:
    """The links of a Markdown text as CommonMark reads it: what is pressed, and where it leads."""
    found = []
    for block in MarkdownIt("commonmark").parse(text):
        tokens = block.children or []
        found += [
            (tokens[number + 1].content, str(token.attrs["href"]))
            for number, token in enumerate(tokens)
            if token.type == "link_open"
        ]
    return found


def test_a_path_that_leads_out_is_no_path(tmp_path: Path) -> None:
    """A browser would take `..` for another repository's page."""
    lines = [
        "docs/../../../evil/x.md:1: file: expected",
        "docs//x.md:1: file: expected",
        "docs/./x.md:1: file: expected",
    ]
    assert said(tmp_path, mistakes_txt="\n".join(lines)) == ""


def test_a_strangers_words_stay_words(tmp_path: Path) -> None:
    """Markup, mentions, pictures, links, marks of ours, invisible signs: left out, or shown as
    code; and never without end."""
    hostile = [
        "<script>alert(1)</script>",
        "@everyone look ![x](https://evil.example/x.png)",
        "- `code` then [a link](https://evil.example)",
        "- `x` ([../../etc/passwd:1](javascript:alert(1)))",
        "- `x` ([docs/a.md:1](https://evil.example) [b](c)",
        "<!-- hub: what this change does -->",
        "- `a\u202eb`",
        f"- `{'x' * 600}`",
    ]
    text = said(tmp_path, report_md="\n".join(hostile + ["- `fine @ann <b>`"] * 60))
    lines = text.splitlines()
    assert len(lines) < 50
    assert set(lines[2:]) == {"- `a'b`", "- `fine @ann <b>`", "- and 21 more"}
    assert "evil" not in text
    assert said(tmp_path, report_md="- `x`\n" * 100_000) == ""
    (tmp_path / "report.md").unlink()
    (tmp_path / "report.md").symlink_to("/etc/passwd")
    assert said(tmp_path) == ""


@pytest.mark.parametrize(
    ("comments", "conclusion", "content", "calls"),
    [
        ([], "success", "- `New.`", ["create"]),
        ([], "success", "", []),
        ([], "failure", "", ["create"]),
        (
            [
                {
                    "id": 7,
                    "user": {"type": "Bot"},
                    "body": "<!-- hub: what this change does -->\nold",
                }
            ],
            "success",
            "",
            ["update 7"],
        ),
        (
            [
                {
                    "id": 7,
                    "user": {"type": "User"},
                    "body": "<!-- hub: what this change does -->\nforged",
                }
            ],
            "success",
            "- `New.`",
            ["create"],
        ),
    ],
    ids=["first", "nothing to say", "failed in silence", "brought up to date", "somebody else's"],
)
def test_there_is_one_comment(
    tmp_path: Path, comments: list[dict[str, Any]], conclusion: str, content: str, calls: list[str]
) -> None:
    """Made when there is something to say, then kept up to date; on the pull request whose newest
    commit was checked."""
    (tmp_path / "report.md").write_text(content)
    payload = {
        "workflow_run": {
            "head_repository": {"owner": {"login": "stranger"}, "full_name": "stranger/hub"},
            "head_branch": "idea",
            "head_sha": "abc",
            "conclusion": conclusion,
        }
    }
    called = run(f"""
      const calls = []
      const pulls = {{ list: async asked => {{
        if (asked.head !== 'stranger:idea') throw new Error(asked.head)
        return {{ data: [{{ number: 1, head: {{ sha: 'old' }} }}, {{ number: 2, head: {{ sha: 'abc' }} }}] }} }} }}
      const issues = {{
        listComments: 'list',
        createComment: async made => {{ if (made.issue_number === 2) calls.push('create') }},
        updateComment: async made => {{ calls.push('update ' + made.comment_id) }} }}
      const github = {{ rest: {{ pulls, issues }}, paginate: async () => ({json.dumps(comments)}) }}
      const context = {{ payload: {json.dumps(payload)}, repo: {{ owner: 'ours', repo: 'hub' }} }}
      await script.comment({{ github, context, core: {{ info: () => {{}} }}, folder: {json.dumps(str(tmp_path))} }})
      console.log(JSON.stringify(calls))""")
    assert called == calls
