"""What is said beside the fields of steering models."""

import re

from styrhjul.engine.packs.schema import Pack
from styrhjul.web.model.forms import TextForm


def test_what_a_version_looks_like_is_said_with_examples_that_the_model_accepts():
    rule = re.compile(Pack.model_fields["version"].metadata[0].pattern)
    examples = re.findall(r'"([^"]+)"', str(TextForm().fields["text"].help_text))
    assert len(examples) == 4
    assert all(rule.match(one) for one in examples)
    assert not rule.match("2024-1")
