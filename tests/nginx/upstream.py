"""An upstream that remembers every byte that reached it, and echoes a digest of it."""

import hashlib
import socket
import threading

END_OF_HEAD = b"\r\n\r\n"


class Reader:
    def __init__(self, connection):
        self.connection = connection
        self.buffer = b""

    def more(self):
        piece = self.connection.recv(65536)
        if not piece:
            raise EOFError
        self.buffer += piece

    def until(self, mark):
        while mark not in self.buffer:
            self.more()
        taken, self.buffer = self.buffer.split(mark, 1)
        return taken

    def exactly(self, size):
        while len(self.buffer) < size:
            self.more()
        taken, self.buffer = self.buffer[:size], self.buffer[size:]
        return taken

    def chunks(self):
        body = b""
        while True:
            size = int(self.until(b"\r\n").split(b";")[0], 16)
            body += self.exactly(size)
            self.exactly(2)
            if size == 0:
                return body


def parse_headers(lines):
    headers = {}
    for line in lines:
        name, _, value = line.partition(b":")
        headers[name.strip().lower().decode()] = value.strip().decode("latin-1")
    return headers


class Seen:
    """One request as it reached the upstream."""

    def __init__(self, head, body):
        lines = head.split(b"\r\n")
        self.line = lines[0]
        self.head = head
        self.headers = parse_headers(lines[1:])
        self.body = body

    @property
    def digest(self):
        return hashlib.sha256(self.line + b"\n" + self.body).hexdigest()


class Upstream:
    def __init__(self):
        self.seen = []
        self.began = []  # heads, whether or not a body followed
        self.status = b"200 OK"
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self.serve, args=(connection,), daemon=True).start()

    def serve(self, connection):
        reader = Reader(connection)
        try:
            while True:
                self.answer(connection, self.read_one(reader))
        except (EOFError, OSError, ValueError):
            pass
        finally:
            connection.close()

    def read_one(self, reader):
        head = reader.until(END_OF_HEAD)
        self.began.append(head)
        headers = parse_headers(head.split(b"\r\n")[1:])
        if headers.get("transfer-encoding") == "chunked":
            return Seen(head, reader.chunks())
        return Seen(head, reader.exactly(int(headers.get("content-length", "0"))))

    def answer(self, connection, seen):
        self.seen.append(seen)
        body = seen.digest.encode()
        connection.sendall(
            b"HTTP/1.1 %s\r\nContent-Length: %d\r\nX-Upstream: yes\r\n\r\n%s"
            % (self.status, len(body), body))

    def of(self, identity):
        """The requests with this X-Test header."""
        return [seen for seen in self.seen if seen.headers.get("x-test") == identity]

    def close(self):
        self.listener.close()
