"""Mail: letters in text and HTML, and the SMTP server that takes them."""
