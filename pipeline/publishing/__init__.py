"""Tables to releases/<version>/: one module a product, release.py is the flow of it all."""
