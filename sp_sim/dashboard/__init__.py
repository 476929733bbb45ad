"""Dashboard: the door for a browser: where, what if, why, who and watch."""
