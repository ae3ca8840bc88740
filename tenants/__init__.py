"""The ground storey: divisions, tenants, people and their roles, the scope, the journal, the isolated admin."""
