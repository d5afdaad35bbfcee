"""Code: a line of a program or of its settings, which calls nothing by its name."""

import re

# Words that begin a statement; signs that stand in code and hardly in prose; a call, whose bracket follows at once.
_CODE = re.compile(
    r"""^(?: @\w+(?:\(|$) | \#include\b | (?:def|class)\s\w+\s*[(:] | import\s[\w.]+$ | from\s\S+\simport\b
           | (?:const|let|var)\s\w+\s*= | (?:async\s)?function\s\w*\( | return\s.*["')\]}]$ | [{}\])]+;?$ )
        | \w\([^)\s]*\) | [;{]$ | \s(?:==?|!=|<=|>=|=>|->|:=|\+=|&&|\|\|)\s | \w=["'\w] | \w::\w | \w\([^)]*\)\s*:$""",
    re.VERBOSE,
)


def is_code(text: str) -> bool:
    """Whether it is more likely code than words."""
    return _CODE.search(text.strip()) is not None
