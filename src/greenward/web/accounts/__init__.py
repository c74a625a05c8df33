"""Who takes part: organisations, departments, persons, their roles, and what each may do."""
