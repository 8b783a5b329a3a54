"""What must hold before a release: table by table, and across tables.

suites derives the checks of one table from its schema; validating runs them; across and positions
check what no single table can show. Each check gives one CheckResult. Nothing is repaired here.
"""
