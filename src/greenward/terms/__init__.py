"""The frozen values that every room speaks. Imports nothing of ours."""
