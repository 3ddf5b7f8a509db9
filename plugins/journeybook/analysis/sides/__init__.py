"""The handbook seen from every other side than the journey's: `findings` says what is seen, `turning` sees it."""
