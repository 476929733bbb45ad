"""Calibration: what is believed of the parameters once the published patterns have been seen."""
