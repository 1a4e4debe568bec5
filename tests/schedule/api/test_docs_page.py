import re

from schedule.api.openapi import operations
from schedule.api.problems import KINDS
from tests.schedule.api.seed import API


def page(client):
    answer = client.get(f"{API}/docs")
    assert answer.status_code == 200
    return answer, answer.content.decode()


def test_the_page_describes_every_operation_value_and_problem(client):
    _, html = page(client)
    document = client.get(f"{API}/openapi.json").json()
    ids = set(re.findall(r' id="([^"]+)"', html))
    assert {operation["operationId"] for operation in operations(document)} <= ids
    assert {f"problem-{kind.name}" for kind in KINDS} <= ids
    values = {name for name in document["components"]["schemas"] if "Page_" not in name}
    assert {f"schema-{name}" for name in values} <= ids


def test_every_link_within_the_page_leads_somewhere_and_no_id_stands_twice(client):
    _, html = page(client)
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', html)) <= set(ids)


def test_the_page_needs_no_script_no_style_of_its_own_and_no_other_host(client):
    answer, html = page(client)
    assert "<script" not in html
    assert not re.search(r'\sstyle=|<style|\son[a-z]+="', html)
    assert all(
        address.startswith(("/", "#")) for address in re.findall(r'(?:src|href)="([^"]+)"', html)
    )
    assert "default-src 'self'" in answer.headers["Content-Security-Policy"]


def test_the_page_is_not_sent_twice(client):
    answer, _ = page(client)
    again = client.get(f"{API}/docs", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304
