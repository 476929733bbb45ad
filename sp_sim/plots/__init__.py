"""Plots: pictures that can be read on paper, in grey and by the colour-blind."""
