"""What a person reads or signs: tables, charts, reports and workbooks of any result."""
