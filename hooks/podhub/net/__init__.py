"""All that is fetched from elsewhere. Only commands come here; a build never does."""
