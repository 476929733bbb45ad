"""Economics: what the levers and the hours of a result cost, who pays, and what it buys."""
