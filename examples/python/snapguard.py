"""libsnapguard for Python, by ctypes.

    engine = snapguard.Engine(strict=True)      # shared by all threads
    context = engine.context()                  # one for a thread
    report = context.check(b'{"regionId": "x"}')
    if report.verdict == "invalid":
        print(report.http_status, report.body)

Reports hold no memory of the library's: they stay what they are when the context is used
again. As a program it judges one request:  snapguard.py FILE
"""
import ctypes
import json
import os
import sys
import weakref
from ctypes import POINTER, byref, c_bool, c_char, c_char_p, c_int, c_size_t, c_void_p

JSON, JSON_REQUESTS, QUERY, FORM, HTTP = range(5)
OFF, NOTICE, WARNING, ERROR = range(4)


class _Problem(ctypes.Structure):
    _fields_ = [("line", c_size_t), ("column", c_size_t), ("message", c_char * 240)]


class _Identity(ctypes.Structure):
    _fields_ = [("request_id", c_char_p), ("host_id", c_char_p), ("recommend", c_char_p)]


_library = ctypes.CDLL(os.environ.get("SNAPGUARD_LIBRARY", "libsnapguard.so.0"))


def _function(name, result, *arguments):
    function = getattr(_library, "snapguard_" + name)
    function.restype, function.argtypes = result, arguments
    return function


_strerror = _function("strerror", c_char_p, c_int)
_verdict_name = _function("verdict_name", c_char_p, c_int)
_options_new = _function("options_new", c_int, POINTER(c_void_p), c_void_p)
_options_free = _function("options_free", None, c_void_p)
_set_strict = _function("options_set_strict", None, c_void_p, c_bool)
_set_severity = _function("options_set_severity", c_int, c_void_p, c_char_p, c_int)
_set_facts = _function("options_set_facts", c_int, c_void_p, c_char_p, c_size_t)
_engine_new = _function("engine_new", c_int, POINTER(c_void_p), c_void_p, POINTER(_Problem))
_engine_free = _function("engine_free", None, c_void_p)
_context_new = _function("context_new", c_int, POINTER(c_void_p), c_void_p)
_context_free = _function("context_free", None, c_void_p)
_check = _function("check", c_int, POINTER(c_void_p), c_void_p, c_int, c_char_p, c_size_t)
_verdict = _function("report_verdict", c_int, c_void_p)
_http_status = _function("report_http_status", c_int, c_void_p)
_report = _function("render_report", c_size_t, c_void_p, c_bool, c_char_p, c_size_t)
_error = _function(
    "render_error", c_size_t, c_void_p, POINTER(_Identity), c_int, c_char_p, c_size_t)


def _demand(status, problem=None):
    """Raise what a call could not do: a request must never pass because of it."""
    if status == 1:
        raise MemoryError
    if status != 0:
        text = problem.message if problem and problem.message else _strerror(status)
        raise ValueError(text.decode())


def _render(function, *arguments):
    size = function(*arguments, None, 0)
    buffer = ctypes.create_string_buffer(size + 1)
    function(*arguments, buffer, size + 1)
    return buffer.value


class Report:
    """The verdict, the findings (as the schema snapguard/report/1 has them) and, for an
    invalid request, the HTTP status and body that the service would answer with."""

    def __init__(self, report, request_id):
        identity = _Identity(request_id.encode(), None, None)
        self.verdict = _verdict_name(_verdict(report)).decode()
        self.http_status = _http_status(report)
        self.findings = json.loads(_render(_report, report, True))["diagnostics"]
        self.body = None
        if self.verdict == "invalid":
            self.body = _render(_error, report, byref(identity), 0)


class Engine:
    def __init__(self, strict=False, facts=None, severities=()):
        options, pointer, problem = c_void_p(), c_void_p(), _Problem()
        _demand(_options_new(byref(options), None))
        try:
            _set_strict(options, strict)
            for rule, severity in dict(severities).items():
                _demand(_set_severity(options, rule.encode(), severity))
            if facts is not None:
                text = json.dumps(facts).encode()
                _demand(_set_facts(options, text, len(text)))
            _demand(_engine_new(byref(pointer), options, byref(problem)), problem)
        finally:
            _options_free(options)
        self.pointer = pointer
        weakref.finalize(self, _engine_free, pointer)

    def context(self):
        return Context(self)


class Context:
    """Used by one thread at a time. Keeps its engine alive."""

    def __init__(self, engine):
        self._engine, self._pointer = engine, c_void_p()
        _demand(_context_new(byref(self._pointer), engine.pointer))
        weakref.finalize(self, _context_free, self._pointer)

    def check(self, data, encoding=JSON, request_id=""):
        report = c_void_p()
        _demand(_check(byref(report), self._pointer, encoding, data, len(data)))
        return Report(report, request_id)


if __name__ == "__main__":
    with open(sys.argv[1], "rb") as file:
        answer = Engine().context().check(file.read())
    for finding in answer.findings:
        print("{range[start][line]}:{range[start][column]} {message} [{rule}]".format(**finding))
    sys.exit(answer.verdict == "invalid")
