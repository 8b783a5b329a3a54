"""The dataset's description in schemas/, loaded and checked; everything else derives from it."""
