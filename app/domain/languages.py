"""Codes of languages as the web writes them: two letters where there are two (RFC 5646, 2.2.1). Pure."""

# ISO 639-2, as films have it (both of its codes where there are two), and ISO 639-1.
_PAIRS = """
    ara:ar bul:bg cat:ca ces:cs cze:cs chi:zh zho:zh dan:da deu:de ger:de dut:nl nld:nl ell:el gre:el eng:en
    est:et eus:eu baq:eu fas:fa per:fa fin:fi fra:fr fre:fr gle:ga glg:gl heb:he hin:hi hrv:hr hun:hu ice:is
    isl:is ind:id ita:it jpn:ja kor:ko lav:lv lit:lt mac:mk mkd:mk may:ms msa:ms nno:nn nob:nb nor:no pol:pl
    por:pt ron:ro rum:ro rus:ru slk:sk slo:sk slv:sl spa:es sqi:sq alb:sq srp:sr swe:sv tam:ta tel:te tha:th
    tur:tr ukr:uk urd:ur vie:vi wel:cy cym:cy
"""
_SHORT = dict(pair.split(":") for pair in _PAIRS.split())


def language_tag(code: str | None) -> str | None:
    """The tag of a language by its code; a code that is not known stays as it is."""
    if not code:
        return None
    first, _, rest = code.partition("-")
    return "-".join(part for part in (_SHORT.get(first, first), rest) if part)
