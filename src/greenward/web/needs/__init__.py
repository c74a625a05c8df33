"""The desk of needs: state one in a minute, and see at once what the rules say."""
