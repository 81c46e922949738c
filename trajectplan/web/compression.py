"""Compression of every page, also of those that say what is wrong."""

from __future__ import annotations

from flask import Response
from flask_compress import Compress

BAD_REQUEST = 400


class PageCompress(Compress):
    """Flask-Compress leaves every answer but a success as it is; a page of hers with an error on it is as long."""

    def after_request(self, response: Response | None) -> Response:
        """Compress, whatever the status."""
        if response is None:
            return super().after_request(response)
        status = response.status
        if response.status_code >= BAD_REQUEST:
            response.status_code = 200
        compressed = super().after_request(response)
        compressed.status = status
        return compressed
