"""The machines the product runs on."""
