"""The explorer: pages that show a release to people, `index.html` and `sql.html`.

Belongs here: what the pages hold, how they are put together, and serving them. How they look and
behave is in page/ (templates, styles, scripts), libraries that they use are in vendor/. Does not
belong here: tables and their checks.
"""
