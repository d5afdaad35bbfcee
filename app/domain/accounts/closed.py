"""What stands where somebody stood whose account is gone."""

# As it is kept and goes over the wire, in one language; pages and mails say it in their reader's.
NOBODY = "Deleted person"
