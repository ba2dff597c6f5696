"""XML, parsed so that it can fetch nothing, expand nothing and fill no memory."""

from __future__ import annotations

from html import unescape
from typing import Any

from lxml import etree

from litreview.errors import InputError

__all__ = ["local", "parsed", "words"]


def parsed(path: str, data: bytes, *, recover: bool = False) -> Any:
    """The root element of data; InputError when it is no XML. Entities are not resolved and nothing is loaded.

    With `recover`, what is not well-formed is read as far as it goes.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False, recover=recover
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise InputError(f"{path}: is damaged and cannot be read as XML: {error}") from error
    if root is None:
        raise InputError(f"{path}: is damaged and cannot be read as XML")
    etree.strip_elements(root, etree.Comment, etree.ProcessingInstruction, with_tail=False)
    return root


def local(element: Any) -> str:
    """The name of an element without its namespace; "" for an entity."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def words(element: Any) -> str:
    """All text inside an element, white space made single; an entity of HTML is what it stands for."""
    return " ".join(unescape("".join(element.itertext())).split())
