"""The ways in and out: by password, by OpenID Connect, by CAS, and the second factor."""
