"""Compression: of every page, also of those that say what is wrong, and of static files once as small as can be."""

from __future__ import annotations

from typing import Final

from flask import Flask, Request, Response, request
from flask_compress import Compress
from flask_compress.flask_compress import DictCache

BAD_REQUEST = 400
ALGORITHMS: Final = ("br", "gzip")
PAGE_LEVEL: Final = 5
"""Of Brotli, for what is made for each visit: level 6 takes longer and gives hardly less."""


class PageCompress(Compress):
    """Flask-Compress leaves every answer but a success as it is; a page of hers with an error on it is as long."""

    def __init__(self, app: Flask) -> None:
        app.config.update(COMPRESS_ALGORITHM=ALGORITHMS, COMPRESS_BR_LEVEL=PAGE_LEVEL, COMPRESS_MIN_SIZE=600)
        super().__init__(app)
        self._files = Compress(_packer())

    def after_request(self, response: Response | None) -> Response:
        """Compress, whatever the status."""
        if response is None:
            return super().after_request(response)
        if request.endpoint == "static" and response.status_code < BAD_REQUEST:
            return self._files.after_request(response)
        status = response.status
        if response.status_code >= BAD_REQUEST:
            response.status_code = 200
        compressed = super().after_request(response)
        compressed.status = status
        return compressed


def _packer() -> Flask:
    """What Flask-Compress is told about static files: pack them as tight as it goes, and keep that in memory.

    Their addresses are those of a table, each with a hash of what is in it, so they make a bounded number of keys.
    """
    packer = Flask("trajectplan", static_folder=None)
    packer.config.update(
        COMPRESS_REGISTER=False,
        COMPRESS_ALGORITHM=ALGORITHMS,
        COMPRESS_BR_LEVEL=11,
        COMPRESS_LEVEL=9,
        COMPRESS_CACHE_BACKEND=DictCache,
        COMPRESS_CACHE_KEY=_address,
    )
    return packer


def _address(asked: Request) -> str:
    return asked.path
