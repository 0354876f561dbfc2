"""What of all this is part of every run of the tests."""

import fuzzing

measure = fuzzing.smoke
