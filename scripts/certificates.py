"""Certificates that live as long as a run: by them the processes of one stack know each other, and nobody else."""

from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import NamedTuple

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePrivateKey, generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from scripts.datadir import write_private
from scripts.ports import HOST

# Made anew at each start: longer than any process runs, and a clock that is put back does not end it.
_VALID = timedelta(days=3650)
_SLACK = timedelta(days=1)
_SIGNS_CERTIFICATES = x509.KeyUsage(
    digital_signature=False,
    content_commitment=False,
    key_encipherment=False,
    data_encipherment=False,
    key_agreement=False,
    key_cert_sign=True,
    crl_sign=True,
    encipher_only=False,
    decipher_only=False,
)


class Certificates(NamedTuple):
    """Files in PEM: who signed, what one shows to the others, and its key."""

    ca: Path
    cert: Path
    key: Path


def issue(folder: Path) -> Certificates:
    """Writes a certificate for this machine's loopback address, signed by an authority whose key is kept nowhere."""
    authority, key = generate_private_key(SECP256R1()), generate_private_key(SECP256R1())
    root = _unsigned("videoflow", authority, authority)
    root = root.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    root = root.add_extension(_SIGNS_CERTIFICATES, critical=True)
    own = _unsigned("object store", key, authority)
    own = own.add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address(HOST))]), critical=False)
    written = Certificates(folder / "ca.pem", folder / "cert.pem", folder / "key.pem")
    for path, certificate in ((written.ca, root), (written.cert, own)):
        write_private(path, certificate.sign(authority, SHA256()).public_bytes(Encoding.PEM).decode())
    write_private(written.key, key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode())
    return written


def _unsigned(name: str, key: EllipticCurvePrivateKey, authority: EllipticCurvePrivateKey) -> x509.CertificateBuilder:
    """What both have; newer Pythons insist on the identifiers."""
    now, public, signer = datetime.now(UTC), key.public_key(), authority.public_key()
    return (
        x509.CertificateBuilder()
        .subject_name(_named(name))
        .issuer_name(_named("videoflow"))
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - _SLACK)
        .not_valid_after(now + _VALID)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(signer), critical=False)
    )


def _named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
