"""The lookup handler: sends every user to the one upstream and counts how often it is asked."""

from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread


class LookupHandler:
    def __init__(self, upstream_port):
        self.asked = 0
        counted = self

        class Answer(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                counted.asked += 1
                self.send_response(200)
                self.send_header("Auth-Status", "OK")
                self.send_header("Auth-Server", "127.0.0.1")
                self.send_header("Auth-Port", str(upstream_port))
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
        self.port = self.server.server_port
        Thread(target=self.server.serve_forever, daemon=True).start()
