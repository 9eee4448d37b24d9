"""What has been public, and what subscribers would lose by a change."""
