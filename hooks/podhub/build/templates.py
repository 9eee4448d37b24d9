"""Templates as they were compiled, so that a build of few pages compiles none."""

from __future__ import annotations

import marshal
from types import CodeType

from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket

from podhub.model.digest import PLAIN_FORM
from podhub.model.memo import Memo


class CompiledTemplates(BytecodeCache):
    """Remembers what Jinja makes of a template's text. What else `decides` about that stands in the
    keys."""

    def __init__(self, memo: Memo, *decides: str) -> None:
        self._memo, self._decides = memo, decides

    def get_bucket(
        self, environment: Environment, name: str, filename: str | None, source: str
    ) -> Bucket:
        """A template's code: as it is remembered, or as it is compiled now. Raises
        TemplateSyntaxError."""

        def compiled() -> bytes:
            code: CodeType = environment.compile(source, name, filename)
            return marshal.dumps(code, PLAIN_FORM)

        key = self._memo.key("template", *self._decides, name, filename or "", source)
        bucket = Bucket(environment, key, "")
        bucket.code = marshal.loads(self._memo.value(key, compiled))  # noqa: S302 (made here, and whole)
        return bucket
