"""Tools that install and start the project; the product never imports them."""
