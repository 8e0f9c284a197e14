"""A front end made of nothing: it keeps what is sent, and can send."""

import comm
import pytest
from comm.base_comm import BaseComm


class Comm(BaseComm):
    def __init__(self, **kwargs):
        self.sent = []
        super().__init__(**kwargs)

    def publish_msg(self, msg_type, data=None, metadata=None, buffers=None, **keys):
        self.sent.append((msg_type, data or {}, buffers or []))

    def states(self):
        """The states that were sent after the first."""
        return [data["state"] for _, data, _ in self.sent[1:] if data.get("method") == "update"]

    def actions(self):
        return [data["content"]["action"] for _, data, _ in self.sent if data.get("method") == "custom"]

    def receive(self, data, buffers=()):
        self.handle_msg({"content": {"data": data}, "buffers": list(buffers)})

    def set(self, **state):
        self.receive({"method": "update", "state": state})

    def tell(self, content, *buffers):
        self.receive({"method": "custom", "content": content}, buffers)


@pytest.fixture(autouse=True)
def front_end(monkeypatch):
    monkeypatch.setattr(comm, "create_comm", Comm)
